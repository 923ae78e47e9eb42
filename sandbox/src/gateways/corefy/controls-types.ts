import type { JsonObject } from "../../core/json"
import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { InvoiceStatus } from "./entities"
import type { CorefySettings } from "./options"
import type { CorefyPaymentView, CorefyRefundView } from "./views"

/** How a payment is made by control. All amounts are decimal strings in major units. */
export interface CorefyPayOptions {
  /** Exactly this much, whatever is open. */
  amount?: string
  /** This much less than what is open. */
  shortBy?: string
  /** This much more than what is open. */
  overBy?: string
  /** Also on an invoice that is expired, failed or paid: a late or a second payment. */
  evenIfClosed?: boolean
}

/** What an act on the payer's side came to. */
export interface CorefyPayResult {
  payment: CorefyPaymentView
  /** Where the payer's browser would go; `null` when the merchant gave no URL. */
  redirectUrl: string | null
  /** The callbacks that this caused, in their order. */
  deliveries: Delivery[]
}

export interface CorefyStatusOptions {
  /** Sends the callback that Corefy would send; none unless true. */
  event?: boolean
}

/** A callback about anything, told in any way. */
export interface CorefySendEventOptions extends WebhookMishandling {
  /** The invoice that it is about; its body and key are used. */
  reference?: string
  /** Instead of `payment-invoices`. */
  type?: string
  /** Instead of the invoice's id. */
  id?: string
  /** Attributes with other values, or more of them; `status` is the event unless given here. */
  attributes?: JsonObject
  /** Instead of the whole `data`. */
  data?: JsonObject
  /** Instead of the whole body; it is signed as it is. */
  rawBody?: string
}

/**
 * Steers the simulated Corefy. `reference` is an invoice's id, the merchant's `reference_id` or
 * `metadata.session_id` (the newest that fits). Every method throws an Error for one that is
 * unknown.
 */
export interface CorefyControls {
  /** What a client takes as base URL; the API is below `/api`. */
  readonly baseUrl: string
  /** The hosted page without its query: what a client takes as page address. */
  readonly hppUrl: string
  readonly commerceAccountId: string
  readonly apiKey: string
  /** The present live key. */
  readonly callbackSecret: string
  /** The present test key. */
  readonly callbackSecretTest: string
  /** The value of `Authorization` that the settings ask for. */
  readonly authorization: string

  /** Newest last. */
  payments(): CorefyPaymentView[]
  payment(reference: string): CorefyPaymentView
  refunds(reference?: string): CorefyRefundView[]

  /** Pays what is open: exactly, unless the options say otherwise. */
  pay(reference: string, options?: CorefyPayOptions): CorefyPayResult
  /** The payer opens the page: `process_pending`. */
  open(reference: string): CorefyPayResult
  /** One declined try: `process_error`, and `process_failed` with the last one. */
  decline(reference: string, resolution?: string): CorefyPayResult
  /** Over and not paid: `process_failed`. */
  fail(reference: string, resolution?: string): CorefyPayResult
  /** The payer stops it: `terminated`. */
  cancel(reference: string): CorefyPayResult
  /** Its time is over now: `expired`. */
  expire(reference: string): CorefyPaymentView

  /** Any string. Amounts stay as they are: `processed` then has no `processed_amount`. */
  setStatus(
    reference: string,
    status: InvoiceStatus | (string & {}),
    options?: CorefyStatusOptions
  ): CorefyPaymentView
  /** Refunded in the dashboard, in whole or by an amount; by the settings' model and status. */
  refund(reference: string, amount?: string): CorefyPaymentView
  /** What becomes of a refund that is pending: `processed` unless given. */
  settleRefund(refundId: string, status?: string): CorefyRefundView
  /** The payer's bank takes money back, all of it or an amount. */
  chargeBack(reference: string, amount?: string): CorefyPaymentView

  /** Queues a callback of any status, also of statuses that no document knows. */
  sendEvent(event: InvoiceStatus | (string & {}), options?: CorefySendEventOptions): Delivery[]
  /** The account's callback URL, for invoices without one of their own. */
  setWebhookUrl(url: string | null): void
  /** The key of live invoices, or of test invoices. */
  setWebhookSecret(secret: string, options?: { test?: boolean }): void
  settings(): CorefySettings
  changeSettings(changes: Partial<CorefySettings>): CorefySettings
  /** `null` enables all. */
  setEnabledCurrencies(currencies: string[] | null): void
}
