import type { JsonObject } from "../../core/json"
import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { CallbackFields } from "./callback"
import type { Token } from "./entities"
import type { StreamCryptoSettings } from "./options"
import type { PaymentView, TransferView } from "./views"

/** How coins are sent by control. At most one of the four amounts can be given. */
export interface PayOptions {
  /** Exactly this much, in the currency of the price, whatever is open. */
  amount?: string
  /** This much less than what is open, in the currency of the price. */
  shortBy?: string
  /** This much more than what is open, in the currency of the price. */
  overBy?: string
  /** Exactly this much of the coin. */
  coinAmount?: string
  /** STRM unless given. */
  coin?: Token
  /** Also when it is expired or completed: a late or a second payment. */
  evenIfClosed?: boolean
  /** Whether the callback is sent; as the gateway would, unless given. */
  callback?: boolean
}

export interface PayInPartsOptions {
  /** 2 to 20 transfers; 2 unless given. */
  parts?: number
  coin?: Token
  evenIfClosed?: boolean
  /** As in `PayOptions`, for each transfer. */
  callback?: boolean
}

/** What sending coins came to. */
export interface PayResult {
  payment: PaymentView
  /** Those of this act. */
  transfers: TransferView[]
  /** Where the browser on the hosted page would go; `null` when it would stay. */
  redirectUrl: string | null
  /** The callbacks that this caused. */
  deliveries: Delivery[]
}

export interface StatusOptions {
  /** Sends the callback after the change: for `completed` as if all had arrived. */
  event?: boolean
}

/** A callback about any id, with any content, told in any way. */
export interface SendEventOptions extends WebhookMishandling {
  /** Values instead of the payment's; they are signed as they are. */
  fields?: Partial<CallbackFields>
  /** Instead of the right signature. */
  signature?: string
  /** Members that no document knows. */
  extra?: JsonObject
  /** As the setting `callbackNumbers`, for this one. */
  numbers?: "strings" | "numbers"
  /** Instead of the whole body; it is sent as it is, with no signature of ours. */
  rawBody?: string
}

/** Steers the simulated Stream Payment Gateway. Every method throws an Error for an unknown id. */
export interface StreamCryptoControls {
  /** What a client takes as base URL, with `/api/v1`. */
  readonly baseUrl: string
  readonly clientId: string
  /** The present one. */
  readonly clientSecret: string

  /** Newest last. */
  payments(): PaymentView[]
  payment(paymentId: string): PaymentView
  /** The newest payment with this text in its return URL, name or description. */
  paymentBySession(reference: string): PaymentView | undefined
  /**
   * Creates a payment as anybody can who knows the public client id, with a body as for the API.
   *
   * @param mode manual unless given
   */
  createPayment(body: JsonObject, mode?: "page" | "manual"): PaymentView

  /** Sends what is open: exactly, unless the options say otherwise. */
  pay(paymentId: string, options?: PayOptions): PayResult
  /** Sends what is open in several transfers. */
  payInParts(paymentId: string, options?: PayInPartsOptions): PayResult
  /** Its time is over now. */
  expire(paymentId: string): PaymentView
  /** Any string, shown from now on whatever happens: `ERR_CALLBACK`, `refunded`. `null` takes it back. */
  setStatus(paymentId: string, status: string | null, options?: StatusOptions): PaymentView
  /** Queues a callback, also about ids that no payment has. */
  sendEvent(paymentId: string, options?: SendEventOptions): Delivery[]

  /** The shop's callback URL; `null`: nothing is sent any more. */
  setWebhookUrl(url: string | null): void
  /** "Generate new" in the dashboard: later attempts are signed with this one, retries too. */
  setClientSecret(secret: string): void
  settings(): StreamCryptoSettings
  changeSettings(changes: Partial<StreamCryptoSettings>): StreamCryptoSettings
}
