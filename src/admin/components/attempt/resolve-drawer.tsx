import { RadioGroup, Text, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import type { AttemptDetail, Resolution } from "../../lib/api-types"
import { useResolveAttempt } from "../../lib/attempts-api"
import { documentDirection } from "../../lib/document-direction"
import { formatAmount } from "../../lib/format"
import {
  isFine,
  resolutionInput,
  type ResolutionForm,
  type ResolutionProblems,
  resolutionProblems,
  takesAmount,
} from "../../lib/resolution-input"
import { useTexts } from "../../lib/use-texts"
import { AmountInput } from "../amount-input"
import { CollectInputs } from "../collect-inputs"
import { FormDrawer } from "../form-drawer"
import { ReasonInput } from "../reason-input"
import { StatusSentence } from "../situation"

interface ResolveDrawerProps {
  readonly attempt: AttemptDetail
  /** The most natural way out, chosen already. */
  readonly first: Resolution
  readonly onClose: () => void
}

/** Decides about money that does not match: the ways out, each with what it needs to know. */
export function ResolveDrawer({ attempt, first, onClose }: ResolveDrawerProps) {
  const { t, language } = useTexts()
  const label = useId()
  const { currency_code: unit, resolutions } = attempt
  const [chosen, setChosen] = useState(first.action)
  const [form, setForm] = useState<ResolutionForm>({
    amount: first.amount,
    reason: "",
    answers: {},
  })
  const [isTried, setTried] = useState(false)
  const sending = useResolveAttempt(attempt.id)

  const way = resolutions.find(({ action }) => action === chosen) ?? first
  const wrong = resolutionProblems(way, form, unit, t, language)
  const shown: ResolutionProblems = isTried ? wrong : { fields: {} }

  const choose = (action: string) => {
    const next = resolutions.find((one) => one.action === action)
    if (next) {
      setChosen(next.action)
      setForm((before) => ({ ...before, amount: next.amount, answers: {} }))
      setTried(false)
      sending.reset()
    }
  }

  const submit = () => {
    setTried(true)
    if (isFine(wrong)) {
      sending.mutate(resolutionInput(way, form), {
        onSuccess: () => {
          toast.success(t("attempts.done.resolved"))
          onClose()
        },
      })
    }
  }

  return (
    <FormDrawer
      title={t("attempts.resolve.title")}
      description={t("attempts.resolve.description", {
        amount: formatAmount(first.amount, unit, language),
      })}
      submitLabel={t("attempts.resolve.submit")}
      isSending={sending.isPending}
      error={sending.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <StatusSentence situation={attempt.situation} />
      <div className="flex flex-col gap-y-2">
        <Text id={label} size="small" leading="compact" weight="plus">
          {t("attempts.resolve.way")}
        </Text>
        <RadioGroup
          aria-labelledby={label}
          dir={documentDirection()}
          value={chosen}
          onValueChange={choose}
        >
          {resolutions.map(({ action }) => (
            <RadioGroup.ChoiceBox
              key={action}
              value={action}
              label={t(`attempts.resolve.ways.${action}`)}
              description={t(`attempts.resolve.explain.${action}`)}
            />
          ))}
        </RadioGroup>
      </div>
      {takesAmount(way) && (
        <AmountInput
          label={t("attempts.refund.amount")}
          value={form.amount}
          unit={unit}
          problem={shown.amount}
          onChange={(amount) => setForm((before) => ({ ...before, amount }))}
        />
      )}
      <CollectInputs
        fields={way.fields}
        answers={form.answers}
        problems={shown.fields}
        onAnswer={(name, answer) =>
          setForm((before) => ({ ...before, answers: { ...before.answers, [name]: answer } }))
        }
      />
      <ReasonInput
        value={form.reason}
        problem={shown.reason}
        onChange={(reason) => setForm((before) => ({ ...before, reason }))}
      />
    </FormDrawer>
  )
}
