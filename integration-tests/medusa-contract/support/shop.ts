import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"

/** What a test reads of an HTTP reply. */
export interface HttpReply {
  status: number
  data: Record<string, unknown> & {
    type?: string
    message?: string
    code?: string
    error?: { type: string; message: string }
    order?: { id: string; display_id: number; payment_status: string }
  }
}

interface HttpClient {
  request(config: {
    method: string
    url: string
    data?: unknown
    headers?: Record<string, string>
    validateStatus: () => boolean
  }): Promise<HttpReply>
}

/** A payment session as the Store API shows it. */
export interface StoreSession {
  id: string
  status: string
  data: Record<string, unknown>
}

/** A cart of one cup of 10.50 EUR and its payment collection. */
export interface Cart {
  cartId: string
  collectionId: string
}

/** The same with a payment session. */
export interface Checkout extends Cart {
  sessionId: string
}

export const PROVIDER = "pp_scripted_main"
export const ACCOUNT_PROVIDER = "pp_scripted-account_main"

/** A shop with one region, one product and the scripted gateway, driven over the Store API. */
export class Shop {
  #publishableKey = ""
  #regionId = ""
  #variantId = ""
  #preparedCheckout: Checkout | null = null
  #preparedCart: Cart | null = null
  #unused = { checkout: true, cart: true }

  constructor(
    private readonly http: () => HttpClient,
    private readonly container: () => MedusaContainer
  ) {}

  async seed(): Promise<void> {
    const container = this.container()
    const { result: channels } = await createSalesChannelsWorkflow(container).run({
      input: { salesChannelsData: [{ name: "Contract" }] },
    })
    const channelId = channels[0].id
    const { result: keys } = await createApiKeysWorkflow(container).run({
      input: { api_keys: [{ title: "Contract", type: "publishable", created_by: "" }] },
    })
    this.#publishableKey = keys[0].token
    await linkSalesChannelsToApiKeyWorkflow(container).run({
      input: { id: keys[0].id, add: [channelId] },
    })
    const { result: regions } = await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            name: "Contract",
            currency_code: "eur",
            countries: ["de"],
            payment_providers: [PROVIDER, ACCOUNT_PROVIDER],
          },
        ],
      },
    })
    this.#regionId = regions[0].id
    const { result: products } = await createProductsWorkflow(container).run({
      input: {
        products: [
          {
            title: "Cup",
            status: "published",
            options: [{ title: "Size", values: ["One"] }],
            variants: [
              {
                title: "One",
                options: { Size: "One" },
                manage_inventory: false,
                prices: [{ amount: 10.5, currency_code: "eur" }],
              },
            ],
            sales_channels: [{ id: channelId }],
          },
        ],
      },
    })
    this.#variantId = products[0].variants[0].id
    this.#preparedCart = await this.#createCart()
    this.#preparedCheckout = await this.#createCheckout()
  }

  /** The database is as {@link seed} left it: what was prepared there can be used again. */
  databaseRestored(): void {
    this.#unused = { checkout: true, cart: true }
  }

  /** One request to the Store API with the publishable key; no status is an error. */
  request(
    method: "GET" | "POST",
    url: string,
    data?: unknown,
    headers: Record<string, string> = {}
  ): Promise<HttpReply> {
    return this.http().request({
      method,
      url,
      data,
      headers: { "x-publishable-api-key": this.#publishableKey, ...headers },
      validateStatus: () => true,
    })
  }

  /** A cart with its payment collection, without a session. */
  async openCart(): Promise<Cart> {
    const cart = this.#unused.cart ? this.#preparedCart : null
    this.#unused.cart = false
    return cart ?? this.#createCart()
  }

  /** A cart with a payment session, ready to be completed. */
  async checkout(): Promise<Checkout> {
    const checkout = this.#unused.checkout ? this.#preparedCheckout : null
    this.#unused.checkout = false
    return checkout ?? this.#createCheckout()
  }

  async #createCart(): Promise<Cart> {
    const created = await this.request("POST", "/store/carts", {
      region_id: this.#regionId,
      email: "shopper@example.com",
    })
    const cartId = idOf(created.data.cart)
    await this.addCup(cartId)
    const collection = await this.request("POST", "/store/payment-collections", {
      cart_id: cartId,
    })
    return { cartId, collectionId: idOf(collection.data.payment_collection) }
  }

  async #createCheckout(): Promise<Checkout> {
    const cart = await this.#createCart()
    const session = await this.startSession(cart.collectionId)
    return { ...cart, sessionId: session.id }
  }

  addCup(cartId: string): Promise<HttpReply> {
    const line = { variant_id: this.#variantId, quantity: 1 }
    return this.request("POST", `/store/carts/${cartId}/line-items`, line)
  }

  requestSession(
    collectionId: string,
    data?: Record<string, unknown>,
    headers?: Record<string, string>,
    providerId = PROVIDER
  ): Promise<HttpReply> {
    const url = `/store/payment-collections/${collectionId}/payment-sessions`
    return this.request("POST", url, { provider_id: providerId, data }, headers)
  }

  async startSession(
    collectionId: string,
    data?: Record<string, unknown>,
    headers?: Record<string, string>,
    providerId?: string
  ): Promise<StoreSession> {
    const reply = await this.requestSession(collectionId, data, headers, providerId)
    const collection = reply.data.payment_collection as { payment_sessions: StoreSession[] }
    return collection.payment_sessions[0]
  }

  complete(cartId: string): Promise<HttpReply> {
    return this.request("POST", `/store/carts/${cartId}/complete`)
  }

  /** A customer who is logged in: the headers that say so. */
  async logIn(email: string): Promise<Record<string, string>> {
    const credentials = { email, password: "contract-password" }
    const registered = await this.request("POST", "/auth/customer/emailpass/register", credentials)
    await this.request(
      "POST",
      "/store/customers",
      { email, first_name: "Ada", last_name: "Shopper" },
      { authorization: `Bearer ${String(registered.data.token)}` }
    )
    const loggedIn = await this.request("POST", "/auth/customer/emailpass", credentials)
    return { authorization: `Bearer ${String(loggedIn.data.token)}` }
  }
}

function idOf(entity: unknown): string {
  return (entity as { id: string }).id
}
