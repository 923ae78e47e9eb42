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
  CorefyControls,
  CorefyPayOptions,
  CorefyPayResult,
  CorefySendEventOptions,
  CorefyStatusOptions,
} from "./gateways/corefy/controls-types"
export type { InvoiceStatus as CorefyInvoiceStatus } from "./gateways/corefy/entities"
export type { CorefyOptions, CorefySettings } from "./gateways/corefy/options"
export type { CorefyPaymentView, CorefyRefundView } from "./gateways/corefy/views"
export type {
  Directa24ActResult,
  Directa24Controls,
  Directa24PayOptions,
  Directa24SendEventOptions,
} from "./gateways/directa24/controls-types"
export type { Directa24Options, Directa24Settings } from "./gateways/directa24/options"
export type { Directa24PaymentView, Directa24RefundView } from "./gateways/directa24/views"
export type {
  DeclineResult,
  PayInPartsOptions,
  PayOptions,
  PayResult,
  SendEventOptions,
  StatusOptions,
  StreamPayControls,
} from "./gateways/streampay/controls-types"
export type {
  PayInPartsOptions as StreamCryptoPayInPartsOptions,
  PayOptions as StreamCryptoPayOptions,
  PayResult as StreamCryptoPayResult,
  SendEventOptions as StreamCryptoSendEventOptions,
  StatusOptions as StreamCryptoStatusOptions,
  StreamCryptoControls,
} from "./gateways/stream-crypto/controls-types"
export type { StreamCryptoOptions, StreamCryptoSettings } from "./gateways/stream-crypto/options"
export type {
  PaymentView as StreamCryptoPaymentView,
  TransferView as StreamCryptoTransferView,
} from "./gateways/stream-crypto/views"
export type { StreamPayEventType } from "./gateways/streampay/events"
export type { StreamPayOptions, StreamPaySettings } from "./gateways/streampay/options"
export type { InvoiceView, LinkView, PaymentView } from "./gateways/streampay/views"
export type {
  XGatewayControls,
  XGatewayDepositOptions,
  XGatewayPayOptions,
  XGatewayPayResult,
  XGatewaySendEventOptions,
  XGatewayStatusOptions,
} from "./gateways/xgateway/controls-types"
export type { XGatewayOptions, XGatewaySettings } from "./gateways/xgateway/options"
export type {
  XGatewayChannelView,
  XGatewayPaymentView,
  XGatewayTransactionView,
} from "./gateways/xgateway/views"
