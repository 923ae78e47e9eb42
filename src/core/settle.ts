import {
  type Attempt,
  type AttemptStatus,
  type Mismatch,
  type NextAction,
  type ObservedStatus,
  type PaymentDetails,
  type PaymentException,
} from "./attempt"
import { exceptionOf, heldBefore } from "./find-exception"
import { Money } from "./money"

/** One reading of a payment at its gateway. */
export interface Observation {
  readonly status: ObservedStatus
  /** The gateway's own word, for people and for the log. */
  readonly gatewayStatus: string
  /** When the reading was begun, by the database's clock. */
  readonly observedAt: Date
  /**
   * Money that is finally there, refunds not deducted. What was all refunded before it was ever
   * seen is `canceled`, not `paid`: nothing is left to take.
   */
  readonly received: Money
  readonly refunded: Money
  /** Of that, what came back because it did not reach the payer; nothing if left out. */
  readonly failedRefunds?: Money
  /** Of that, what is not final yet; nothing if left out. */
  readonly openRefunds?: Money
  /** Taken back by the payer's bank; nothing if left out. */
  readonly chargedBack?: Money
  /** The gateway's id of the payment, when it became known only by this reading. */
  readonly reference?: string
  /** The money is there, but must not be taken without staff: why. */
  readonly heldAs?: PaymentException
  /** Set when the object read is not the one asked for; then nothing of it is believed. */
  readonly mismatch?: Mismatch
  /** A status or event that the gateway's specification does not know. */
  readonly unknownStatus?: string
  /** Left out when the reading says nothing of it. */
  readonly nextAction?: NextAction | null
  readonly expiresAt?: Date | null
  /** Merged into the attempt's private data. */
  readonly gatewayData?: Readonly<Record<string, unknown>>
  /** Merged into what is known of the payment for people. */
  readonly details?: PaymentDetails
}

/** What Medusa has to be told, and what staff has to be told. */
export type Effect =
  /** All the money is there: complete the cart and record the capture. */
  | { readonly type: "capture" }
  /** The money is reserved: complete the cart. */
  | { readonly type: "authorize" }
  /** Bring the session to the attempt's status. */
  | { readonly type: "update_session" }
  | { readonly type: "report_exception"; readonly exception: PaymentException }
  | { readonly type: "report_unknown_status"; readonly gatewayStatus: string }

/** The part of an attempt that a reading can change. */
export type SettledFields = Pick<
  Attempt,
  | "status"
  | "received"
  | "refunded"
  | "failedRefunds"
  | "openRefunds"
  | "chargedBack"
  | "details"
  | "reference"
  | "mismatch"
  | "exception"
  | "gatewayStatus"
  | "observedStatus"
  | "observedAt"
  | "nextAction"
  | "expiresAt"
  | "gatewayData"
>

export interface Settlement {
  readonly fields: SettledFields
  readonly effects: readonly Effect[]
}

/** How much less than asked still counts as paid. */
export interface SettlementPolicy {
  /** Decimal string; `"0"` means to the smallest unit. */
  readonly underpaymentTolerancePercent: string
  /** Tolerated whatever the percentage says, in smallest units. */
  readonly leastToleranceMinorUnits?: bigint
  /** Whether the payer can add what a payment is short of; true if left out. */
  readonly partialPayment?: boolean
}

const EXACT: SettlementPolicy = { underpaymentTolerancePercent: "0" }

/**
 * Decides what a reading of the gateway means for an attempt. Pure: no clock, no gateway, no I/O.
 *
 * Money only grows (`received` and `refunded` are the largest ever read), captured never goes
 * back, and among other statuses the latest reading counts. So the outcome depends on which
 * readings there were, not on their order or number. Failed, canceled and expired may still
 * become captured: late money is money.
 */
export function settle(
  attempt: Attempt,
  observation: Observation,
  policy: SettlementPolicy = EXACT
): Settlement {
  const mismatch = firstMismatch(attempt.mismatch, observation.mismatch ?? null)
  const believed = observation.mismatch === undefined
  const received = believed ? attempt.received.max(observation.received) : attempt.received
  const refunded = believed ? attempt.refunded.max(observation.refunded) : attempt.refunded
  const chargedBack =
    believed && observation.chargedBack
      ? attempt.chargedBack.max(observation.chargedBack)
      : attempt.chargedBack
  const failedRefunds =
    believed && observation.failedRefunds
      ? attempt.failedRefunds.max(observation.failedRefunds)
      : attempt.failedRefunds
  const newer = isNewer(attempt, observation)
  const observedStatus = newer ? observation.status : attempt.observedStatus
  const isCaptured =
    attempt.status === "captured" ||
    (believed &&
      observation.status === "paid" &&
      isPaidInFull(observation.received, attempt.due, policy)) ||
    isAccepted(attempt, received)
  const status = isCaptured
    ? "captured"
    : believed
      ? openStatus(observedStatus, received, policy)
      : attempt.status
  const fields: SettledFields = {
    status,
    received,
    refunded,
    failedRefunds,
    openRefunds: newer
      ? (observation.openRefunds ?? received.subtract(received))
      : attempt.openRefunds,
    chargedBack,
    details: mergedDetails(attempt, observation, newer),
    reference: attempt.reference ?? (believed ? (observation.reference ?? null) : null),
    mismatch,
    exception: exceptionOf({
      attempt: { ...attempt, received, refunded, failedRefunds, chargedBack },
      status,
      mismatch,
      heldAs: newer ? observation.heldAs : heldBefore(attempt),
    }),
    gatewayStatus: newer ? observation.gatewayStatus : attempt.gatewayStatus,
    observedStatus,
    observedAt: newer ? observation.observedAt : attempt.observedAt,
    nextAction: latest(newer, observation.nextAction, attempt.nextAction),
    expiresAt: latest(newer, observation.expiresAt, attempt.expiresAt),
    gatewayData: mergedData(attempt, observation, newer),
  }
  return { fields, effects: effectsOf(attempt, fields, newer ? observation : undefined) }
}

