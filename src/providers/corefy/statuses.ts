/** What a status of an invoice means for its money. */
export type InvoiceMeaning =
  /** The payer has to go to the payment page. */
  | "open"
  /** The payer has to go to the payment page if there is one; else the payment is under way. */
  | "under_way"
  | "processing"
  /** A part has come in, and the invoice takes parts. */
  | "partly_paid"
  | "paid"
  | "partly_refunded"
  | "refunded"
  | "partly_charged_back"
  | "charged_back"
  /** Money is held for the shop, and not yet taken. */
  | "reserved"
  | "failed"
  | "canceled"
  | "expired"
  /** A check of a card, which takes no money. */
  | "card_check"

/**
 * `attributes.status` of a payment invoice.
 * Source: Corefy documentation, payment invoice (flow diagram) and release notes; `canceled`,
 * `authorize_*`, `authorized`, `reserved` and `verif*` are of other flows or newer than it.
 */
export const INVOICE_STATUSES: Readonly<Record<string, InvoiceMeaning>> = {
  created: "open",
  processing: "processing",
  process_pending: "under_way",
  process_error: "processing",
  process_failed: "failed",
  processed: "paid",
  partially_processed: "partly_paid",
  expired: "expired",
  terminated: "canceled",
  canceled: "canceled",
  authorize_required: "open",
  authorize_failed: "failed",
  authorized: "reserved",
  reserved: "reserved",
  verified: "card_check",
  verify_pending: "card_check",
  verify_error: "card_check",
  verify_failed: "card_check",
  refunding: "paid",
  refund_pending: "paid",
  refund_error: "paid",
  refund_failed: "paid",
  partially_refunded: "partly_refunded",
  refunded: "refunded",
  charged_back: "charged_back",
  partially_charged_back: "partly_charged_back",
}

/** What a status of an invoice means; `undefined` for a word that is not documented. */
export function meaningOf(status: string): InvoiceMeaning | undefined {
  if (Object.hasOwn(INVOICE_STATUSES, status)) {
    return INVOICE_STATUSES[status]
  }
  return status.startsWith("verify_") ? "card_check" : undefined
}

/** Whether a status tells of money that goes back, or went. */
export function isAboutRefund(status: string): boolean {
  return /^(partially_)?(refund|charged_back)/.test(status)
}

/** What a status of a refund means: done, taken and under way, or not done. */
export type RefundMeaning = "done" | "accepted" | "failed"

/** `attributes.status` of a refund. Source: Corefy merchant documentation, refunds. */
export const REFUND_STATUSES: Readonly<Record<string, RefundMeaning>> = {
  processed: "done",
  created: "accepted",
  pending: "accepted",
  processing: "accepted",
  process_pending: "accepted",
  failed: "failed",
  process_failed: "failed",
  canceled: "failed",
}
