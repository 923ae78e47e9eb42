import { z } from "@medusajs/framework/zod"
import type { Attempt } from "../../core/attempt"
import { Money } from "../../core/money"
import { baseValueOf } from "./base-value"
import { cutDown } from "./exact-amounts"
import type { Transaction } from "./schemas"
import { transactionMeaning } from "./statuses"
import { isSameId, isUuidLike } from "./uuids"

const sentSchema = z.array(
  z.looseObject({
    order_id: z.string(),
    transaction_id: z.string().nullish(),
    amount: z.string(),
  })
)
const seenSchema = z.array(
  z.object({ id: z.string(), order_id: z.string().nullable(), status: z.string() })
)

/** A refund that was sent as a withdrawal, and booked. */
export type SentRefund = z.output<typeof sentSchema>[number]

/** A withdrawal as it was last read. */
export type SeenWithdrawal = z.output<typeof seenSchema>[number]

/** What readings found out about withdrawals. */
export interface RefundsState {
  /** All that was ever counted, also what failed since. */
  readonly refunded: Money
  /** Of that, what was booked and did not go back. */
  readonly failedRefunds: Money
  /** Of that, what is not confirmed yet. */
  readonly openRefunds: Money
  /** For the attempt's private data. */
  readonly withdrawals: readonly SeenWithdrawal[]
  /** All that were sent, where one of which the answer was lost is found among the withdrawals. */
  readonly refunds?: readonly SentRefund[]
  readonly words: readonly string[]
  readonly reports: readonly string[]
}

/** An idempotency key as XGateway takes it for an order id. */
export function orderIdFor(key: string): string {
  return key.replace(/[^A-Za-z0-9_-]/g, "-")
}

export function sentRefunds({ gatewayData }: Attempt): SentRefund[] {
  return sentSchema.safeParse(gatewayData.refunds).data ?? []
}

/** Withdrawals as earlier readings left them. */
export function seenWithdrawals({ gatewayData }: Attempt): SeenWithdrawal[] {
  return seenSchema.safeParse(gatewayData.withdrawals).data ?? []
}

/** Ids of withdrawals that were sent before; readings look what became of them. */
export function refundIds(attempt: Attempt): string[] {
  return sentRefunds(attempt)
    .map((one) => one.transaction_id)
    .filter(isUuidLike)
}

/** For the attempt's private data. */
export function storedRefunds({
  withdrawals,
  refunds,
}: RefundsState): Readonly<Record<string, unknown>> {
  return { withdrawals, ...(refunds && { refunds }) }
}

/**
 * What has gone back: what was booked here, a refund whose answer was lost once its withdrawal is
 * seen, and by its value what the back office sent. A withdrawal that fails counts as failed only
 * where it was booked; one that was not never counted.
 */
export function readRefunds(attempt: Attempt, withdrawals: readonly Transaction[]): RefundsState {
  const { pendingRefund } = attempt
  const { currency } = attempt.due
  const sent = sentRefunds(attempt)
  const isBooked = (orderId: string | null | undefined) =>
    sent.some(({ order_id }) => order_id === orderId)
  const isPending = ({ orderId }: Transaction) =>
    pendingRefund !== null && orderId?.startsWith(orderIdFor(pendingRefund.key)) === true
  const meaning = ({ status }: Pick<Transaction, "status">) => transactionMeaning(status)
  const unbooked = withdrawals.filter((one) => !isBooked(one.orderId) && meaning(one) !== "failed")
  const found = pendingRefund ? unbooked.find(isPending) : undefined
  const adopted =
    pendingRefund && found
      ? [
          {
            order_id: found.orderId ?? pendingRefund.key,
            transaction_id: found.id,
            amount: pendingRefund.amount.toDecimal(),
          },
        ]
      : []
  let refunded = sumOf(sent, attempt)
  if (pendingRefund && found) {
    refunded = refunded.max(pendingRefund.refundedBefore).add(pendingRefund.amount)
  }
  for (const one of unbooked.filter((other) => !isPending(other))) {
    const value = meaning(one) === "confirmed" ? baseValueOf(one, currency.code) : undefined
    refunded = value === undefined ? refunded : refunded.add(cutDown(value, currency))
  }
  const seen = seenNow(attempt, withdrawals)
  const booked = [...sent, ...adopted]
  const failed = seen.filter((one) => meaning(one) === "failed")
  return {
    refunded: refunded.max(attempt.refunded),
    failedRefunds: sumOf(
      booked.filter((refund) => outcomeOf(refund, seen) === "failed"),
      attempt
    ),
    openRefunds: sumOf(
      booked.filter((refund) => outcomeOf(refund, seen) === "open"),
      attempt
    ),
    ...(adopted.length > 0 && { refunds: booked }),
    withdrawals: seen,
    words: failed
      .filter(({ order_id }) => isBooked(order_id))
      .map(({ id }) => `withdrawal ${id} failed`),
    reports: [
      ...failed
        .filter(({ order_id }) => !isBooked(order_id))
        .map(({ id }) => `withdrawal ${id} failed, nothing went back`),
      ...revived(attempt, withdrawals).map(
        ({ id }) => `withdrawal ${id} confirmed after it failed`
      ),
    ],
  }
}

/** Not documented for coins: it stays counted as failed, and staff has to look. */
function revived(attempt: Attempt, withdrawals: readonly Transaction[]): readonly Transaction[] {
  const failed = seenWithdrawals(attempt).filter(
    ({ status }) => transactionMeaning(status) === "failed"
  )
  return withdrawals.filter(
    ({ id, status }) =>
      transactionMeaning(status) === "confirmed" && failed.some((one) => isSameId(one.id, id))
  )
}

function sumOf(refunds: readonly SentRefund[], { due: { currency } }: Attempt): Money {
  return refunds.reduce(
    (sum, { amount }) => sum.add(Money.parse(amount, currency)),
    Money.zero(currency)
  )
}

/** The withdrawals of this reading, and those of earlier ones that cannot be read any more. */
function seenNow(attempt: Attempt, withdrawals: readonly Transaction[]): SeenWithdrawal[] {
  const gone = seenWithdrawals(attempt).filter(
    ({ id }) => !withdrawals.some((one) => isSameId(one.id, id))
  )
  const read = withdrawals.map(({ id, orderId, status }) => ({
    id,
    order_id: orderId ?? null,
    status,
  }))
  return [...gone, ...read]
}

/** XGateway makes one withdrawal of an order id; what it does not tell of is not final. */
function outcomeOf(
  { order_id: orderId }: SentRefund,
  seen: readonly SeenWithdrawal[]
): "confirmed" | "failed" | "open" {
  const meanings = seen
    .filter(({ order_id }) => order_id === orderId)
    .map(({ status }) => transactionMeaning(status))
  if (meanings.includes("confirmed")) {
    return "confirmed"
  }
  return meanings.length > 0 && meanings.every((meaning) => meaning === "failed")
    ? "failed"
    : "open"
}
