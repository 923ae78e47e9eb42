export {
  GatewayPayment,
  type GatewayPaymentProps,
  type PaymentSlots,
} from "./react/gateway-payment.js"
export {
  type GatewayPaymentOptions,
  type GatewayPaymentState,
  useGatewayPayment,
} from "./react/use-gateway-payment.js"
export type { PaymentWays } from "./react/payment-actions.js"
export type { PaymentClassNames, PaymentPart } from "./react/payment-ui.js"
export { en } from "./locales/en.js"
export type {
  PaymentLocale,
  PaymentTexts,
  PaymentTextsChange,
  PaymentView,
  StateText,
} from "./texts/payment-locale.js"
export * from "./client/index.js"
