import type { JsonObject } from "../../core/json"
import type { WebhookDeliveries } from "../../core/webhook-deliveries"
import type { Delivery, WebhookMishandling, WebhookProfile } from "../../core/webhook-types"
import type { Invoice, Payment, PaymentLink, Subscription } from "./entities"
import type { StreamPayStore } from "./store"
import { zonelessTime } from "./timestamps"

export type EntityType = "PAYMENT" | "INVOICE" | "PAYMENT_LINK" | "SUBSCRIPTION"

/** Every event type of StreamPay's documents. */
export const EVENT_TYPES = [
  "PAYMENT_SUCCEEDED",
  "PAYMENT_MARKED_AS_PAID",
  "PAYMENT_FAILED",
  "PAYMENT_CANCELED",
  "PAYMENT_REFUNDED",
  "PAYMENT_PARTIALLY_REFUNDED",
  "INVOICE_CREATED",
  "INVOICE_SENT",
  "INVOICE_ACCEPTED",
  "INVOICE_UPDATED",
  "INVOICE_COMPLETED",
  "INVOICE_CANCELED",
  "INVOICE_REJECTED",
  "PAYMENT_LINK_PAY_ATTEMPT_FAILED",
  "SUBSCRIPTION_CREATED",
  "SUBSCRIPTION_ACTIVATED",
  "SUBSCRIPTION_INACTIVATED",
  "SUBSCRIPTION_CANCELED",
  "SUBSCRIPTION_FROZEN",
  "SUBSCRIPTION_CYCLE_RENEWAL_FAILED",
  "SUBSCRIPTION_CANCEL_AT_PERIOD_END",
  "SUBSCRIPTION_FREEZE_NOW",
  "SUBSCRIPTION_UNFREEZE_NOW",
  "SUBSCRIPTION_UNFREEZE_FUTURE",
  "SUBSCRIPTION_FREEZE_CANCEL",
  "SUBSCRIPTION_PLAN_CHANGE_SCHEDULED",
  "SUBSCRIPTION_PLAN_CHANGE_CANCELED",
  "SUBSCRIPTION_PLAN_CHANGED",
  "SUBSCRIPTION_PLAN_CHANGE_INVOICE_REISSUED",
  "SUBSCRIPTION_PLAN_UPDATED",
] as const

export type StreamPayEventType = (typeof EVENT_TYPES)[number]

const PATHS: Readonly<Record<EntityType, string>> = {
  PAYMENT: "payments",
  INVOICE: "invoices",
  PAYMENT_LINK: "payment_links",
  SUBSCRIPTION: "subscriptions",
}

/** What an event is about; each that is given stands in `data`. */
export interface EventSubject {
  payment?: Payment
  invoice?: Invoice
  link?: PaymentLink
  subscription?: Subscription
}

/** What of an event's body is to differ from what it would be. */
export interface EventOverrides {
  entityType?: string
  entityId?: string
  status?: string
  /** Instead of the link's `custom_metadata`; `null` leaves it out. */
  metadata?: JsonObject | null
  /** Instead of the whole `data`. */
  data?: JsonObject
  /** Instead of the whole body, as it is. */
  rawBody?: string
}

/** Which kind of thing an event type is about. */
export function entityTypeOf(eventType: string): EntityType {
  const kinds: EntityType[] = ["PAYMENT_LINK", "PAYMENT", "INVOICE", "SUBSCRIPTION"]
  return kinds.find((kind) => eventType.startsWith(`${kind}_`)) ?? "PAYMENT"
}

/** Builds the bodies of events and hands them to the deliveries. */
export class StreamPayEvents {
  constructor(
    private readonly store: StreamPayStore,
    private readonly webhooks: WebhookDeliveries,
    private readonly profile: WebhookProfile,
    private readonly gateway: string,
    private readonly baseUrl: () => string
  ) {}

  /** Queues the webhook of an event. */
  emit(
    eventType: string,
    subject: EventSubject,
    overrides: EventOverrides = {},
    mishandling: WebhookMishandling = {}
  ): Delivery[] {
    const entityType = overrides.entityType ?? entityTypeOf(eventType)
    const entity = entityOf(entityTypeOf(eventType), subject)
    const entityId = overrides.entityId ?? entity?.id ?? ""
    const body =
      overrides.rawBody ??
      JSON.stringify({
        event_type: eventType,
        entity_type: entityType,
        entity_id: entityId,
        entity_url: this.urlOf(entityTypeOf(eventType), entityId),
        status: overrides.status ?? this.statusOf(entity),
        timestamp: zonelessTime(this.store.now()),
        data: overrides.data ?? this.dataOf(eventType, subject, overrides.metadata),
      })
    const message = { gateway: this.gateway, event: eventType, entityType, entityId, body }
    return this.webhooks.send(this.profile, message, mishandling)
  }

  private dataOf(
    eventType: string,
    subject: EventSubject,
    metadata: JsonObject | null | undefined
  ): JsonObject {
    const { invoice, payment, link, subscription } = subject
    const carried = metadata === undefined ? this.metadataOf(eventType, link) : metadata
    return {
      ...(invoice ? { invoice: this.reference("INVOICE", invoice.id) } : {}),
      ...(payment ? { payment: this.reference("PAYMENT", payment.id) } : {}),
      ...(link ? { payment_link: this.reference("PAYMENT_LINK", link.id) } : {}),
      ...(subscription ? { subscription: this.reference("SUBSCRIPTION", subscription.id) } : {}),
      ...(carried ? { metadata: carried } : {}),
    }
  }

  private metadataOf(eventType: string, link: PaymentLink | undefined): JsonObject | null {
    const { webhookMetadata } = this.store.account.settings
    const carries =
      webhookMetadata === "always" ||
      (webhookMetadata === "payment_events" && entityTypeOf(eventType) === "PAYMENT")
    return carries ? (link?.customMetadata ?? null) : null
  }

  private statusOf(entity: Payment | Invoice | PaymentLink | Subscription | undefined): string {
    if (!entity) {
      return ""
    }
    return "currentStatus" in entity ? entity.currentStatus : entity.status
  }

  private reference(kind: EntityType, id: string): JsonObject {
    return { id, url: this.urlOf(kind, id) }
  }

  private urlOf(kind: EntityType, id: string): string {
    return `${this.baseUrl()}/api/v2/${PATHS[kind]}/${id}`
  }
}

function entityOf(kind: EntityType, subject: EventSubject) {
  const entities = {
    PAYMENT: subject.payment,
    INVOICE: subject.invoice,
    PAYMENT_LINK: subject.link,
    SUBSCRIPTION: subject.subscription,
  }
  return entities[kind]
}
