import { STREAMPAY, STRIPE } from "./shop"

/** One of the two providers that are measured side by side. */
export interface Contender {
  readonly name: "ours" | "stripe"
  readonly title: string
  readonly providerId: string
  /** How often the gateway is asked for one payment: that is the gateway's protocol. */
  readonly gatewayCalls: { readonly create: number; readonly read: number }
}

/** StreamPay sells products by links and tells of payments in invoices: two calls for everything. */
export const OURS: Contender = {
  name: "ours",
  title: "StreamPay (this plugin)",
  providerId: STREAMPAY,
  gatewayCalls: { create: 2, read: 2 },
}

export const THEIRS: Contender = {
  name: "stripe",
  title: "@medusajs/payment-stripe",
  providerId: STRIPE,
  gatewayCalls: { create: 1, read: 1 },
}
