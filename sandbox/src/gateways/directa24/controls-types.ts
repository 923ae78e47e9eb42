import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { ConfirmationOverrides } from "./confirmations"
import type { Directa24Settings } from "./options"
import type { ReturnForm } from "./return-form"
import type { Directa24PaymentView, Directa24RefundView } from "./views"

/** How a payment is made by control. All amounts are decimal strings in major units. */
export interface Directa24PayOptions {
  /** Exactly this much, in the invoice's currency. */
  amount?: string
  /** This much less than the invoice's amount. */
  shortBy?: string
  /** This much more than the invoice's amount. */
  overBy?: string
  /** Also on an invoice that is cancelled, expired or paid: a late or a second payment. */
  evenIfClosed?: boolean
  /** The money comes in, and D24 does not find whose it is: nothing is told until `approve`. */
  unmatched?: boolean
}

/** What an act came to. */
export interface Directa24ActResult {
  payment: Directa24PaymentView
  /** What the payer's browser would post to the shop now. */
  returnForm: ReturnForm
  /** The webhooks that this caused. */
  deliveries: Delivery[]
}

/** A confirmation about anything, told in any way. */
export interface Directa24SendEventOptions extends ConfirmationOverrides, WebhookMishandling {}

/**
 * Steers the simulated Directa24. A reference is `x_invoice` or `x_document`; every method throws an
 * Error for an unknown one.
 */
export interface Directa24Controls {
  readonly baseUrl: string
  readonly apiKey: string
  readonly apiPassphrase: string
  /** The present one; it signs everything. */
  readonly apiSignature: string
  readonly statusApiKey: string
  readonly statusApiPassphrase: string
  readonly readOnlyKey: string

  /** Newest last. */
  payments(): Directa24PaymentView[]
  payment(reference: string): Directa24PaymentView
  refunds(reference?: string): Directa24RefundView[]

  /** Pays the invoice's amount, unless the options say otherwise: result 9. */
  pay(reference: string, options?: Directa24PayOptions): Directa24ActResult
  /** D24's staff approves: what came in unmatched, else the invoice's amount; also after an 8. */
  approve(reference: string): Directa24ActResult
  /** The payer leaves with a slip: still 7. */
  takeSlip(reference: string): Directa24ActResult
  /** The bank declines: result 8, or as the setting `declinedResult` says. */
  fail(reference: string): Directa24ActResult
  /** The payer cancels: result 8. */
  cancel(reference: string): Directa24ActResult
  /** Its time is over, and the seven days after it: result 8. */
  expire(reference: string): Directa24ActResult
  /** Any result (`7`), v3 status (`FOR_REVIEW`) or text; `event` confirms it to the shop. */
  setStatus(reference: string, status: string, options?: { event?: boolean }): Directa24ActResult

  /** Refunded in D24's panel, in whole or by an amount. */
  refund(reference: string, amount?: string): Directa24RefundView
  /** COMPLETED, CANCELLED, REJECTED or any text; notifies its URL unless `event` is false. */
  setRefundStatus(
    refundId: number,
    status: string,
    options?: { event?: boolean }
  ): Directa24RefundView

  /** Queues a confirmation, whatever the deposit's result is. */
  sendEvent(reference: string, options?: Directa24SendEventOptions): Delivery[]
  /** The panel's confirmation URL, for invoices without their own. */
  setWebhookUrl(url: string | null): void
  /** A new API Signature: it signs everything from now on, retries too. */
  setWebhookSecret(apiSignature: string): void
  settings(): Directa24Settings
  changeSettings(changes: Partial<Directa24Settings>): Directa24Settings
}
