import { Label, Textarea } from "@medusajs/ui"
import { useId } from "react"
import { useTexts } from "../lib/use-texts"
import { Problem } from "./collect-inputs"

interface ReasonInputProps {
  readonly value: string
  readonly problem?: string
  readonly onChange: (value: string) => void
}

const LONGEST = 500

/** Why something is done, for those who read it later. */
export function ReasonInput({ value, problem, onChange }: ReasonInputProps) {
  const { t } = useTexts()
  const id = useId()
  const described = problem ? `${id}-problem` : undefined
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {t("attempts.refund.reason")}
      </Label>
      <Textarea
        id={id}
        value={value}
        maxLength={LONGEST}
        placeholder={t("attempts.refund.reasonHint")}
        aria-invalid={problem !== undefined}
        aria-describedby={described}
        onChange={(event) => onChange(event.target.value)}
      />
      <Problem id={described} text={problem} />
    </div>
  )
}
