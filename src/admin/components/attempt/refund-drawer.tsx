import { toast } from "@medusajs/ui"
import { useState } from "react"
import type { AttemptDetail } from "../../lib/api-types"
import { useRefundAttempt } from "../../lib/attempts-api"
import { amountProblem } from "../../lib/check-amount"
import { fieldProblems, givenAnswers } from "../../lib/check-fields"
import { formatAmount } from "../../lib/format"
import { useTexts } from "../../lib/use-texts"
import { AmountInput } from "../amount-input"
import { CollectInputs } from "../collect-inputs"
import { FormDrawer } from "../form-drawer"
import { ReasonInput } from "../reason-input"

interface RefundDrawerProps {
  readonly attempt: AttemptDetail
  readonly onClose: () => void
}

/** Sends money back through the gateway, with what that gateway needs to know. */
export function RefundDrawer({ attempt, onClose }: RefundDrawerProps) {
  const { t, language } = useTexts()
  const { refund, currency_code: unit } = attempt
  const [amount, setAmount] = useState(refund.amount)
  const [reason, setReason] = useState("")
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const [isTried, setTried] = useState(false)
  const sending = useRefundAttempt(attempt.id)

  const wrongAmount = amountProblem(amount, refund.amount, unit, t, language)
  const wrongAnswers = fieldProblems(refund.fields, answers, t)

  const submit = () => {
    setTried(true)
    if (wrongAmount !== undefined || Object.keys(wrongAnswers).length > 0) {
      return
    }
    const input = {
      amount: amount.trim(),
      ...(reason.trim() && { reason: reason.trim() }),
      ...(refund.fields.length > 0 && { fields: givenAnswers(refund.fields, answers) }),
    }
    sending.mutate(input, {
      onSuccess: () => {
        toast.success(
          t("attempts.done.refunded", { amount: formatAmount(input.amount, unit, language) })
        )
        onClose()
      },
    })
  }

  return (
    <FormDrawer
      title={t("attempts.refund.title")}
      description={t("attempts.refund.description", {
        amount: formatAmount(refund.amount, unit, language),
        gateway: attempt.gateway_name,
      })}
      submitLabel={t("attempts.refund.submit")}
      isSending={sending.isPending}
      error={sending.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <AmountInput
        label={t("attempts.refund.amount")}
        value={amount}
        unit={unit}
        isFixed={!refund.is_partial_possible}
        problem={isTried ? wrongAmount : undefined}
        onChange={setAmount}
      />
      <CollectInputs
        fields={refund.fields}
        answers={answers}
        problems={isTried ? wrongAnswers : {}}
        onAnswer={(name, answer) => setAnswers((before) => ({ ...before, [name]: answer }))}
      />
      <ReasonInput value={reason} onChange={setReason} />
    </FormDrawer>
  )
}
