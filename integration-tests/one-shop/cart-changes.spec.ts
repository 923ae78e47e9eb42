import { cancelOrderWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(120_000)

describeStreamPayShop((shop) => {
  it("closes the old link when the cart changes, and keeps its attempt", async () => {
    const { cart, session, linkId } = await shop().checkout()
    expect((await shop().store.changeQuantity(cart, 2)).status).toBe(200)
    expect(shop().sandbox.streampay.link(linkId).status).toBe("INACTIVE")
    const attempt = await shop().ledger.attempts.findBySession(session.id)
    expect(attempt).toMatchObject({ status: "canceled", reference: linkId })
    expect(attempt?.abandonedAt).not.toBeNull()
    const again = await shop().store.startPayment(cart, PROVIDER)
    expect(again.data.payment_collection.payment_sessions[0]?.data.amount).toBe("211.00")
  })

  it("lets the shopper change the cart while the gateway does not answer", async () => {
    const { cart, linkId } = await shop().checkout()
    shop().sandbox.faults.add({
      gateway: "streampay",
      path: "/api/v2/*",
      effect: { kind: "status", status: 500, when: "before" },
    })
    const changed = await shop().store.changeQuantity(cart, 2)
    expect(changed.status).toBe(200)
    expect(shop().sandbox.streampay.link(linkId).status).toBe("ACTIVE")
  })

  it("sees money on an old link, makes no order of it, and tells staff", async () => {
    const { cart, session, linkId } = await shop().checkout()
    await shop().store.changeQuantity(cart, 2)
    shop().sandbox.streampay.pay(linkId, { evenIfClosed: true })
    await shop().webhooksProcessed()
    const attempt = await shop().ledger.attempts.findBySession(session.id)
    expect(attempt).toMatchObject({ status: "captured", exception: "orphaned" })
    expect(attempt?.received.toDecimal()).toBe("105.50")
    expect(await shop().orders()).toEqual([])
  })

  it("sees a second payment for one cart, keeps one order, and tells staff", async () => {
    const { cart, session: first, linkId: firstLink } = await shop().checkout()
    const switched = await shop().store.startPayment(cart, PROVIDER)
    const second = switched.data.payment_collection.payment_sessions[0]
    shop().sandbox.streampay.pay(String(second?.data.reference))
    const order = await shop().theOrder()
    shop().sandbox.streampay.pay(firstLink, { evenIfClosed: true })
    await shop().webhooksProcessed()
    expect(await shop().ledger.attempts.findBySession(first.id)).toMatchObject({
      status: "captured",
      exception: "duplicate",
    })
    expect((await shop().theOrder()).id).toBe(order.id)
  })

  it("refunds in full once, and books what was refunded", async () => {
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    const paymentId = order.payment_collections[0]?.payments[0]?.id ?? ""
    await refundPaymentWorkflow(shop().container).run({ input: { payment_id: paymentId } })
    const refunds = shop().sandbox.requests.count({ path: "/api/v2/payments/*/refund" })
    expect(refunds).toBe(1)
    const after = await shop().theOrder()
    expect(after.payment_collections[0]?.payments[0]?.refunds.map(({ amount }) => amount)).toEqual([
      105.5,
    ])
    expect(after.transactions.map(({ amount }) => amount)).toEqual([105.5, -105.5])
    const attempt = await shop().ledger.attempts.findBySession(session.id)
    expect(attempt?.refunded.toDecimal()).toBe("105.50")
    await shop().webhooksProcessed()
  })

  it("books no refund that the gateway refused, and says why", async () => {
    const { linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    const payment_id = order.payment_collections[0]?.payments[0]?.id ?? ""
    const partial = refundPaymentWorkflow(shop().container).run({
      input: { payment_id, amount: 5 },
    })
    await expect(partial).rejects.toMatchObject({
      message: expect.stringMatching(/partial refunds are not enabled/),
    })
    shop().sandbox.faults.add({
      gateway: "streampay",
      path: "/api/v2/payments/*/refund",
      effect: { kind: "status", status: 400, when: "before" },
    })
    const refused = refundPaymentWorkflow(shop().container).run({ input: { payment_id } })
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(/did not accept/),
    })
    const after = await shop().theOrder()
    expect(after.payment_collections[0]?.payments[0]?.refunds).toEqual([])
    expect(after.transactions).toHaveLength(1)
  })

  it("does not refund twice when the first answer was lost", async () => {
    const { linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    const payment_id = order.payment_collections[0]?.payments[0]?.id ?? ""
    // Done at the gateway, but neither the answer nor the look afterwards comes through.
    const [payment] = shop().sandbox.streampay.payments(linkId)
    shop().sandbox.faults.add({
      gateway: "streampay",
      path: "/api/v2/payments/*/refund",
      times: 1,
      effect: { kind: "reset", when: "after" },
    })
    shop().sandbox.faults.add({
      gateway: "streampay",
      method: "GET",
      path: `/api/v2/payments/${payment?.id ?? ""}`,
      skip: 1,
      times: 3,
      effect: { kind: "status", status: 502, when: "before" },
    })
    const lost = refundPaymentWorkflow(shop().container).run({ input: { payment_id } })
    await expect(lost).rejects.toMatchObject({ message: expect.stringMatching(/StreamPay/) })
    await refundPaymentWorkflow(shop().container).run({ input: { payment_id } })
    expect(shop().sandbox.requests.count({ path: "/api/v2/payments/*/refund" })).toBe(1)
    const after = await shop().theOrder()
    expect(after.payment_collections[0]?.payments[0]?.refunds).toHaveLength(1)
    await shop().webhooksProcessed()
  })

  it("gives the money back when a paid order is canceled", async () => {
    const { linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    await cancelOrderWorkflow(shop().container).run({ input: { order_id: order.id } })
    expect(shop().sandbox.streampay.payments(linkId)[0]?.status).toBe("REFUNDED")
    expect((await shop().theOrder()).status).toBe("canceled")
    await shop().webhooksProcessed()
  })
})
