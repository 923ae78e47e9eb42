import type {
  Attempt,
  AttemptStatus,
  DismissedException,
  Mismatch,
  NextAction,
  ObservedStatus,
  PaymentDetails,
  PaymentException,
  PendingRefund,
} from "../../core/attempt"
import type { NewAttempt } from "../../core/ledger"
import { type Currency, Money } from "../../core/money"
import type { SettledFields } from "../../core/settle"

export const ATTEMPTS = "payment_gateway_attempt"

/** What a statement has to return for `attemptOfRow`. */
export const ATTEMPT_COLUMNS = "*, xmin::text as version, clock_timestamp() as loaded_at"

/** A row of `payment_gateway_attempt` as Postgres hands it over. */
export interface AttemptRow {
  id: string
  /** `xmin`: Postgres gives every version of a row another one. */
  version: string
  session_id: string
  adopted_session_id: string | null
  sequence: number
  provider_id: string
  gateway: string
  status: AttemptStatus
  applied_status: AttemptStatus | null
  currency_code: string
  currency_exponent: number
  amount: string
  accepted: string | null
  received: string
  taken: string | null
  written_off: string
  refunded: string
  refunded_by_hand: string
  refunded_by_shop: string
  refunded_excess: string
  failed_refunds: string
  open_refunds: string
  charged_back: string
  reference: string | null
  next_action: NextAction | null
  expires_at: Date | null
  gateway_data: Record<string, unknown>
  evidence: Record<string, unknown>
  payer_answers: Record<string, string> | null
  gateway_status: string | null
  observed_status: ObservedStatus | null
  observed_at: Date | null
  mismatch: Mismatch | null
  exception: PaymentException | null
  dismissed: DismissedRow | null
  details: PaymentDetails
  pending_refund: PendingRefundRow | null
  refused_refunds: number
  payment_collection_id: string | null
  cart_id: string | null
  order_id: string | null
  abandoned_at: Date | null
  failed_checks: number
  created_at: Date
  /** `clock_timestamp()` of the read. */
  loaded_at: Date
}

interface DismissedRow {
  exception: PaymentException
  received: string
}

interface PendingRefundRow {
  key: string
  amount: string
  refunded_before: string
  is_booked?: boolean
}

export function attemptOfRow(row: AttemptRow): Attempt {
  const currency: Currency = { code: row.currency_code, exponent: row.currency_exponent }
  return {
    id: row.id,
    version: row.version,
    sessionId: row.session_id,
    adoptedSessionId: row.adopted_session_id,
    sequence: row.sequence,
    providerId: row.provider_id,
    gateway: row.gateway,
    status: row.status,
    due: Money.parse(row.amount, currency),
    accepted: row.accepted === null ? null : Money.parse(row.accepted, currency),
    received: Money.parse(row.received, currency),
    taken: row.taken === null ? null : Money.parse(row.taken, currency),
    writtenOff: Money.parse(row.written_off, currency),
    refunded: Money.parse(row.refunded, currency),
    refundedByHand: Money.parse(row.refunded_by_hand, currency),
    refundedByShop: Money.parse(row.refunded_by_shop, currency),
    refundedExcess: Money.parse(row.refunded_excess, currency),
    failedRefunds: Money.parse(row.failed_refunds, currency),
    openRefunds: Money.parse(row.open_refunds, currency),
    chargedBack: Money.parse(row.charged_back, currency),
    reference: row.reference,
    nextAction: row.next_action,
    expiresAt: row.expires_at,
    gatewayData: row.gateway_data,
    evidence: row.evidence,
    payerAnswers: row.payer_answers,
    gatewayStatus: row.gateway_status,
    observedStatus: row.observed_status,
    observedAt: row.observed_at,
    mismatch: row.mismatch,
    exception: row.exception,
    dismissed: row.dismissed && dismissedOfRow(row.dismissed, currency),
    details: row.details,
    pendingRefund: row.pending_refund && pendingRefundOfRow(row.pending_refund, currency),
    refusedRefunds: row.refused_refunds,
    appliedStatus: row.applied_status,
    paymentCollectionId: row.payment_collection_id,
    cartId: row.cart_id,
    orderId: row.order_id,
    abandonedAt: row.abandoned_at,
    failedChecks: row.failed_checks,
    createdAt: row.created_at,
    loadedAt: row.loaded_at,
  }
}

/** The columns of an attempt whose gateway has not been asked yet. */
export function rowOfNewAttempt(attempt: NewAttempt) {
  const zero = Money.zero(attempt.due.currency).toDecimal()
  return {
    session_id: attempt.sessionId,
    provider_id: attempt.providerId,
    gateway: attempt.gateway,
    status: "created",
    currency_code: attempt.due.currency.code,
    currency_exponent: attempt.due.currency.exponent,
    amount: attempt.due.toDecimal(),
    received: zero,
    refunded: zero,
    refunded_by_hand: zero,
    refunded_by_shop: zero,
    refunded_excess: zero,
    written_off: zero,
    failed_refunds: zero,
    open_refunds: zero,
    charged_back: zero,
    gateway_data: "{}",
    evidence: "{}",
    details: "{}",
    payer_answers: attempt.payerAnswers ? JSON.stringify(attempt.payerAnswers) : null,
    payment_collection_id: attempt.paymentCollectionId,
  }
}

/** While a payment is open, what the payer answered may be needed again. */
const OPEN: ReadonlySet<AttemptStatus> = new Set(["created", "pending", "requires_more"])

/** The columns of what a reading changes. */
export function rowOfSettledFields(fields: SettledFields): Record<string, unknown> {
  return {
    status: fields.status,
    received: fields.received.toDecimal(),
    refunded: fields.refunded.toDecimal(),
    failed_refunds: fields.failedRefunds.toDecimal(),
    open_refunds: fields.openRefunds.toDecimal(),
    charged_back: fields.chargedBack.toDecimal(),
    details: JSON.stringify(fields.details),
    reference: fields.reference,
    mismatch: fields.mismatch,
    exception: fields.exception,
    gateway_status: fields.gatewayStatus,
    observed_status: fields.observedStatus,
    observed_at: fields.observedAt,
    next_action: fields.nextAction && JSON.stringify(fields.nextAction),
    expires_at: fields.expiresAt,
    gateway_data: JSON.stringify(fields.gatewayData),
    ...(!OPEN.has(fields.status) && { payer_answers: null }),
  }
}

export function rowOfDismissed({ exception, received }: DismissedException): DismissedRow {
  return { exception, received: received.toDecimal() }
}

function dismissedOfRow({ exception, received }: DismissedRow, currency: Currency) {
  return { exception, received: Money.parse(received, currency) }
}

export function rowOfPendingRefund(refund: PendingRefund): PendingRefundRow {
  return {
    key: refund.key,
    amount: refund.amount.toDecimal(),
    refunded_before: refund.refundedBefore.toDecimal(),
    is_booked: refund.isBooked,
  }
}

function pendingRefundOfRow(row: PendingRefundRow, currency: Currency): PendingRefund {
  return {
    key: row.key,
    amount: Money.parse(row.amount, currency),
    refundedBefore: Money.parse(row.refunded_before, currency),
    isBooked: row.is_booked ?? true,
  }
}
