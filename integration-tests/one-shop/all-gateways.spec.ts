import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

interface Destination {
  readonly address: string
  readonly amount: string
}

/** How a shopper pays, once the session says how. */
interface WayToPay {
  readonly name: string
  readonly providerId: string
  readonly currency: string
  readonly data?: Record<string, unknown>
  pay(shop: GatewayShop, reference: string, session: StoreSession): unknown
  /** Of a payment that is still open. */
  payTooLittle?(shop: GatewayShop, reference: string, session: StoreSession): unknown
}

const firstDestination = ({ data }: StoreSession): Destination =>
  (data.next_action as { destinations: Destination[] }).destinations[0] as Destination

const WAYS: readonly WayToPay[] = [
  {
    name: "streampay",
    providerId: PROVIDERS.streampay,
    currency: "kwd",
    pay: ({ sandbox }, reference) => sandbox.streampay.pay(reference),
  },
  {
    name: "corefy",
    providerId: PROVIDERS.corefy,
    currency: "usd",
    pay: ({ sandbox }, reference) => sandbox.corefy.pay(reference),
  },
  {
    name: "stream-crypto, page",
    providerId: PROVIDERS.streamPage,
    currency: "eur",
    pay: ({ sandbox }, reference) => sandbox.streamCrypto.pay(reference),
  },
  {
    name: "stream-crypto, manual",
    providerId: PROVIDERS.streamManual,
    currency: "usd",
    pay: ({ sandbox }, reference) => sandbox.streamCrypto.pay(reference),
  },
  {
    name: "directa24",
    providerId: PROVIDERS.directa24,
    currency: "clp",
    data: {
      document: "123456785",
      bank: "WP",
      name: "Camila Soto",
      country: "CL",
    },
    pay: ({ sandbox }, reference) => sandbox.directa24.pay(reference),
  },
  {
    name: "xgateway, channel",
    providerId: PROVIDERS.channel,
    currency: "usd",
    pay: ({ sandbox }, _, session) => sandbox.xgateway.deposit(firstDestination(session)),
  },
  {
    name: "xgateway, invoice",
    providerId: PROVIDERS.invoice,
    currency: "eur",
    pay: ({ sandbox }, reference) => sandbox.xgateway.pay(reference),
  },
]

describeGatewayShop(
  (shop) => {
    describe.each(WAYS)("$name", ({ providerId, currency, data, pay }) => {
      it("makes one paid order of one payment, by its webhook alone", async () => {
        const { session } = await shop().pay(providerId, currency, { data })
        await pay(shop(), String(session.data.reference), session)
        const order = await shop().theOrder()
        const [collection] = order.payment_collections
        expect(collection).toMatchObject({ status: "completed", captured_amount: order.total })
        expect(collection?.payments[0]?.captures.map(({ amount }) => amount)).toEqual([order.total])
        expect(order.transactions.map(({ amount }) => amount)).toEqual([order.total])
        await shop().webhooksProcessed()
        expect(await shop().status(session.id)).toMatchObject({
          status: "captured",
          order_id: order.id,
          exception: null,
          next_action: null,
        })
      })

      it("leaves the books alone while nobody has paid", async () => {
        const { cart, session } = await shop().pay(providerId, currency, { data })
        const completed = await shop().store.post(`/store/carts/${cart.id}/complete`)
        expect(completed.data).not.toHaveProperty("order")
        expect(await shop().orders()).toEqual([])
        expect(["pending", "requires_more"]).toContain((await shop().status(session.id)).status)
      })

      it("sees money on the payment of a cart that has changed, and tells staff", async () => {
        const { cart, session } = await shop().pay(providerId, currency, { data })
        expect((await shop().store.changeQuantity(cart, 2)).status).toBe(200)
        try {
          await pay(shop(), String(session.data.reference), session)
        } catch (error) {
          // Closed at the gateway: nobody can pay it any more.
          expect(String(error)).toMatch(/closed|INACTIVE|not open|is not/i)
          return
        }
        await shop().webhooksProcessed()
        const attempt = await shop().ledger.attempts.findBySession(session.id)
        expect(attempt?.abandonedAt).not.toBeNull()
        expect(attempt).toMatchObject({ status: "captured", exception: "orphaned" })
        expect(await shop().orders()).toEqual([])
      })
    })
  },
  (...parts) => new GatewayShop(...parts)
)
