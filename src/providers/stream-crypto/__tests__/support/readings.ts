import type { Attempt } from "../../../../core/attempt"
import { currencyOf } from "../../../../core/currencies"
import { Money } from "../../../../core/money"
import type { Observation } from "../../../../core/settle"
import { attemptOf, SESSION_ID, settledAttempt } from "../../../../core/__tests__/support/attempts"
import { callbackEvidence } from "../../callback-evidence"
import { observationOf, type PaymentReading } from "../../payment-state"
import { statusReplySchema } from "../../schemas"
import { callbackFieldsOf, PAYMENT_ID } from "./callbacks"

export const EXPIRY = new Date("2026-05-01T12:10:00.000Z")
export const RETURN_URL = "https://shop.example/payment-gateways/return/pgatt_TEST0001"

/** A moment, in minutes after the payment's time is over; negative before. */
export const minutes = (count: number) => new Date(EXPIRY.getTime() + count * 60_000)

export function money(text: string): Money {
  const [amount, code = ""] = text.split(" ")
  return Money.parse(amount, currencyOf(code, { USD: 2, EUR: 2, STRM: 24 }))
}

/** An attempt that waits for its payment. */
export function openAttemptOf(due = "1.00 USD", changes: Partial<Attempt> = {}): Attempt {
  const names = { gateway: "stream-crypto", providerId: "pp_stream-crypto_stream-crypto" }
  return attemptOf(money(due), names, {
    status: "requires_more",
    reference: PAYMENT_ID,
    expiresAt: EXPIRY,
    createdAt: minutes(-10),
    nextAction: { type: "redirect", url: "https://pay.streampayments.app/p/1", method: "GET" },
    gatewayData: { return_url: RETURN_URL },
    ...changes,
  })
}

/** A payment as Stream tells it. */
export function paymentOf(status: string, changes: Record<string, unknown> = {}) {
  return {
    payment_id: PAYMENT_ID,
    network: "mainnet",
    status,
    addresses: [],
    name: `Order ${SESSION_ID}`,
    description: "",
    display_amount_usd: "1.00",
    display_amount_eur: "0.93",
    display_amount: "0.16638",
    local_currency: "usd",
    return_url: RETURN_URL,
    expiry_at: "2026-05-01T12:10:00+00:00",
    created_at: "2026-05-01T12:00:00+00:00",
    ...changes,
  }
}

/** Evidence of a verified callback that came at this moment. */
export function callback(
  receivedUsd: string,
  at = minutes(-1),
  changes: Parameters<typeof callbackFieldsOf>[0] = {}
): Attempt["evidence"] {
  const fields = callbackFieldsOf({ received_amount_usd: receivedUsd, ...changes })
  return callbackEvidence(fields, at)
}

export interface ReadingFacts {
  /** What Stream answers: a status, or a whole reply. */
  readonly reply: string | Record<string, unknown>
  readonly attempt?: Attempt
  readonly at?: Date
  readonly options?: Partial<PaymentReading["options"]>
}

/** What a reply means. */
export function observe({ reply, attempt, at, options }: ReadingFacts): Observation {
  const body =
    typeof reply !== "string" ? reply : reply === "not_found" ? { status: reply } : paymentOf(reply)
  return observationOf({
    reply: statusReplySchema.parse(body),
    attempt: attempt ?? openAttemptOf(),
    observedAt: at ?? minutes(-2),
    options: {
      sandbox: false,
      latePayment: "manual",
      underpaymentTolerancePercent: "0",
      ...options,
    },
  })
}

/** What becomes of the attempt. */
export function settled(facts: ReadingFacts): Attempt {
  return settledAttempt(facts.attempt ?? openAttemptOf(), observe(facts), {
    underpaymentTolerancePercent: facts.options?.underpaymentTolerancePercent ?? "0",
    partialPayment: false,
  })
}
