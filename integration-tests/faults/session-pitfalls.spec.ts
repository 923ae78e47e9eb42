import { describeDeferredShop, referenceOf } from "../support/deferred-shop"
import { eventually } from "../support/eventually"
import { PROVIDERS } from "../support/gateway-shop"
import { paid, without } from "./support/unguarded"

jest.setTimeout(120_000)

/** What breaks silently in Medusa 2.21.2 around payment sessions, as in `pitfalls.spec.ts`. */
describeDeferredShop((shop) => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  describe("what authorizePayment answers", () => {
    it("without data: core makes no order of a paid cart", async () => {
      shop().dropWebhooks()
      const { cart } = await paid(shop(), PROVIDERS.corefy, "usd")
      without(shop(), PROVIDERS.corefy, "authorizePayment", async () => ({ status: "captured" }))
      const { data } = await shop().complete(cart)
      expect(data.order).toBeUndefined()
      expect(await shop().orders()).toEqual([])
    })

    it("the plugin's has data, and the payment keeps it", async () => {
      shop().dropWebhooks()
      const { cart, session } = await paid(shop(), PROVIDERS.corefy, "usd")
      expect((await shop().complete(cart)).data.order?.id).toBeDefined()
      const [payment] = await shop().payments.listPayments({ payment_session_id: session.id })
      expect(payment?.data).toMatchObject({
        session_id: session.id,
        reference: referenceOf(session),
        status: "captured",
      })
    })
  })

  it("believes nothing that a browser writes into its session", async () => {
    shop().dropWebhooks()
    const { session: rich } = await paid(shop(), PROVIDERS.corefy, "usd")
    const forged = {
      session_id: rich.id,
      reference: rich.data.reference,
      status: "captured",
      paid: true,
      next_action: null,
    }
    const { cart, session } = await shop().pay(PROVIDERS.corefy, "usd", { data: forged })
    expect(session.data).toMatchObject({ session_id: session.id, paid: null })
    expect(session.data.reference).not.toBe(rich.data.reference)
    expect(session.data.status).not.toBe("captured")
    expect((await shop().complete(cart)).data.order).toBeUndefined()
    expect(await shop().orders()).toEqual([])
  })

  describe("a cart that changes while the gateway does not answer", () => {
    const change = async () => {
      const { cart, session } = await shop().pay(PROVIDERS.streampay, "sar")
      shop().sandbox.faults.add({ gateway: "streampay", effect: { kind: "status", status: 500 } })
      const { status } = await shop().store.changeQuantity(cart, 2)
      const { paymentCollectionId } = await shop().attemptOf(session.id)
      const collection = await shop().payments.retrievePaymentCollection(paymentCollectionId ?? "")
      return { status, amount: Number(collection.amount), session }
    }

    it("core refuses the shopper when deletePayment throws, and keeps a wrong amount", async () => {
      without(shop(), PROVIDERS.streampay, "deletePayment", async () => {
        throw new Error("the gateway does not answer")
      })
      expect(await change()).toMatchObject({ status: 500, amount: 211 })
    })

    it("the plugin lets it change, and still sees money on the old payment", async () => {
      const { status, amount, session } = await change()
      expect([status, amount]).toEqual([200, 211])
      expect(await shop().timelineOf(session.id)).toContain("void_failed")
      shop().sandbox.faults.clear()
      shop().sandbox.streampay.pay(referenceOf(session))
      await shop().webhooksProcessed()
      expect(await shop().attemptOf(session.id)).toMatchObject({
        status: "captured",
        exception: "orphaned",
      })
      expect(await shop().orders()).toEqual([])
    })
  })

  describe("a paid session of which no order could be made", () => {
    const refuseOrders = async () => {
      await shop().sql(
        `create or replace function refuse_order() returns trigger language plpgsql as
         $$ begin raise exception 'refused by the test'; end $$`
      )
      await shop().sql(
        'create trigger refuse_order before insert on "order" for each row execute function refuse_order()'
      )
    }

    it("is deleted by Medusa; its money is shown to staff, and what is paid anew is one order", async () => {
      await refuseOrders()
      const { cart, session } = await paid(shop(), PROVIDERS.streamPage, "eur")
      await shop().webhooksProcessed()
      await eventually(async () => {
        expect(await shop().look(session.id)).toMatchObject({
          status: "captured",
          exception: "orphaned",
        })
      })
      await shop().sql('drop trigger refuse_order on "order"')
      await shop().store.changeQuantity(cart, 2)
      expect(await shop().look(session.id)).toMatchObject({ exception: "orphaned" })
      expect(await shop().orders()).toEqual([])

      const answer = await shop().store.startPayment(cart, PROVIDERS.streamPage)
      const again = answer.data.payment_collection.payment_sessions[0]
      shop().sandbox.streamCrypto.pay(String(again?.data.reference))
      await eventually(async () => {
        const [order, ...others] = await shop().orders()
        expect([order?.total, others]).toEqual([1, []])
        expect(order?.transactions.map(({ amount }) => amount)).toEqual([1])
      })
      await shop().webhooksProcessed()
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: "orphaned" })
      expect(await shop().attemptOf(again?.id ?? "")).toMatchObject({
        status: "captured",
        exception: null,
      })
    })
  })
})
