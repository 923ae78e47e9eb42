import type { Attempt, PaymentDetails, PaymentException } from "../core/attempt"
import type { GatewayMode } from "../core/gateway-mode"
import { type SessionData, sessionDataOf } from "../core/session-data"
import type { Situation } from "../core/situation"

/** An attempt as staff sees it: what the storefront sees, and what stands behind it. */
export type AttemptView = SessionData & {
  readonly id: string
  readonly provider_id: string
  /** The gateway's own word for its state, as last read. */
  readonly gateway_status: string | null
  /** Decimal strings in major units. */
  readonly received: string
  /** What is taken as payment in full instead of `amount`. */
  readonly accepted: string | null
  /** What Medusa was told to capture. */
  readonly taken: string | null
  /** What the shop let go of `amount`. */
  readonly written_off: string
  readonly refunded: string
  /** Sent back by staff without the gateway; not part of `refunded`. */
  readonly refunded_by_hand: string
  /** Refunds that did not reach the payer and came back. */
  readonly failed_refunds: string
  /** Refunds that are not final yet. */
  readonly open_refunds: string
  readonly charged_back: string
  readonly exception: PaymentException | null
  readonly mismatch: string | null
  /** What the gateway tells for people: fee, rate, transactions. */
  readonly details: PaymentDetails
  readonly cart_id: string | null
  readonly order_id: string | null
  /** ISO 8601; when Medusa let go of the session, if it did. */
  readonly abandoned_at: string | null
  readonly observed_at: string | null
  readonly created_at: string
}

/** An attempt in staff's lists. */
export type AttemptListItem = AttemptView & {
  /** The name that people read, e.g. `StreamPay`. */
  readonly gateway_name: string
  /** `null` when the gateway is no longer configured. */
  readonly mode: GatewayMode | null
  /** The number by which people know the order. */
  readonly order_display_id: number | null
  /** Of the order, or of the cart while there is none. */
  readonly email: string | null
  readonly situation: Situation
}

export function attemptViewOf(attempt: Attempt): AttemptView {
  return {
    ...sessionDataOf(attempt),
    id: attempt.id,
    provider_id: attempt.providerId,
    gateway_status: attempt.gatewayStatus,
    received: attempt.received.toDecimal(),
    accepted: attempt.accepted?.toDecimal() ?? null,
    taken: attempt.taken?.toDecimal() ?? null,
    written_off: attempt.writtenOff.toDecimal(),
    refunded: attempt.refunded.toDecimal(),
    refunded_by_hand: attempt.refundedByHand.toDecimal(),
    failed_refunds: attempt.failedRefunds.toDecimal(),
    open_refunds: attempt.openRefunds.toDecimal(),
    charged_back: attempt.chargedBack.toDecimal(),
    exception: attempt.exception,
    mismatch: attempt.mismatch,
    details: attempt.details,
    cart_id: attempt.cartId,
    order_id: attempt.orderId,
    abandoned_at: attempt.abandonedAt?.toISOString() ?? null,
    observed_at: attempt.observedAt?.toISOString() ?? null,
    created_at: attempt.createdAt.toISOString(),
  }
}
