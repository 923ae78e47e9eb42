import {
  type Attempt,
  excessOf,
  netRefundedOf,
  type PaymentException,
  standingOf,
  unbookedOf,
} from "./attempt"
import { isDismissed } from "./find-exception"
import { isCoveredInSight } from "./in-sight"
import { Money } from "./money"

/** Every state in which staff can find a payment; one plain sentence each. */
export const SITUATION_CODES = [
  /** The gateway has not answered yet. */
  "preparing",
  /** The payer has to answer questions first. */
  "needs_payer_details",
  "waiting_for_payer",
  /** Some came, and the payer can still send the rest. */
  "waiting_for_rest",
  /** The gateway has seen money that is not final, or all the payer had to do is done. */
  "confirming",
  /** Authorized, not captured. */
  "reserved",
  "paid",
  /** Less came, and was taken as payment in full. */
  "paid_accepted",
  /** Captured; the order is still to be made. */
  "paid_order_pending",
  "refunded",
  "partially_refunded",
  /** A refund is under way. */
  "refund_pending",
  /** A refund did not reach the payer and came back. */
  "refund_failed",
  /** Taken back by the payer's bank. */
  "charged_back",
  // Held for staff:
  "underpaid",
  "overpaid",
  "late",
  "duplicate",
  "mismatched",
  "orphaned",
  // Over, and nothing came:
  "failed",
  "canceled",
  "expired",
  /** The shopper went on with another payment. */
  "replaced",
] as const

export type SituationCode = (typeof SITUATION_CODES)[number]

/** Colours of Medusa's status badges. */
export type SituationTone = "green" | "orange" | "red" | "blue" | "grey"

export type SituationAmountName =
  | "due"
  | "received"
  | "missing"
  | "excess"
  | "refunded"
  | "accepted"
  | "held"
  | "pending_refund"
  | "failed_refund"
  | "charged_back"

/** An amount within a sentence. */
export interface SituationAmount {
  /** Decimal string in major units. */
  readonly amount: string
  /** Lower case. */
  readonly currency_code: string
}

/** What one plain sentence about a payment is made of. */
export interface Situation {
  readonly code: SituationCode
  readonly tone: SituationTone
  /** Those that are not zero, and always `due`. */
  readonly amounts: Readonly<
    { due: SituationAmount } & Partial<Record<SituationAmountName, SituationAmount>>
  >
  /** ISO 8601, in the future: until then the payer can pay. */
  readonly expires_at?: string
  /** ISO 8601: since when the payer is waited for, or when the payment was left. */
  readonly since?: string
}

const TONES: Readonly<Record<SituationCode, SituationTone>> = {
  preparing: "grey",
  needs_payer_details: "orange",
  waiting_for_payer: "orange",
  waiting_for_rest: "orange",
  confirming: "blue",
  reserved: "blue",
  paid: "green",
  paid_accepted: "green",
  paid_order_pending: "orange",
  refunded: "grey",
  partially_refunded: "orange",
  refund_pending: "blue",
  refund_failed: "red",
  charged_back: "red",
  underpaid: "red",
  overpaid: "orange",
  late: "red",
  duplicate: "red",
  mismatched: "red",
  orphaned: "red",
  failed: "red",
  canceled: "grey",
  expired: "grey",
  replaced: "grey",
}

/**
 * Says where a payment's money is. Pure; every attempt has exactly one situation.
 *
 * @param now the present time: what has run out by then is not said to be open
 */
export function describeSituation(attempt: Attempt, now: Date): Situation {
  const isOpenUntil = attempt.expiresAt !== null && attempt.expiresAt > now
  const dismissed = dismissedHolding(attempt)
  const code = codeOf(attempt, now, dismissed)
  const since = sinceOf(attempt, code)
  return {
    code,
    tone: code === dismissed ? "grey" : TONES[code],
    amounts: amountsOf(attempt),
    ...(isOpenUntil && PAYABLE.has(code) && { expires_at: attempt.expiresAt.toISOString() }),
    ...(since && { since: since.toISOString() }),
  }
}

/** What the payer can still do something about. */
const PAYABLE: ReadonlySet<SituationCode> = new Set([
  "needs_payer_details",
  "waiting_for_payer",
  "waiting_for_rest",
])

function codeOf(
  attempt: Attempt,
  now: Date,
  dismissed: PaymentException | undefined
): SituationCode {
  const { status, exception } = attempt
  if (attempt.chargedBack.isPositive()) {
    return "charged_back"
  }
  if (exception !== null) {
    const isAsked = canStillPayRest(attempt, now)
    return isAsked ? (isCoveredInSight(attempt) ? "confirming" : "waiting_for_rest") : exception
  }
  const refund = refundCodeOf(attempt)
  if (refund !== undefined || dismissed !== undefined) {
    return refund ?? (dismissed as PaymentException)
  }
  switch (status) {
    case "captured":
      return paidCodeOf(attempt)
    case "authorized":
      return "reserved"
    case "failed":
    case "canceled":
    case "expired":
      return endedCodeOf(attempt, status)
    case "created":
    case "pending":
    case "requires_more":
      return openCodeOf(attempt)
  }
}

