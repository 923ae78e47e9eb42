import { describeGatewayShop, GatewayShop, PROVIDERS } from "./gateway-shop"

export const PROVIDER = PROVIDERS.streampay
export const HOOK = "/hooks/payment-gateways/streampay_streampay"

/** A running shop, paid with StreamPay, for one test. */
export class StreamPayShop extends GatewayShop {
  /** A cart with a payment session, and the link that was made for it. */
  async checkout(currency = "sar", data?: Record<string, unknown>) {
    const { cart, session } = await this.pay(PROVIDER, currency, { data })
    return { cart, session, linkId: String(session.data.reference) }
  }
}

/**
 * Runs tests against a real Medusa on a real Postgres, with the sandbox as StreamPay.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeStreamPayShop(suite: (shop: () => StreamPayShop) => void): void {
  describeGatewayShop(suite, (...parts) => new StreamPayShop(...parts))
}
