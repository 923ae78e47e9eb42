import { z } from "@medusajs/framework/zod"
import type { Attempt } from "../../core/attempt"
import { Money } from "../../core/money"
import { decimalOfParts, exactParts, isDecimal, moneyOfParts, partsOfMoney } from "./decimals"
import { PAYMENT_ID } from "./schemas"

/** Native amounts are smallest units or coins; that is not documented, so none is compared. */
const decimal = z.string().refine(isDecimal)

/** The signed fields of a callback, with the characters with which they were sent. */
export const callbackFieldsSchema = z.object({
  payment_id: z.string().regex(PAYMENT_ID),
  amount: decimal,
  amount_usd: decimal,
  received_amount: decimal,
  received_amount_usd: decimal,
  current_datetime: z.string().regex(/^\d[\dTZtz:+. -]{7,39}$/),
})

export type CallbackFields = z.output<typeof callbackFieldsSchema>

const storedCallbackSchema = callbackFieldsSchema.extend({ received_at: z.iso.datetime() })

const PREFIX = "callback:"

/** What is kept of a verified callback: no reading tells what was received, or that it was late. */
export function callbackEvidence(
  fields: CallbackFields,
  receivedAt: Date
): Readonly<Record<string, unknown>> {
  return {
    [`${PREFIX}${fields.received_amount_usd}`]: {
      ...fields,
      received_at: receivedAt.toISOString(),
    },
  }
}

/** What the verified callbacks of a payment say together. */
export interface CallbackMoney {
  /** In the session's currency. */
  readonly received: Money
  /** As the callback wrote it, in USD. */
  readonly receivedUsd: string
  /** Decimal string in USD of what came above what was asked; absent when nothing did. */
  readonly overpaidUsd?: string
  /** When a callback of at least this much was first taken. */
  readonly receivedAt: Date
}

/**
 * The most that a verified callback of this payment tells. Whether Stream sums up several
 * transfers or tells each alone is not documented; nothing is added up here.
 *
 * @returns `undefined` when there is none, or none that can be compared with what was asked
 */
export function callbackMoneyOf(
  attempt: Pick<Attempt, "evidence" | "reference" | "due">
): CallbackMoney | undefined {
  return Object.entries(attempt.evidence)
    .filter(([key]) => key.startsWith(PREFIX))
    .flatMap(([, stored]) => {
      const { data } = storedCallbackSchema.safeParse(stored)
      const money =
        data?.payment_id === attempt.reference ? moneyOfCallback(data, attempt.due) : undefined
      return money && data ? [{ ...money, receivedAt: new Date(data.received_at) }] : []
    })
    .sort(
      (left, right) =>
        right.received.compare(left.received) ||
        left.receivedAt.getTime() - right.receivedAt.getTime()
    )[0]
}

/** USD is counted as told; other sessions by the share of what the same callback asked. */
function moneyOfCallback(
  fields: CallbackFields,
  due: Money
): Omit<CallbackMoney, "receivedAt"> | undefined {
  const receivedUsd = exactParts(fields.received_amount_usd)
  const askedUsd = exactParts(fields.amount_usd)
  if (receivedUsd === undefined || askedUsd === undefined) {
    return undefined
  }
  if (due.currency.code === "USD") {
    const surplus = receivedUsd - partsOfMoney(due)
    return told(moneyOfParts(receivedUsd, due.currency), fields, surplus)
  }
  if (askedUsd === 0n) {
    // Coins worth less than a cent: the pair says nothing.
    return undefined
  }
  const received = Money.ofMinor((due.minor * receivedUsd) / askedUsd, due.currency)
  return told(received, fields, receivedUsd - askedUsd)
}

function told(
  received: Money,
  fields: CallbackFields,
  surplus: bigint
): Omit<CallbackMoney, "receivedAt"> {
  return {
    received,
    receivedUsd: fields.received_amount_usd,
    ...(surplus > 0n && { overpaidUsd: decimalOfParts(surplus) }),
  }
}
