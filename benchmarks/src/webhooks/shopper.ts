import type { SeededShop } from "../../../integration-tests/support/seed-shop"
import type { ShopProcess } from "./shop-process"

/** A cart whose payment has been started. */
export interface OpenPayment {
  readonly cartId: string
  readonly sessionId: string
  /** The gateway's own id of the payment. */
  readonly reference: string
  /** Major units. */
  readonly amount: number
}

interface Session {
  readonly id: string
  readonly amount: number
  readonly data: { readonly reference?: string; readonly id?: string }
}

/** Somebody who fills a cart and starts to pay, through the Store API. */
export class Shopper {
  private constructor(
    private readonly shop: ShopProcess,
    private readonly seeded: SeededShop
  ) {}

  static async inNewShop(shop: ShopProcess): Promise<Shopper> {
    return new Shopper(shop, await shop.post<SeededShop>("/benchmark/seed", {}))
  }

  async startPayment(providerId: string): Promise<OpenPayment> {
    const { cart } = await this.post<{ cart: { id: string } }>("/store/carts", {
      region_id: this.seeded.regions.sar,
      email: "shopper@example.com",
      items: [{ variant_id: this.seeded.variantId, quantity: 1 }],
    })
    const { payment_collection: made } = await this.post<{ payment_collection: { id: string } }>(
      "/store/payment-collections",
      { cart_id: cart.id }
    )
    const { payment_collection: collection } = await this.post<{
      payment_collection: { payment_sessions: Session[] }
    }>(`/store/payment-collections/${made.id}/payment-sessions`, { provider_id: providerId })
    const [session] = collection.payment_sessions
    const reference = session?.data.reference ?? session?.data.id
    if (!session || reference === undefined) {
      throw new Error(`${providerId} started no payment.`)
    }
    return { cartId: cart.id, sessionId: session.id, reference, amount: session.amount }
  }

  private async post<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.shop.post<Answer>(path, body, {
      "x-publishable-api-key": this.seeded.publishableKey,
    })
  }
}
