import { announcePaymentEvents } from "../src/settlement/announce-payment-events"
import {
  CHANNEL,
  describeDeferredShop,
  DIRECTA24,
  makeOld,
  PAYER,
  referenceOf,
  STREAM,
} from "./support/deferred-shop"
import { PROVIDERS } from "./support/gateway-shop"
import type { StoreSession } from "./support/store-client"

jest.setTimeout(120_000)

describeDeferredShop((shop) => {
  const sessionRow = async ({ id }: StoreSession) => {
    const [row] = await shop().payments.listPaymentSessions({ id })
    return row
  }

  describe.each([DIRECTA24, STREAM, CHANNEL])("$name", (way) => {
    it("places the order with its stock, and completes it when the money comes", async () => {
      const { product, session, orderId } = await shop().placed(way)
      expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
      expect(await shop().onlyOrder()).toMatchObject({
        id: orderId,
        status: "pending",
        transactions: [],
        payment_collections: [{ status: "awaiting", payments: [] }],
      })
      expect(await shop().status(session.id)).toMatchObject({
        status: expect.stringMatching(/^(pending|requires_more)$/),
        next_action: { type: way.nextAction },
        order_id: orderId,
        received: expect.stringMatching(/^0(\.00)?$/),
      })
      expect(await sessionRow(session)).toMatchObject({
        status: "pending_authorization",
        data: { session_id: session.id, next_action: { type: way.nextAction } },
      })

      shop().sandbox.webhooks.faults.add({ copies: 3 })
      way.pay(shop(), session)
      const order = await shop().theOrder()
      await shop().webhooksProcessed()
      await shop().look(session.id)
      const [collection] = order.payment_collections
      expect(order).toMatchObject({ id: orderId, status: "pending" })
      expect(collection).toMatchObject({ status: "completed", captured_amount: order.total })
      expect((await shop().theOrder()).transactions).toEqual(order.transactions)
      expect(order.transactions.map(({ amount }) => amount)).toEqual([order.total])
      expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
      expect(await shop().status(session.id)).toMatchObject({
        status: "captured",
        next_action: null,
        order_id: orderId,
        exception: null,
      })
    })

    it("cancels the order and frees its stock when the money cannot come any more", async () => {
      const { product, session, orderId } = await shop().placed(way)
      await way.end(shop(), session)
      await shop().webhooksProcessed()
      await shop().look(session.id)
      expect(await shop().onlyOrder()).toMatchObject({
        id: orderId,
        status: "canceled",
        transactions: [],
      })
      expect(await product.stock()).toEqual({ stocked: 5, reserved: 0 })
      await announcePaymentEvents(shop().container)
      expect(shop().events.of("order_expired")).toEqual([
        expect.objectContaining({ session_id: session.id, order_id: orderId }),
      ])
      const story = await shop().timelineOf(session.id)
      await shop().look(session.id)
      await announcePaymentEvents(shop().container)
      expect(await shop().timelineOf(session.id)).toEqual(story)
      expect(shop().events.of("order_expired")).toHaveLength(1)
    })
  })

  it.each([DIRECTA24, STREAM])("finds the money of an order by itself: $name", async (way) => {
    const { session, orderId } = await shop().placed(way)
    shop().dropWebhooks()
    way.pay(shop(), session)
    await shop().look(session.id)
    const order = await shop().theOrder()
    expect(order).toMatchObject({ id: orderId, transactions: [{ amount: order.total }] })
    expect(await shop().ledger.listPaymentGatewayWebhookEvents({})).toEqual([])
  })

  it("keeps waiting for what is missing of an order's money", async () => {
    const { session, orderId } = await shop().placed(CHANNEL)
    const { destinations } = session.data.next_action as { destinations: { address: string }[] }
    const send = (value: string) => {
      const address = destinations[0]?.address ?? ""
      shop().sandbox.xgateway.deposit({ address, value, valueCurrency: "USD" })
    }
    send("12.00")
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({
      status: "requires_more",
      exception: "underpaid",
      due: "8.00",
      order_id: orderId,
    })
    expect((await sessionRow(session))?.status).toBe("pending_authorization")
    expect(await shop().onlyOrder()).toMatchObject({ status: "pending", transactions: [] })
    send("8.00")
    expect((await shop().theOrder()).id).toBe(orderId)
  })

  it("places no order while the payer has questions to answer, or when nothing can be paid", async () => {
    const asked = await shop().pay(PROVIDERS.directa24, "clp")
    expect(asked.session.data.next_action).toMatchObject({ type: "collect" })
    expect((await shop().complete(asked.cart)).status).toBe(400)
    const closed = await shop().pay(PROVIDERS.directa24, "clp", { data: PAYER })
    shop().sandbox.directa24.cancel(referenceOf(closed.session))
    expect((await shop().complete(closed.cart)).status).toBe(400)
    expect(await shop().orders()).toEqual([])
  })

  it("waits for another method that was chosen meanwhile, and takes its money", async () => {
    const { product, session, orderId } = await shop().placed(STREAM)
    const second = await shop().choose(session, PROVIDERS.streampay)
    await STREAM.end(shop(), session)
    await shop().webhooksProcessed()
    await shop().look(session.id)
    await shop().look(second.id)
    expect(await shop().onlyOrder()).toMatchObject({ id: orderId, status: "pending" })
    expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
    shop().sandbox.streampay.pay(referenceOf(second))
    const order = await shop().theOrder()
    expect(order).toMatchObject({ id: orderId, transactions: [{ amount: order.total }] })
    await shop().webhooksProcessed()
    expect(await shop().look(session.id)).toMatchObject({ status: "expired", exception: null })
  })

  it("waits for the payer's answers to another method, for a day", async () => {
    const { product, session, orderId } = await shop().placed(DIRECTA24)
    const second = await shop().choose(session, PROVIDERS.directa24)
    expect(second.data.next_action).toMatchObject({ type: "collect" })
    await shop().look(second.id)
    expect(await shop().onlyOrder()).toMatchObject({ id: orderId, status: "pending" })
    const [row] = await shop().sql<{ check_at: Date | null }>(
      "select check_at from payment_gateway_attempt where session_id = ?",
      [second.id]
    )
    expect(row?.check_at).not.toBeNull()
    await makeOld(shop(), second)
    await shop().look(second.id)
    expect(await shop().onlyOrder()).toMatchObject({ id: orderId, status: "canceled" })
    expect(await product.stock()).toEqual({ stocked: 5, reserved: 0 })
  })

  it("cancels the order when the method that was chosen last ends, too", async () => {
    const { session, orderId } = await shop().placed(STREAM)
    const second = await shop().choose(session, PROVIDERS.streampay)
    shop().sandbox.streampay.expire(referenceOf(second))
    await shop().look(second.id)
    expect(await shop().onlyOrder()).toMatchObject({ id: orderId, status: "canceled" })
  })

  it("lets staff ask whether the money came, as often as they like", async () => {
    const { session, orderId } = await shop().placed(DIRECTA24)
    shop().dropWebhooks()
    expect((await shop().staffChecks(orderId, session)).data.is_authorized).toBe(false)
    expect(await shop().onlyOrder()).toMatchObject({ transactions: [] })
    DIRECTA24.pay(shop(), session)
    expect((await shop().staffChecks(orderId, session)).data.is_authorized).toBe(true)
    const order = await shop().theOrder()
    await shop().look(session.id)
    expect(await shop().theOrder()).toEqual(order)
    expect(order.transactions.map(({ amount }) => amount)).toEqual([order.total])
    expect(await shop().attemptOf(session.id)).toMatchObject({
      appliedStatus: "captured",
      exception: null,
      orderId,
    })
  })
})