/** Whether `received` pays `due`, less the tolerance of the policy. */
export function isPaidInFull(
  received: Money,
  due: Money,
  policy: SettlementPolicy = EXACT
): boolean {
  const least = Money.ofMinor(policy.leastToleranceMinorUnits ?? 0n, due.currency)
  const tolerance = due.percentage(policy.underpaymentTolerancePercent).max(least)
  return received.isPositive() && received.compare(due.subtract(tolerance)) >= 0
}

/** Whether all is there of what was taken as payment in full by a decision of the shop's. */
function isAccepted({ accepted }: Attempt, received: Money): boolean {
  return accepted !== null && received.compare(accepted) >= 0
}

/** The status of an attempt that is not paid in full. */
function openStatus(
  observed: ObservedStatus | null,
  received: Money,
  { partialPayment = true }: SettlementPolicy
): AttemptStatus {
  const isShort = observed === "paid" || (observed === "pending" && received.isPositive())
  if (isShort) {
    // Some money is there, but not all: where the payer cannot add the rest, staff has to look.
    return partialPayment ? "requires_more" : "pending"
  }
  return observed ?? "pending"
}

/** Readings are ordered by their begin; of two at once, the one further on counts. */
function isNewer(attempt: Attempt, observation: Observation): boolean {
  if (observation.mismatch !== undefined) {
    return false
  }
  if (attempt.observedAt === null || attempt.observedStatus === null) {
    return true
  }
  const later = observation.observedAt.getTime() - attempt.observedAt.getTime()
  const further = RANK.indexOf(observation.status) - RANK.indexOf(attempt.observedStatus)
  return (
    later > 0 ||
    (later === 0 && further > 0) ||
    (later === 0 && further === 0 && observation.gatewayStatus >= (attempt.gatewayStatus ?? ""))
  )
}

const RANK: readonly ObservedStatus[] = [
  "pending",
  "requires_more",
  "expired",
  "canceled",
  "failed",
  "authorized",
  "paid",
]

const MISMATCHES: readonly Mismatch[] = ["reference", "test_mode", "currency", "amount"]

function firstMismatch(left: Mismatch | null, right: Mismatch | null): Mismatch | null {
  return MISMATCHES.find((kind) => kind === left || kind === right) ?? null
}

function latest<Value>(newer: boolean, observed: Value | undefined, known: Value): Value {
  return newer && observed !== undefined ? observed : known
}

function mergedData(
  attempt: Attempt,
  observation: Observation,
  newer: boolean
): Attempt["gatewayData"] {
  if (observation.mismatch !== undefined) {
    return attempt.gatewayData
  }
  return newer
    ? { ...attempt.gatewayData, ...observation.gatewayData }
    : { ...observation.gatewayData, ...attempt.gatewayData }
}

/**
 * What of a payment's details the latest reading does not tell stays as it was told before; but money is in
 * sight only as long as the latest reading sees it.
 */
function mergedDetails(
  attempt: Attempt,
  observation: Observation,
  newer: boolean
): Attempt["details"] {
  if (observation.mismatch !== undefined) {
    return attempt.details
  }
  return newer
    ? { ...withoutSight(attempt.details), ...observation.details }
    : { ...withoutSight(observation.details), ...attempt.details }
}

function withoutSight(details: PaymentDetails = {}): PaymentDetails {
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== "inSight"))
}

/** @param latestReading the reading, unless another one has overtaken it: that word is stale */
function effectsOf(
  attempt: Attempt,
  fields: SettledFields,
  latestReading: Observation | undefined
): Effect[] {
  const effects: Effect[] = []
  if (fields.status !== attempt.appliedStatus) {
    if (fields.status === "captured") {
      effects.push({ type: "capture" })
    } else if (fields.status === "authorized") {
      effects.push({ type: "authorize" })
    } else {
      effects.push({ type: "update_session" })
    }
  }
  if (fields.exception !== null && fields.exception !== attempt.exception) {
    effects.push({ type: "report_exception", exception: fields.exception })
  }
  if (
    latestReading?.unknownStatus !== undefined &&
    latestReading.gatewayStatus !== attempt.gatewayStatus
  ) {
    effects.push({ type: "report_unknown_status", gatewayStatus: latestReading.unknownStatus })
  }
  return effects
}
