import type { OrderBooks } from "./gateway-shop"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "./gateway-shop"
import { HeardEvents } from "./heard-events"
import { StockedProduct } from "./stocked-product"
import type { StoreCart, StoreSession } from "./store-client"

/** How a shopper pays an order that was placed before its money. */
export interface DeferredWay {
  readonly name: string
  readonly providerId: string
  readonly currency: string
  readonly data?: Record<string, unknown>
  /** The type of what the payer has to do. */
  readonly nextAction: string
  pay(shop: GatewayShop, session: StoreSession): unknown
  /** The payment ends without money. */
  end(shop: GatewayShop, session: StoreSession): Promise<void>
}

/** What Directa24 asks of a payer in Chile. */
export const PAYER = { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" }

export const referenceOf = ({ data }: StoreSession) => String(data.reference)

/** The shop's own clock says that the payment's time was over long ago. */
export const makeOld = (shop: GatewayShop, { id }: StoreSession) =>
  shop.sql(
    `update payment_gateway_attempt
     set created_at = now() - interval '30 days', expires_at = now() - interval '29 days'
     where session_id = ?`,
    [id]
  )

export const DIRECTA24: DeferredWay = {
  name: "directa24",
  providerId: PROVIDERS.directa24,
  currency: "clp",
  data: PAYER,
  nextAction: "redirect",
  pay: ({ sandbox }, session) => sandbox.directa24.pay(referenceOf(session)),
  end: async ({ sandbox }, session) => {
    sandbox.directa24.cancel(referenceOf(session))
  },
}

export const STREAM: DeferredWay = {
  name: "stream-crypto, manual",
  providerId: PROVIDERS.streamManual,
  currency: "usd",
  nextAction: "transfer",
  pay: ({ sandbox }, session) => sandbox.streamCrypto.pay(referenceOf(session)),
  end: async (shop, session) => {
    shop.sandbox.streamCrypto.expire(referenceOf(session))
    await shop.sql(
      "update payment_gateway_attempt set expires_at = now() - interval '1 hour' where session_id = ?",
      [session.id]
    )
  },
}

export const CHANNEL: DeferredWay = {
  name: "xgateway, channel",
  providerId: PROVIDERS.channel,
  currency: "usd",
  nextAction: "transfer",
  pay: ({ sandbox }, { data }) => {
    const { destinations } = data.next_action as {
      destinations: { address: string; amount: string }[]
    }
    const [first = { address: "", amount: "" }] = destinations
    return sandbox.xgateway.deposit(first)
  },
  // Nothing at the gateway ever ends.
  end: async (shop, session) => {
    await makeOld(shop, session)
  },
}

/** A shop that takes orders before their money. */
export class DeferredShop extends GatewayShop {
  readonly events = heard

  /** The shopper's own completion of a cart. */
  async complete(cart: StoreCart) {
    return this.store.post<{ type: string; order?: { id: string }; message?: string }>(
      `/store/carts/${cart.id}/complete`
    )
  }

  /** An order that was placed, but not paid. */
  async placed({ providerId, currency, data }: DeferredWay) {
    const product = await StockedProduct.create(this.container, 5)
    const items = [{ variant_id: product.variantId, quantity: 1 }]
    const { cart, session } = await this.pay(providerId, currency, { data, cart: { items } })
    const { status, data: answer } = await this.complete(cart)
    expect([status, answer.type, answer.message]).toEqual([200, "order", undefined])
    return { product, cart, session, orderId: answer.order?.id ?? "" }
  }

  /** The one order, in whatever state it is. */
  async onlyOrder(): Promise<OrderBooks> {
    const [order, ...others] = await this.orders()
    expect(others).toEqual([])
    return order as OrderBooks
  }

  /** The shopper chooses another method for the order of a session. */
  async choose({ id }: StoreSession, providerId: string): Promise<StoreSession> {
    const { paymentCollectionId } = await this.attemptOf(id)
    const { data } = await this.store.post<{
      payment_collection: { payment_sessions: StoreSession[] }
    }>(`/store/payment-collections/${paymentCollectionId ?? ""}/payment-sessions`, {
      provider_id: providerId,
    })
    return data.payment_collection.payment_sessions[0] as StoreSession
  }

  async staffCancels(orderId: string): Promise<void> {
    const staff = await this.asStaff()
    const { status } = await staff.post(`/admin/orders/${orderId}/cancel`, {})
    expect(status).toBe(200)
  }

  /** "Check status" of Medusa's admin. */
  async staffChecks(orderId: string, session: StoreSession) {
    const staff = await this.asStaff()
    return staff.post<{ is_authorized?: boolean; message?: string }>(
      `/admin/orders/${orderId}/payment-sessions/authorize`,
      { payment_session_id: session.id }
    )
  }

  dropWebhooks(): void {
    this.sandbox.webhooks.faults.add({ drop: true })
  }
}

const heard = new HeardEvents()

/**
 * Runs tests against a shop in which Directa24, Stream's manual flow and XGateway's channel flow
 * take orders before their money.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeDeferredShop(suite: (shop: () => DeferredShop) => void): void {
  process.env.DEFERRED_ORDERS = "true"
  describeGatewayShop<DeferredShop>(
    (shop) => {
      beforeEach(() => {
        heard.listen(shop().container)
      })
      suite(shop)
    },
    (...parts) => new DeferredShop(...parts)
  )
}