/** Underpaid, asked for the rest, and in time. */
function canStillPayRest(attempt: Attempt, now: Date): boolean {
  return (
    attempt.exception === "underpaid" &&
    attempt.status === "requires_more" &&
    attempt.abandonedAt === null &&
    (attempt.expiresAt === null || attempt.expiresAt > now)
  )
}

/** Refunds of what the order was paid with; those of an excess leave a payment as it is. */
function refundCodeOf(attempt: Attempt): SituationCode | undefined {
  if (attempt.pendingRefund !== null || attempt.openRefunds.isPositive()) {
    return "refund_pending"
  }
  const refunded = netRefundedOf(attempt)
  const isAllBack = refunded.isPositive() && refunded.compare(attempt.received) >= 0
  if (attempt.failedRefunds.isPositive() && !isAllBack) {
    return "refund_failed"
  }
  if (isAllBack) {
    return "refunded"
  }
  const ofExcess = attempt.refundedExcess.subtract(unbookedOf(attempt))
  return refunded.subtract(ofExcess).isPositive() ? "partially_refunded" : undefined
}

/** Money that the shop has kept after staff said that nothing is to be done about it. */
function dismissedHolding(attempt: Attempt): PaymentException | undefined {
  const { dismissed, exception, status } = attempt
  if (dismissed === null || exception !== null || !isDismissed(attempt, dismissed.exception)) {
    return undefined
  }
  const isBooked = status === "captured" && BESIDE_ORDER.has(dismissed.exception)
  const isHeld = standingOf(attempt).isPositive() || dismissed.exception === "mismatched"
  return isHeld && !isBooked ? dismissed.exception : undefined
}

/** Dismissed, these leave an order that is paid. */
const BESIDE_ORDER: ReadonlySet<PaymentException> = new Set(["overpaid", "underpaid", "mismatched"])

function paidCodeOf(attempt: Attempt): SituationCode {
  if (attempt.orderId === null) {
    return "paid_order_pending"
  }
  return attempt.received.compare(attempt.due) < 0 ? "paid_accepted" : "paid"
}

function endedCodeOf(
  { abandonedAt, received }: Attempt,
  status: "failed" | "canceled" | "expired"
): SituationCode {
  if (received.isPositive()) {
    return "confirming"
  }
  return abandonedAt !== null && status !== "failed" ? "replaced" : status
}

function openCodeOf(attempt: Attempt): SituationCode {
  if (attempt.received.isPositive() || isCoveredInSight(attempt)) {
    return "confirming"
  }
  if (attempt.abandonedAt !== null) {
    return "replaced"
  }
  if (attempt.nextAction?.type === "collect") {
    return "needs_payer_details"
  }
  if (attempt.nextAction === null) {
    return attempt.reference === null ? "preparing" : "confirming"
  }
  return "waiting_for_payer"
}

function amountsOf(attempt: Attempt): Situation["amounts"] {
  const zero = Money.zero(attempt.due.currency)
  const standing = standingOf(attempt).max(zero)
  const isCaptured = attempt.status === "captured"
  const missing = attempt.due.subtract(isCaptured ? attempt.received : standing).max(zero)
  const named: Readonly<Record<Exclude<SituationAmountName, "due">, Money>> = {
    received: attempt.received,
    missing: attempt.received.isPositive() ? missing : zero,
    excess: excessOf(attempt),
    refunded: netRefundedOf(attempt).max(zero),
    accepted: attempt.accepted ?? zero,
    held: standing,
    pending_refund: attempt.openRefunds.max(attempt.pendingRefund?.amount ?? zero),
    failed_refund: attempt.failedRefunds,
    charged_back: attempt.chargedBack,
  }
  const told = Object.entries(named).filter(([, money]) => money.isPositive())
  return {
    ...Object.fromEntries(told.map(([name, money]) => [name, amountOf(money)])),
    due: amountOf(attempt.due),
  }
}

function amountOf(money: Money): SituationAmount {
  return { amount: money.toDecimal(), currency_code: money.currency.code.toLowerCase() }
}

function sinceOf(attempt: Attempt, code: SituationCode): Date | null {
  if (code === "replaced") {
    return attempt.abandonedAt
  }
  return code === "preparing" || PAYABLE.has(code) ? attempt.createdAt : null
}
