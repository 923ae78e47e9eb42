import type { JsonObject, JsonValue } from "../../core/json"
import { isJsonObject } from "../../core/json"
import type { WebhookDeliveries } from "../../core/webhook-deliveries"
import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { Invoice, Refund } from "./entities"
import type { CorefyAccount } from "./options"
import { invoiceDocument, refundDocument, type Presentation } from "./presenters"
import { callbackProfile, type CallbackOwner } from "./webhook-profile"

/** Statuses that the account's "Only final" toggle lets through. */
const FINAL_STATUSES: readonly string[] = [
  "processed",
  "process_failed",
  "expired",
  "terminated",
  "canceled",
  "refund_failed",
  "partially_refunded",
  "refunded",
  "charged_back",
  "partially_charged_back",
]

/** What of a callback's body is to differ from what it would be. */
export interface CallbackOverrides {
  /** Instead of `payment-invoices`. */
  type?: string
  /** Instead of the invoice's id, in `data.id` and `links.self`. */
  id?: string
  /** Attributes with other values, or more of them. */
  attributes?: JsonObject
  /** Instead of the whole `data`. */
  data?: JsonObject
  /** Instead of the whole body, as it is. */
  rawBody?: string
}

/** Builds the bodies of callbacks and hands them to the deliveries. */
export class CorefyCallbacks {
  constructor(
    private readonly account: CorefyAccount,
    private readonly webhooks: WebhookDeliveries,
    private readonly gateway: string,
    private readonly presentation: () => Presentation
  ) {}

  /** Tells of the invoice as it is now, unless the account wants final statuses only. */
  tell(invoice: Invoice): Delivery[] {
    const { onlyFinalCallbacks } = this.account.settings
    return onlyFinalCallbacks && !FINAL_STATUSES.includes(invoice.status)
      ? []
      : this.send(invoice.status, invoice)
  }

  /** Tells of a refund by the callbacks that the account has. */
  tellRefund(invoice: Invoice, refund: Refund, invoiceChanged: boolean): Delivery[] {
    const { refundCallbacks } = this.account.settings
    const ofInvoice = refundCallbacks !== "refund" && invoiceChanged ? this.tell(invoice) : []
    if (refundCallbacks === "invoice") {
      return ofInvoice
    }
    const document = refundDocument(refund, this.account.settings)
    return [...ofInvoice, ...this.post(`refund_${refund.status}`, refund.id, document, invoice)]
  }

  /** A callback about any invoice, or none, whatever the account's toggles say. */
  send(
    event: string,
    invoice: Invoice | undefined,
    overrides: CallbackOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const document = invoice ? invoiceDocument(invoice, this.presentation()) : { data: {} }
    const body = overridden(document, overrides)
    const owner = invoice ?? { callbackUrl: null, testMode: true }
    return this.post(event, overrides.id ?? invoice?.id ?? "", body, owner, mishandling)
  }

  private post(
    event: string,
    entityId: string,
    body: JsonValue,
    owner: CallbackOwner,
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const message = {
      gateway: this.gateway,
      event,
      entityType: entityId.startsWith("ref_") ? "refunds" : "payment-invoices",
      entityId,
      body: typeof body === "string" ? body : JSON.stringify(body),
    }
    return this.webhooks.send(callbackProfile(this.account, owner), message, mishandling)
  }
}

function overridden(document: JsonValue, overrides: CallbackOverrides): JsonValue {
  if (overrides.rawBody !== undefined) {
    return overrides.rawBody
  }
  if (overrides.data) {
    return { data: overrides.data }
  }
  const data = isJsonObject(document) && isJsonObject(document.data) ? document.data : {}
  const attributes = isJsonObject(data.attributes) ? data.attributes : {}
  const { type, id } = overrides
  return {
    ...(isJsonObject(document) ? document : {}),
    data: {
      ...data,
      ...(type === undefined ? {} : { type }),
      ...(id === undefined ? {} : { id, links: { self: `/api/payment-invoices/${id}` } }),
      attributes: { ...attributes, ...overrides.attributes },
    },
  }
}
