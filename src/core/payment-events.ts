import type { AttemptStatus, PaymentException } from "./attempt"

/**
 * What happened to a payment, for the rest of the shop: names of events on Medusa's event bus.
 * Each is emitted once per change; after a crash it may come a second time, with the same `id`.
 */
export const PaymentGatewayEvents = {
  /** The gateway has reserved the money. */
  AUTHORIZED: "payment_gateways.authorized",
  /** The gateway has received the money in full; the order follows. */
  CAPTURED: "payment_gateways.captured",
  /** The money is in the shop's books, and the order is complete. */
  ORDER_COMPLETED: "payment_gateways.order_completed",
  FAILED: "payment_gateways.failed",
  CANCELED: "payment_gateways.canceled",
  EXPIRED: "payment_gateways.expired",
  /** Money went back, asked for by the shop or at the gateway's own dashboard. */
  REFUNDED: "payment_gateways.refunded",
  REFUND_FAILED: "payment_gateways.refund_failed",
  /** The payer's bank has taken money back. */
  CHARGED_BACK: "payment_gateways.charged_back",
  /** Money does not match; staff has to look. `exception` says how. */
  EXCEPTION: "payment_gateways.exception",
  /** Staff, or an option of the gateway, has decided about such money, or it has gone. */
  EXCEPTION_RESOLVED: "payment_gateways.exception_resolved",
  /** An order that was placed before its money was canceled, because the money never came. */
  ORDER_EXPIRED: "payment_gateways.order_expired",
} as const

export type PaymentGatewayEventName =
  (typeof PaymentGatewayEvents)[keyof typeof PaymentGatewayEvents]

/** What a subscriber of any of `PaymentGatewayEvents` gets. */
export interface PaymentGatewayEventData {
  /** The same whenever this change is told again. */
  readonly id: string
  readonly attempt_id: string
  readonly session_id: string
  readonly payment_collection_id: string | null
  readonly cart_id: string | null
  readonly order_id: string | null
  /** `pp_<identifier>_<id>` */
  readonly provider_id: string
  /** The gateway's identifier, e.g. `streampay`. */
  readonly gateway: string
  /** The gateway's own id of the payment. */
  readonly reference: string | null
  /** What the payment is when this is told; it may have gone on since. */
  readonly status: AttemptStatus
  readonly exception: PaymentException | null
  readonly currency_code: string
  /** Decimal strings in major units. */
  readonly amount: string
  readonly received: string
  readonly refunded: string
  readonly charged_back: string
  /** One plain sentence. */
  readonly message: string
  /** ISO 8601. */
  readonly occurred_at: string
}

/** The event for each line of an attempt's story that others have to know. */
const EVENTS: Readonly<Record<string, PaymentGatewayEventName>> = {
  authorized: PaymentGatewayEvents.AUTHORIZED,
  captured: PaymentGatewayEvents.CAPTURED,
  order_completed: PaymentGatewayEvents.ORDER_COMPLETED,
  failed: PaymentGatewayEvents.FAILED,
  canceled: PaymentGatewayEvents.CANCELED,
  expired: PaymentGatewayEvents.EXPIRED,
  refunded: PaymentGatewayEvents.REFUNDED,
  refund_seen: PaymentGatewayEvents.REFUNDED,
  refund_failed: PaymentGatewayEvents.REFUND_FAILED,
  refund_reversed: PaymentGatewayEvents.REFUND_FAILED,
  exception_resolved: PaymentGatewayEvents.EXCEPTION_RESOLVED,
  chargeback: PaymentGatewayEvents.CHARGED_BACK,
  order_expired: PaymentGatewayEvents.ORDER_EXPIRED,
  ...(Object.fromEntries(
    (
      [
        "underpaid",
        "overpaid",
        "late",
        "duplicate",
        "mismatched",
        "orphaned",
      ] satisfies PaymentException[]
    ).map((exception) => [exception, PaymentGatewayEvents.EXCEPTION])
  ) as Record<PaymentException, PaymentGatewayEventName>),
}

/** Whether a line of this type is told to the rest of the shop. */
export function isAnnounced(type: string): boolean {
  return Object.hasOwn(EVENTS, type)
}

/** The event's name for a line of an attempt's story. */
export function eventNameOf(type: string): PaymentGatewayEventName | undefined {
  return isAnnounced(type) ? EVENTS[type] : undefined
}
