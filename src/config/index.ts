export { definePaymentGateways } from "./define-payment-gateways"
export type { GatewayEntry, PaymentGatewaysConfig } from "./define-payment-gateways"
