/** For Medusa's Next.js starter: its environment variables, its pages. See docs/storefront-nextjs.md. */
export { CheckoutPayment, type CheckoutPaymentProps } from "./checkout-payment.js"
export { isGateway } from "./is-gateway.js"
export { openPayment } from "./open-payment.js"
