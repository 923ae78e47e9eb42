export {
  type PaymentGatewayEventData,
  type PaymentGatewayEventName,
  PaymentGatewayEvents,
} from "../core/payment-events"
