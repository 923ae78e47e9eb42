// The package as it stands beside this shop; another shop imports `medusa-payment-gateways-react`.
export {
  createPaymentClient,
  formatAmount,
  GatewayPayment,
  type PaymentClient,
  PaymentClientError,
  type PaymentLocale,
} from "../../../storefront/src/index.js"
