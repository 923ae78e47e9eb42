import { Hint, Input, Label, Select } from "@medusajs/ui"
import { useId } from "react"
import { fieldLabel } from "../lib/check-fields"
import type { CollectField } from "../lib/api-types"
import { documentDirection } from "../lib/document-direction"
import { useTexts } from "../lib/use-texts"

interface CollectInputsProps {
  readonly fields: readonly CollectField[]
  readonly answers: Readonly<Record<string, string>>
  readonly problems: Readonly<Record<string, string>>
  readonly onAnswer: (name: string, answer: string) => void
}

/** The questions that a gateway, or a decision, has to staff. */
export function CollectInputs({ fields, answers, problems, onAnswer }: CollectInputsProps) {
  return fields.map((field) => (
    <CollectInput
      key={field.name}
      field={field}
      answer={answers[field.name] ?? ""}
      problem={problems[field.name]}
      onAnswer={(answer) => onAnswer(field.name, answer)}
    />
  ))
}

interface CollectInputProps {
  readonly field: CollectField
  readonly answer: string
  readonly problem?: string
  readonly onAnswer: (answer: string) => void
}

function CollectInput({ field, answer, problem, onAnswer }: CollectInputProps) {
  const { t } = useTexts()
  const id = useId()
  const described = problem ? `${id}-problem` : undefined
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {fieldLabel(field, t)}
        {!field.required && (
          <span className="text-ui-fg-subtle font-normal"> ({t("common.optional")})</span>
        )}
      </Label>
      {field.options ? (
        <Select value={answer} onValueChange={onAnswer} dir={documentDirection()}>
          <Select.Trigger id={id} aria-invalid={problem !== undefined} aria-describedby={described}>
            <Select.Value placeholder={t("attempts.refund.choose")} />
          </Select.Trigger>
          <Select.Content>
            {field.options.map(({ value, label }) => (
              <Select.Item key={value} value={value}>
                {label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      ) : (
        <Input
          id={id}
          name={field.name}
          value={answer}
          dir="auto"
          autoComplete="off"
          aria-required={field.required}
          aria-invalid={problem !== undefined}
          aria-describedby={described}
          onChange={(event) => onAnswer(event.target.value)}
        />
      )}
      <Problem id={described} text={problem} />
    </div>
  )
}

interface ProblemProps {
  readonly id?: string
  readonly text?: string
}

/** What is wrong with an answer, below it. */
export function Problem({ id, text }: ProblemProps) {
  return text === undefined ? null : (
    <Hint id={id} variant="error" role="alert">
      {text}
    </Hint>
  )
}
