import type { ObservedStatus } from "../../core/attempt"
import type { Payment } from "./schemas"

/** What a status means for the money of one payment. */
export type PaymentMeaning =
  "open" | "paid" | "partly_refunded" | "refunded" | "failed" | "canceled" | "expired"

/** `payment.current_status`. Source: StreamPay API reference; PARTIALLY_REFUNDED is newer than it. */
export const PAYMENT_STATUSES: Readonly<Record<string, PaymentMeaning>> = {
  PENDING: "open",
  PROCESSING: "open",
  UNDER_REVIEW: "open",
  SUCCEEDED: "paid",
  SETTLED: "paid",
  FAILED_INITIATION: "failed",
  FAILED: "failed",
  CANCELED: "canceled",
  EXPIRED: "expired",
  REFUNDED: "refunded",
  PARTIALLY_REFUNDED: "partly_refunded",
}

/** `payment_link.status` while no payment exists; COMPLETED is then a reading that lags behind. */
export const PAYMENT_LINK_STATUSES: Readonly<Record<string, ObservedStatus>> = {
  ACTIVE: "pending",
  INACTIVE: "canceled",
  COMPLETED: "pending",
}

/** `invoice.status` while none of its payments decides. */
export const INVOICE_STATUSES: Readonly<Record<string, ObservedStatus>> = {
  DRAFT: "pending",
  CREATED: "pending",
  SENT: "pending",
  ACCEPTED: "pending",
  COMPLETED: "pending",
  REJECTED: "failed",
  CANCELED: "canceled",
  EXPIRED: "expired",
}

/** Whether money came in by this payment, be it refunded since or not. */
export function isMoney(payment: Payment): boolean {
  const meaning = PAYMENT_STATUSES[payment.status]
  return meaning === "paid" || meaning === "partly_refunded" || meaning === "refunded"
}
