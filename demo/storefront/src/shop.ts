import Medusa from "@medusajs/js-sdk"
import { createPaymentClient, type PaymentClient } from "./gateway-payments.js"

/** The shop as its pages use it. */
export interface Shop {
  /** Medusa's own client. */
  readonly sdk: Medusa
  readonly payments: PaymentClient
  /** Gateways whose page is shown within the shop's. */
  readonly framed: readonly string[]
}

interface ShopAddress {
  readonly backendUrl: string
  readonly publishableKey: string
  readonly framed?: readonly string[]
}

/**
 * Asks the server of these pages where the shop is.
 *
 * @throws Error when it does not say
 */
export async function findShop(): Promise<Shop> {
  const reply = await fetch("/shop.json")
  if (!reply.ok) {
    throw new Error(`/shop.json was answered with ${reply.status}.`)
  }
  const { backendUrl, publishableKey, framed = [] } = (await reply.json()) as ShopAddress
  const sdk = new Medusa({ baseUrl: backendUrl, publishableKey, auth: { type: "jwt" } })
  return {
    sdk,
    framed,
    payments: createPaymentClient({
      backendUrl,
      publishableKey,
      headers: async () => {
        const token = await sdk.client.getToken()
        return token ? { authorization: `Bearer ${token}` } : undefined
      },
    }),
  }
}
