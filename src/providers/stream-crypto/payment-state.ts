import { type Attempt, netRefundedOf } from "../../core/attempt"
import { Money } from "../../core/money"
import { isPaidInFull, type Observation } from "../../core/settle"
import { callbackMoneyOf, type CallbackMoney } from "./callback-evidence"
import { detailsOf } from "./details"
import type { StreamCryptoOptions } from "./options"
import { mismatchOf } from "./payment-mismatch"
import type { Payment, StatusReply } from "./schemas"
import { meaningOf } from "./statuses"
import { parseTimestamp } from "./timestamps"

/** Stream's clock and this one may differ by this much. */
const CLOCK_SKEW_MS = 2 * 60 * 1000
/** A transfer that was under way when the time was over arrives within this time. */
const LATE_GRACE_MS = 15 * 60 * 1000
/** For a payment whose expiry Stream did not tell; its documents show ten minutes. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000

type Options = Pick<StreamCryptoOptions, "sandbox" | "latePayment" | "underpaymentTolerancePercent">

/** A status reply, and what is needed to judge it. */
export interface PaymentReading {
  readonly reply: StatusReply
  readonly attempt: Attempt
  readonly observedAt: Date
  readonly options: Options
}

/** What a status of Stream and the callbacks of the payment mean together. Pure. */
export function observationOf(reading: PaymentReading): Observation {
  const { reply, attempt, observedAt, options } = reading
  const payment = "payment_id" in reply ? reply : undefined
  const callback = callbackMoneyOf(attempt)
  const decision = decide(reading, payment, callback)
  const mismatch =
    payment &&
    mismatchOf(payment, askedBy(attempt), {
      isTestAllowed: options.sandbox,
      isProof: decision.status === "paid",
    })
  const known = {
    gatewayStatus: reply.status,
    observedAt,
    refunded: attempt.refunded,
    ...(parseTimestamp(payment?.expiry_at) && { expiresAt: parseTimestamp(payment?.expiry_at) }),
  }
  if (mismatch) {
    const received = Money.zero(attempt.due.currency)
    return { ...known, status: "pending", received, mismatch }
  }
  const gatewayData = { ...decision.gatewayData, ...factsOf(payment), ...tellCallback(callback) }
  const details = detailsOf(payment, callback, attempt.due.currency.code)
  return { ...known, ...decision, gatewayData, details }
}

/** When a payment's time is over. */
export function expiryOf({ expiresAt, createdAt }: Attempt): Date {
  return expiresAt ?? new Date(createdAt.getTime() + LONGEST_LIFE_MS)
}

type Decision = Pick<Observation, "status" | "received"> & Partial<Observation>

function decide(
  reading: PaymentReading,
  payment: Payment | undefined,
  callback: CallbackMoney | undefined
): Decision {
  const { reply, attempt } = reading
  const meaning = meaningOf(reply.status)
  switch (meaning) {
    case "completed":
      return completed(reading, callback)
    case "unreported":
      return payment?.transaction_hash || callback
        ? completed(reading, callback)
        : // Callbacks are about money that has come: nobody shall pay once more meanwhile.
          { ...open(reading, callback), status: "pending", nextAction: null }
    case "gone":
      return wasCompleted(attempt) ? completed(reading, callback) : gone(reading, callback)
    case "open":
      return open(reading, callback)
    default:
      return { ...open(reading, callback), status: "pending", unknownStatus: reply.status }
  }
}

/** Stream says that enough has come; a callback may know better. */
function completed(reading: PaymentReading, callback: CallbackMoney | undefined): Decision {
  const { attempt } = reading
  const received = callback?.received ?? attempt.due
  if (hasGoneBack(reading, received)) {
    return { status: "canceled", received, nextAction: null }
  }
  return {
    status: "paid",
    received,
    nextAction: null,
    gatewayData: { completed: true },
    // Enough has come, says one; nothing that counts, the other: staff has to look.
    ...(received.isZero() && { heldAs: "underpaid" }),
  }
}

/** Expired, unless our clock says that it cannot be; then the answer is not believed. */
function gone(reading: PaymentReading, callback: CallbackMoney | undefined): Decision {
  const { attempt, observedAt } = reading
  if (observedAt < expiryOf(attempt)) {
    return { ...open(reading, callback), status: "pending" }
  }
  if (!callback) {
    const received = Money.zero(attempt.due.currency)
    return { status: "expired", received, nextAction: null }
  }
  const { received } = callback
  const base = { status: "expired", received, nextAction: null } as const
  if (!isEnough(reading, received) || hasGoneBack(reading, received)) {
    return base
  }
  const isTaken = isTakenLate(reading, callback)
  const gatewayData = {
    late_payment: {
      received_amount_usd: callback.receivedUsd,
      received_at: callback.receivedAt.toISOString(),
    },
  }
  return isTaken
    ? { ...base, status: "paid", gatewayData }
    : { ...base, heldAs: "late", gatewayData }
}

/** The one case in which a callback is believed without a status that confirms it. */
function isTakenLate({ attempt, options }: PaymentReading, callback: CallbackMoney): boolean {
  const lateMs = callback.receivedAt.getTime() - expiryOf(attempt).getTime()
  return (
    options.latePayment === "capture" || (attempt.abandonedAt === null && lateMs <= LATE_GRACE_MS)
  )
}

function open(
  { attempt, observedAt }: PaymentReading,
  callback: CallbackMoney | undefined
): Decision {
  if (callback) {
    // Nobody shall pay once more; what is short of it is for staff.
    return { status: "pending", received: callback.received, nextAction: null }
  }
  const received = Money.zero(attempt.due.currency)
  const overdueMs = observedAt.getTime() - expiryOf(attempt).getTime()
  if (overdueMs < 0) {
    return { status: "requires_more", received }
  }
  return {
    status: "pending",
    received,
    ...(overdueMs > CLOCK_SKEW_MS && { nextAction: null }),
  }
}

/** Stream forgets payments; what was once seen as completed stays so. */
function wasCompleted({ status, gatewayData }: Attempt): boolean {
  return status === "captured" || gatewayData.completed === true
}

function isEnough({ attempt, options }: PaymentReading, money: Money): boolean {
  return isPaidInFull(money, attempt.due, options)
}

/** Whether staff has sent back what an order would be made of. */
function hasGoneBack(reading: PaymentReading, received: Money): boolean {
  const goneBack = netRefundedOf(reading.attempt)
  return (
    reading.attempt.status !== "captured" &&
    goneBack.isPositive() &&
    !isEnough(reading, received.subtract(goneBack))
  )
}

function askedBy({ reference, sessionId, due, gatewayData }: Attempt) {
  const { return_url: returnUrl } = gatewayData
  return {
    reference,
    sessionId,
    due,
    returnUrl: typeof returnUrl === "string" ? returnUrl : undefined,
  }
}

/** Where the money came from, for staff that sends it back. */
function factsOf(payment: Payment | undefined): Record<string, string> {
  const { transaction_hash: hash, processed_at: processedAt } = payment ?? {}
  const time = parseTimestamp(processedAt)
  return {
    ...(hash && /^[A-Za-z0-9]{20,100}$/.test(hash) && { transaction_hash: hash }),
    ...(time && { processed_at: time.toISOString() }),
  }
}

function tellCallback(callback: CallbackMoney | undefined): Record<string, string> {
  return {
    ...(callback && { received_amount_usd: callback.receivedUsd }),
    ...(callback?.overpaidUsd && { overpaid_usd: callback.overpaidUsd }),
  }
}
