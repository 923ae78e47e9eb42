import type { AxiosInstance, AxiosResponse } from "axios"
import type { SeededShop } from "./seed-shop"

/** A payment session as the Store API answers it. */
export interface StoreSession {
  readonly id: string
  readonly provider_id: string
  readonly status: string
  readonly amount: number
  readonly data: Record<string, unknown>
}

export interface StoreCart {
  readonly id: string
  readonly total: number
  readonly items: { readonly id: string }[]
}

/** What a shopper tells besides the basket. */
export interface CartDetails {
  /** Instead of the shop's one product. */
  readonly items?: readonly { readonly variant_id: string; readonly quantity: number }[]
  readonly email?: string
  readonly shipping_address?: Readonly<Record<string, string>>
  readonly billing_address?: Readonly<Record<string, string>>
}

/** The Store API as a storefront uses it. Answers of any status come back, nothing throws. */
export class StoreClient {
  constructor(
    private readonly api: AxiosInstance,
    private readonly shop: SeededShop
  ) {}

  async get<Body>(path: string): Promise<AxiosResponse<Body>> {
    return this.api.get<Body>(path, this.settings())
  }

  async post<Body>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {}
  ): Promise<AxiosResponse<Body>> {
    const settings = this.settings()
    return this.api.post<Body>(path, body, {
      ...settings,
      headers: { ...settings.headers, ...headers },
    })
  }

  async createCart(currency: string, quantity = 1, details: CartDetails = {}): Promise<StoreCart> {
    const { data } = await this.post<{ cart: StoreCart }>("/store/carts", {
      region_id: this.shop.regions[currency],
      email: "shopper@example.com",
      items: [{ variant_id: this.shop.variantId, quantity }],
      ...details,
    })
    return data.cart
  }

  async changeQuantity(cart: StoreCart, quantity: number): Promise<AxiosResponse> {
    return this.post(`/store/carts/${cart.id}/line-items/${cart.items[0]?.id ?? ""}`, { quantity })
  }

  /** Asks for a payment session, as the checkout does when a method is chosen. */
  async startPayment(
    cart: Pick<StoreCart, "id">,
    providerId: string,
    data?: Record<string, unknown>,
    headers?: Record<string, string>
  ): Promise<
    AxiosResponse<{ payment_collection: { id: string; payment_sessions: StoreSession[] } }>
  > {
    const { data: made } = await this.post<{ payment_collection: { id: string } }>(
      "/store/payment-collections",
      { cart_id: cart.id }
    )
    return this.post(
      `/store/payment-collections/${made.payment_collection.id}/payment-sessions`,
      { provider_id: providerId, ...(data && { data }) },
      headers
    )
  }

  private settings() {
    return {
      headers: { "x-publishable-api-key": this.shop.publishableKey },
      validateStatus: () => true,
    }
  }
}
