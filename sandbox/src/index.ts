export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox"
export type { SandboxClock } from "./core/clock"
export type { ActiveFault, Fault, FaultEffect, FaultMoment } from "./core/fault-types"
export type { Faults } from "./core/faults"
export type { JsonObject, JsonValue } from "./core/json"
export type { LoggedRequest, RequestFilter, RequestLog } from "./core/request-log"
export type { DeliveryFilter } from "./core/delivery-filter"
export type { WebhookDeliveries } from "./core/webhook-deliveries"
export type { ActiveWebhookFault, WebhookFaults } from "./core/webhook-faults"
export type {
  Delivery,
  DeliveryAttempt,
  DeliveryState,
  Tampering,
  WebhookFault,
  WebhookMishandling,
} from "./core/webhook-types"
export type {
  DeclineResult,
  PayInPartsOptions,
  PayOptions,
  PayResult,
  SendEventOptions,
  StatusOptions,
  StreamPayControls,
} from "./gateways/streampay/controls-types"
export type { StreamPayEventType } from "./gateways/streampay/events"
export type { StreamPayOptions, StreamPaySettings } from "./gateways/streampay/options"
export type { InvoiceView, LinkView, PaymentView } from "./gateways/streampay/views"
