import type { JsonObject } from "../../core/json"
import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { PaymentMethod, PaymentType } from "./entities"
import type { StreamPayEventType } from "./events"
import type { StreamPaySettings } from "./options"
import type { InvoiceView, LinkView, PaymentView } from "./views"

/** How a payment is made by control. All amounts are decimal strings in major units. */
export interface PayOptions {
  /** Exactly this much, whatever is open. */
  amount?: string
  /** This much less than what is open. */
  shortBy?: string
  /** This much more than what is open. */
  overBy?: string
  /** MADA unless given. */
  method?: PaymentMethod
  /** A status other than SUCCEEDED (`UNDER_REVIEW`, or any string); no event is sent then. */
  status?: string
  /** Also on a link that is expired, inactive or paid: a late or a second payment. */
  evenIfClosed?: boolean
  /** On a second invoice of the link. */
  newInvoice?: boolean
}

export interface PayInPartsOptions {
  /** 2 to 60. */
  parts: number
  /** How many are paid now, in one transaction; 1 unless given. */
  payNow?: number
  /** SPLIT_PREPAID unless given. */
  type?: Exclude<PaymentType, "INITIAL">
  method?: PaymentMethod
  evenIfClosed?: boolean
}

/** What a payment by control came to. */
export interface PayResult {
  link: LinkView
  invoice: InvoiceView
  /** Those of this attempt. */
  payments: PaymentView[]
  /** Where the payer's browser would go, with the documented parameters. */
  redirectUrl: string | null
  /** The webhooks that this caused, in their order. */
  deliveries: Delivery[]
}

export interface DeclineResult {
  link: LinkView
  redirectUrl: string | null
  deliveries: Delivery[]
}

/** An event of any type, about anything, told in any way. */
export interface SendEventOptions extends WebhookMishandling {
  linkId?: string
  invoiceId?: string
  paymentId?: string
  subscriptionId?: string
  entityType?: string
  entityId?: string
  status?: string
  /** Instead of the link's metadata; `null` leaves it out. */
  metadata?: JsonObject | null
  /** Instead of the whole `data`. */
  data?: JsonObject
  /** Instead of the whole body; it is signed as it is. */
  rawBody?: string
}

/** Events to announce a change of status with. */
export interface StatusOptions {
  /** Sends this event after the change; none unless given. */
  event?: StreamPayEventType | (string & {})
}

/** Steers the simulated StreamPay. Every method throws an Error for an unknown id. */
export interface StreamPayControls {
  /** What a client takes as base URL; the API is below `/api/v2`. */
  readonly baseUrl: string
  readonly apiKey: string
  readonly apiSecret: string
  /** The value of `x-api-key`. */
  readonly apiToken: string
  /** The present one. */
  readonly webhookSecret: string

  /** Newest last. */
  links(): LinkView[]
  link(linkId: string): LinkView
  /** The newest link with this member in its `custom_metadata`. */
  linkByMetadata(member: string, value: string): LinkView | undefined
  invoices(linkId?: string): InvoiceView[]
  payments(linkId?: string): PaymentView[]

  /** Pays what is open: exactly, unless the options say otherwise. */
  pay(linkId: string, options?: PayOptions): PayResult
  /** Splits the total and pays the first part(s); the others stay PENDING. */
  payInParts(linkId: string, options: PayInPartsOptions): PayResult
  /** Pays the next part(s) of those that are PENDING. */
  payNextPart(linkId: string, count?: number): PayResult
  /** The bank declines: PAYMENT_LINK_PAY_ATTEMPT_FAILED. */
  fail(linkId: string, message?: string): DeclineResult
  /** The payer leaves the page: nothing is sent. @returns where the browser would go */
  cancel(linkId: string): string | null

  /** Its time is over now. */
  expire(linkId: string): LinkView
  /** Deactivated in the dashboard. */
  deactivate(linkId: string, message?: string): LinkView
  /** Entered by the merchant; a link without a waiting payment gets one for what is open. */
  markAsPaid(paymentOrLinkId: string, method?: PaymentMethod): PaymentView
  /** The money went on to the merchant: SETTLED. */
  settle(paymentId: string): PaymentView
  /** Refunded in the dashboard, in whole or by an amount in major units. */
  refund(paymentId: string, amount?: string): PaymentView
  /** Any string: `UNDER_REVIEW`, `CHARGEBACK_X`. */
  setPaymentStatus(paymentId: string, status: string, options?: StatusOptions): PaymentView
  setInvoiceStatus(invoiceId: string, status: string, options?: StatusOptions): InvoiceView
  setLinkStatus(linkId: string, status: string, options?: StatusOptions): LinkView

  /** Queues a webhook of any type, also of types that no document knows. */
  sendEvent(eventType: StreamPayEventType | (string & {}), options?: SendEventOptions): Delivery[]
  /** `null` unregisters the endpoint: nothing is sent any more. */
  setWebhookUrl(url: string | null): void
  /** Later attempts are signed with this one, retries too. */
  setWebhookSecret(secret: string): void
  /** Event types subscribed to; `null` means all. */
  setWebhookEvents(events: string[] | null): void
  settings(): StreamPaySettings
  changeSettings(changes: Partial<StreamPaySettings>): StreamPaySettings
  setEnabledCurrencies(currencies: string[]): void
  /** What `GET /me` says. */
  setSandboxFlag(sandbox: boolean): void
}
