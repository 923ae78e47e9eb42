import { formatDecimal } from "../../core/money"
import type { WebhookDeliveries } from "../../core/webhook-deliveries"
import type {
  Delivery,
  WebhookMessage,
  WebhookMishandling,
  WebhookProfile,
  WebhookSigning,
} from "../../core/webhook-types"
import { callbackBody, type CallbackFields, type CallbackForm } from "./callback"
import type { Payment } from "./entities"
import { formatUnits, receivedOf, STRM_DECIMALS } from "./quote"
import type { StreamCryptoStore } from "./store"
import { offsetTime } from "./timestamps"

/** Callbacks have no name of their own; deliveries are listed under this one. */
export const CALLBACK_EVENT = "payment"

/** A callback is dated and signed anew for each attempt. */
export interface CallbackMessage extends WebhookMessage {
  bodyAt(signing: WebhookSigning): string
}

/** What of a callback is to differ from what it would be. */
export interface CallbackOverrides extends Partial<CallbackForm> {
  /** Values instead of the payment's; they are signed as they are. */
  fields?: Partial<CallbackFields>
  /** As if this much had arrived, in smallest units of STRM. */
  receivedNative?: bigint
  /** Instead of the whole body; it is sent as it is, with no signature of ours. */
  rawBody?: string
}

/** Builds callbacks and hands them to the deliveries. */
export class StreamCryptoCallbacks {
  constructor(
    private readonly store: StreamCryptoStore,
    private readonly webhooks: WebhookDeliveries,
    private readonly profile: WebhookProfile,
    private readonly gateway: string
  ) {}

  /** Queues the callback of a payment, or of an id that no payment has. */
  send(
    paymentId: string,
    overrides: CallbackOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const { rawBody, fields, receivedNative, ...form } = overrides
    const told = { ...this.fieldsOf(paymentId, receivedNative), ...fields }
    const bodyAt = ({ at, secret }: WebhookSigning) =>
      rawBody ??
      callbackBody(
        { ...told, current_datetime: fields?.current_datetime ?? offsetTime(at) },
        secret,
        {
          numbers: this.store.account.settings.callbackNumbers,
          ...form,
        }
      )
    const message: CallbackMessage = {
      gateway: this.gateway,
      event: CALLBACK_EVENT,
      entityType: "PAYMENT",
      entityId: paymentId,
      body: bodyAt({ at: this.store.now(), secret: this.store.account.endpoint.secret }),
      bodyAt,
    }
    return this.webhooks.send(this.profile, message, mishandling)
  }

  /** Whether the payment's callback was sent and never taken. */
  isFailing(paymentId: string): boolean {
    const deliveries = this.webhooks.list({ gateway: this.gateway, entityId: paymentId })
    const failed = deliveries.some(({ state }) => state === "retrying" || state === "given_up")
    return failed && deliveries.every(({ state }) => state !== "delivered")
  }

  private fieldsOf(paymentId: string, receivedNative: bigint | undefined): CallbackFields {
    const payment = this.store.payments.get(paymentId)
    const due = payment?.quote
    const received = due && this.received(payment, receivedNative)
    return {
      payment_id: paymentId,
      amount: this.native(due?.native ?? 0n),
      amount_usd: formatDecimal(due?.usdCents ?? 0n, 2),
      received_amount: this.native(received?.native ?? 0n),
      received_amount_usd: formatDecimal(received?.usdCents ?? 0n, 2),
      current_datetime: offsetTime(this.store.now()),
    }
  }

  private received({ quote, transfers }: Payment, forced: bigint | undefined) {
    return forced === undefined
      ? receivedOf(quote, transfers)
      : { native: forced, usdCents: (forced * quote.usdCents) / quote.native }
  }

  private native(units: bigint): string {
    return this.store.account.settings.callbackAmounts === "display"
      ? formatUnits(units, STRM_DECIMALS)
      : units.toString()
  }
}
