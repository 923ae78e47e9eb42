import { settleAttemptWorkflow } from "../../src/workflows"
import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(120_000)

describeStreamPayShop((shop) => {
  /** Path of the return URL that the gateway was given. */
  const returnPath = (linkId: string): string => {
    const url = shop().sandbox.streampay.link(linkId).successRedirectUrl
    return new URL(String(url)).pathname
  }

  const expectPaidOnce = async (total: number) => {
    const order = await shop().theOrder()
    const [collection, ...otherCollections] = order.payment_collections
    expect(otherCollections).toEqual([])
    expect(order.total).toBe(total)
    expect(collection).toMatchObject({ status: "completed", captured_amount: total })
    expect(collection?.payments).toHaveLength(1)
    expect(collection?.payments[0]?.captures.map(({ amount }) => amount)).toEqual([total])
    expect(order.transactions.map(({ amount }) => amount)).toEqual([total])
    return order
  }

  it("tells the storefront what it needs, and nothing else", async () => {
    const { session } = await shop().checkout("sar", {
      session_id: "payses_FORGED",
      status: "captured",
      paid: true,
      email: "shopper@example.com",
    })
    const attempt = await shop().ledger.attempts.findBySession(session.id)
    expect(session.data).toEqual({
      session_id: session.id,
      gateway: "streampay",
      reference: attempt?.reference,
      status: "pending",
      amount: "105.50",
      currency_code: "sar",
      expires_at: attempt?.expiresAt?.toISOString(),
      next_action: {
        type: "redirect",
        url: `${shop().sandbox.streampay.baseUrl}/pay/${String(attempt?.reference)}`,
        method: "GET",
      },
      paid: null,
      email: null,
    })
  })

  it.each([
    ["sar", 105.5, "105.50"],
    ["kwd", 12.345, "12.345"],
    ["usd", 20, "20.00"],
    ["aed", 33.25, "33.25"],
  ])("takes a payment in %s by the webhook alone", async (currency, total, decimal) => {
    const { session, linkId } = await shop().checkout(currency)
    shop().sandbox.streampay.pay(linkId)
    const order = await expectPaidOnce(total)
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({
      status: "captured",
      amount: decimal,
      received: decimal,
      due: total === 12.345 ? "0.000" : "0.00",
      order_id: order.id,
      exception: null,
      next_action: null,
    })
  })

  it("makes the order when the payer comes back, without any webhook", async () => {
    shop().sandbox.streampay.setWebhookUrl(null)
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const answer = await shop().api.get(`${returnPath(linkId)}?status=failed&id=forged`, {
      maxRedirects: 0,
      validateStatus: () => true,
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(
      `http://localhost:8000/checkout/payment?session_id=${session.id}&status=captured`
    )
    await expectPaidOnce(105.5)
  })

  it("leads back a payer who has not paid, and believes nothing of the address", async () => {
    const { session, linkId } = await shop().checkout()
    const answer = await shop().api.post(
      `${returnPath(linkId)}?status=paid`,
      "status=paid&payment_id=forged",
      {
        maxRedirects: 0,
        validateStatus: () => true,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }
    )
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `http://localhost:8000/checkout/payment?session_id=${session.id}&status=pending`,
    ])
    expect(await shop().orders()).toEqual([])
  })

  it("makes the order when the storefront asks for the status, without any webhook", async () => {
    shop().sandbox.streampay.setWebhookUrl(null)
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    const status = await shop().status(session.id)
    const order = await expectPaidOnce(105.5)
    expect(status).toMatchObject({ status: "captured", order_id: order.id })
  })

  it("makes the order when staff looks, without any webhook", async () => {
    shop().sandbox.streampay.setWebhookUrl(null)
    const { session, linkId } = await shop().checkout()
    const look = async () =>
      settleAttemptWorkflow(shop().container).run({ input: { session_id: session.id } })
    expect((await look()).result).toMatchObject({ status: "pending", order_id: null })
    shop().sandbox.streampay.pay(linkId)
    const { result } = await look()
    const order = await expectPaidOnce(105.5)
    expect(result).toMatchObject({ status: "captured", order_id: order.id, exception: null })
  })

  it("makes one order when the shopper completes the cart while the webhook comes in", async () => {
    const { cart, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    await shop().store.post(`/store/carts/${cart.id}/complete`)
    await shop().webhooksProcessed()
    await expectPaidOnce(105.5)
    expect(shop().sandbox.requests.count({ path: "/api/v2/payments/*/refund" })).toBe(0)
  })

  it("refuses to complete an unpaid cart", async () => {
    const { cart } = await shop().checkout()
    const { status, data } = await shop().store.post<{ type: string }>(
      `/store/carts/${cart.id}/complete`
    )
    expect([status, data.type]).toEqual([400, "not_allowed"])
    expect(await shop().orders()).toEqual([])
  })

  it("asks for the rest when only a part is paid, and completes when it came", async () => {
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId, { amount: "100.00" })
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({
      status: "requires_more",
      received: "100.00",
      due: "5.50",
      exception: "underpaid",
      order_id: null,
    })
    expect(await shop().orders()).toEqual([])
    shop().sandbox.streampay.pay(linkId)
    await expectPaidOnce(105.5)
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({ status: "captured", exception: null })
  })

  it("never tells Medusa of more than was asked, and shows the rest to staff", async () => {
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId, { amount: "110.00" })
    await expectPaidOnce(105.5)
    await shop().webhooksProcessed()
    expect(await shop().status(session.id)).toMatchObject({
      received: "110.00",
      due: "0.00",
      exception: "overpaid",
    })
  })

  it("shows a failed, canceled or expired payment, and still takes late money", async () => {
    const { session, linkId } = await shop().checkout()
    shop().sandbox.streampay.expire(linkId)
    expect(await shop().status(session.id)).toMatchObject({ status: "expired", next_action: null })
    const stored = await shop().payments.retrievePaymentSession(session.id)
    expect(stored).toMatchObject({ status: "canceled", data: { status: "expired" } })
    shop().sandbox.streampay.pay(linkId, { evenIfClosed: true })
    await expectPaidOnce(105.5)
  })

  it("keeps another provider's payments as they are", async () => {
    const cart = await shop().store.createCart("sar")
    const { status } = await shop().store.startPayment(cart, "pp_system_default")
    expect(status).toBe(200)
    const { data } = await shop().store.post<{ type: string }>(`/store/carts/${cart.id}/complete`)
    expect(data.type).toBe("order")
    expect(PROVIDER).not.toBe("pp_system_default")
  })
})
