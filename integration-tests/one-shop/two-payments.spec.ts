import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

describeGatewayShop(
  (shop) => {
    /** A cart whose shopper began with DeStream, and then chose XGateway's page. */
    const switched = async () => {
      const { cart, session: first } = await shop().pay(PROVIDERS.corefy, "usd")
      const answer = await shop().store.startPayment(cart, PROVIDERS.invoice)
      const second = answer.data.payment_collection.payment_sessions.find(
        ({ provider_id: provider }) => provider === PROVIDERS.invoice
      ) as StoreSession
      return { first, second }
    }
    const payFirst = ({ data }: StoreSession) => shop().sandbox.corefy.pay(String(data.reference))
    const paySecond = ({ data }: StoreSession) =>
      shop().sandbox.xgateway.pay(String(data.reference))
    const attemptOf = async ({ id }: StoreSession) => {
      await shop().webhooksProcessed()
      return shop().ledger.attempts.findBySession(id)
    }

    it("makes the order of the method that was chosen last", async () => {
      const { first, second } = await switched()
      paySecond(second)
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(20)
      expect(await attemptOf(second)).toMatchObject({ status: "captured", exception: null })
      expect((await attemptOf(first))?.abandonedAt).not.toBeNull()
    })

    it("keeps one order and tells staff when both are paid, e.g. in two tabs", async () => {
      const { first, second } = await switched()
      paySecond(second)
      const order = await shop().theOrder()
      payFirst(first)
      expect(await attemptOf(first)).toMatchObject({ status: "captured", exception: "duplicate" })
      const after = await shop().theOrder()
      expect([after.id, after.transactions.length]).toEqual([order.id, 1])
      expect(await attemptOf(second)).toMatchObject({ exception: null })
    })

    it("sees money on the method that was left, makes no order of it, and tells staff", async () => {
      const { first, second } = await switched()
      payFirst(first)
      expect(await attemptOf(first)).toMatchObject({ status: "captured", exception: "orphaned" })
      expect(await shop().orders()).toEqual([])
      paySecond(second)
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(20)
    })

    it("reads a payment of another account of the same gateway by its own keys only", async () => {
      const { session } = await shop().pay(PROVIDERS.streamManual, "usd")
      // The account's one address is that of the other flow, which has the same secret.
      shop().sandbox.streamCrypto.pay(String(session.data.reference))
      await shop().theOrder()
      await shop().webhooksProcessed()
      const [event] = await shop().ledger.listPaymentGatewayWebhookEvents({})
      expect(event).toMatchObject({ provider_id: PROVIDERS.streamManual, state: "done" })
    })
  },
  (...parts) => new GatewayShop(...parts)
)
