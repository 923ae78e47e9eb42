/** One of the two providers that are measured side by side. */
export interface Contender {
  readonly name: "ours" | "stripe"
  readonly title: string
  readonly providerId: string
  /** How often the gateway is asked for one payment: that is the gateway's protocol. */
  readonly gatewayCalls: number
}

/**
 * StreamPay sells products by links and tells of payments in invoices: a product and a link to
 * create a payment, a link and its invoices to read one.
 */
export const OURS: Contender = {
  name: "ours",
  title: "StreamPay of this plugin",
  providerId: "pp_streampay_streampay",
  gatewayCalls: 2,
}

export const THEIRS: Contender = {
  name: "stripe",
  title: "@medusajs/payment-stripe",
  providerId: "pp_stripe_stripe",
  gatewayCalls: 1,
}
