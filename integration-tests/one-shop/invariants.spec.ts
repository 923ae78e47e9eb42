import { describeBrokenShop, WHOLE } from "../support/broken-shop"
import { PROVIDERS } from "../support/gateway-shop"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

describeBrokenShop((shop) => {
  describe("where all is well nothing is written", () => {
    it("of a paid order", async () => {
      const { session } = await shop().paid()
      expect(await shop().account()).toEqual(WHOLE)
      await shop().expectSettled(session)
    })

    it("of an order that was refunded in part, then in full", async () => {
      const { session, paymentId } = await shop().paid()
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      await shop().makeOld()
      await shop().expectSettled(session)
      expect(await shop().staffRefunds(paymentId, 15)).toBe(200)
      await shop().makeOld()
      await shop().expectSettled(session)
      expect(await shop().account()).toMatchObject({
        transactions: [20, -5, -15],
        refunds: [5, 15],
        collection: [20, 20],
      })
    })

    it("of an order that was canceled and refunded", async () => {
      const { session, order, reference } = await shop().paid()
      expect(await shop().staffCancels(order.id)).toBe(200)
      await shop().makeOld()
      await shop().expectSettled(session)
      expect(await shop().account()).toMatchObject({ transactions: [20, -20], refunds: [20] })
      expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
    })

    it("of an order whose session was deleted when its shopper opened another one", async () => {
      const { session, attemptId } = await shop().paid()
      const attempt = await shop().attemptOf(session.id)
      await shop().store.post(
        `/store/payment-collections/${attempt.paymentCollectionId ?? ""}/payment-sessions`,
        { provider_id: PROVIDERS.invoice }
      )
      expect(await shop().payments.listPaymentSessions({ id: session.id })).toEqual([])
      await shop().expectSettled(session)
      expect(await shop().attemptOf(session.id)).toMatchObject({ id: attemptId, exception: null })
      expect(await shop().account()).toEqual(WHOLE)
    })

    it("of a payment that is open, and of one that is closed", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      await shop().expectSettled(session)
      shop().sandbox.corefy.cancel(String(session.data.reference))
      await shop().webhooksProcessed()
      await shop().look(session.id)
      await shop().expectSettled(session)
      expect(await shop().orders()).toEqual([])
    })
  })

  describe("money without an order", () => {
    /** Paid at the gateway, and nobody has told the shop. */
    const paidUntold = async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      shop().dropWebhooks()
      shop().sandbox.corefy.pay(String(session.data.reference))
      return session
    }

    const expectOneOrder = async (session: StoreSession) => {
      const order = await shop().theOrder()
      await shop().makeOld()
      expect(order).toMatchObject({ status: "pending", payment_collections: [{}] })
      expect(order.payment_collections[0]?.payments).toHaveLength(1)
      await shop().look(session.id)
      await shop().expectSettled(session)
      expect(await shop().account()).toEqual(WHOLE)
      expect(await shop().linesOf(session, "order_completed")).toHaveLength(1)
    }

    it("becomes an order when the gateway alone knows of it", async () => {
      const session = await paidUntold()
      expect(await shop().look(session.id)).toMatchObject({ appliedStatus: "captured" })
      await expectOneOrder(session)
    })

    it("becomes an order when Medusa has booked the payment already", async () => {
      const session = await paidUntold()
      await shop().payments.authorizePaymentSession(session.id, {})
      expect(await shop().orders()).toEqual([])
      expect((await shop().attemptOf(session.id)).status).toBe("captured")
      await shop().look(session.id)
      await expectOneOrder(session)
    })

    it("becomes an order even if it was believed to be one", async () => {
      const session = await paidUntold()
      await shop().payments.authorizePaymentSession(session.id, {})
      await shop().sql("update payment_gateway_attempt set applied_status = 'captured'")
      await shop().look(session.id)
      await expectOneOrder(session)
    })
  })

  it("makes no order of money that staff has given back before there was one", async () => {
    const { session } = await shop().pay(PROVIDERS.corefy, "usd")
    const reference = String(session.data.reference)
    shop().dropWebhooks()
    shop().sandbox.corefy.pay(reference)
    await shop().payments.authorizePaymentSession(session.id, {})
    const { id } = await shop().attemptOf(session.id)
    const staff = await shop().asStaff()
    const { status } = await staff.post(`/admin/payment-gateways/attempts/${id}/refund`, {
      amount: "20.00",
    })
    expect(status).toBe(200)
    expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
    expect(await shop().look(session.id)).toMatchObject({ appliedStatus: "captured" })
    expect(await shop().orders()).toEqual([])
    expect(await shop().linesOf(session, "order_refused")).toHaveLength(1)
    await shop().makeOld()
    await shop().expectSettled(session)
  })

  describe("an order with incomplete books", () => {
    it("gets the capture that was not written on it, once nobody can be writing it", async () => {
      const { session, order } = await shop().paid()
      await shop().forgetTransactions(order.id, "capture")
      await shop().sql("update capture set created_at = now()")
      const rows = await shop().rows()
      expect(await shop().look(session.id)).toMatchObject({ failedChecks: 1 })
      expect(await shop().rows()).toEqual(rows)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toEqual(WHOLE)
      expect(await shop().linesOf(session, "books_mended")).toHaveLength(1)
      await shop().expectSettled(session)
    })

    it("gets the capture that was not written on it before anybody knew", async () => {
      const { session, order } = await shop().paid()
      await shop().forgetTransactions(order.id, "capture")
      await shop().sql("update payment_gateway_attempt set applied_status = 'pending'")
      await shop().look(session.id)
      await shop().look(session.id)
      expect(await shop().account()).toEqual(WHOLE)
      await shop().expectSettled(session)
    })

    it("gets its sums", async () => {
      const { session } = await shop().paid()
      await shop().sql(
        `update payment_collection set captured_amount = null, raw_captured_amount = null,
           status = 'awaiting'`
      )
      await shop().look(session.id)
      expect(await shop().account()).toEqual(WHOLE)
      const [order] = await shop().orders()
      expect(order?.payment_collections[0]?.status).toBe("completed")
      await shop().expectSettled(session)
    })

    it("gets the refund that was made, but not written on it", async () => {
      const { session, order, paymentId } = await shop().paid()
      await shop().staffRefunds(paymentId, 5)
      await shop().forgetTransactions(order.id, "refund")
      await shop().makeOld()
      await shop().look(session.id)
      const account = { transactions: [20, -5], refunds: [5], collection: [20, 5] }
      expect(await shop().account()).toMatchObject({ ...account, summary: [20, 5] })
      await shop().expectSettled(session)
    })

    it("gets a refund that Medusa's payments alone know of, and is credited with it", async () => {
      const { session, paymentId } = await shop().paid()
      await shop().payments.refundPayment({ payment_id: paymentId, amount: 5 })
      expect(await shop().credit()).toEqual({ asked: 0, credited: [] })
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20, -5], refunds: [5] })
      expect(await shop().credit()).toEqual({ asked: 0, credited: [5] })
      await shop().expectSettled(session)
    })

    it("is credited with a refund that was written on it just before the process was killed", async () => {
      const { session, order, paymentId } = await shop().paid()
      const payment = await shop().payments.refundPayment({ payment_id: paymentId, amount: 5 })
      await shop().writeRefund(order.id, payment)
      expect(await shop().credit()).toEqual({ asked: 5, credited: [] })
      const rows = await shop().rows()
      expect(await shop().look(session.id)).toMatchObject({ failedChecks: 1 })
      expect(await shop().rows()).toEqual(rows)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().credit()).toEqual({ asked: 0, credited: [5] })
      expect(await shop().linesOf(session, "books_mended")).toHaveLength(1)
      await shop().expectSettled(session)
    })

    it("is not credited with a refund once more when it asks for more since", async () => {
      const { session, order, paymentId } = await shop().paid()
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      await shop().addAnotherItem(order.id)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().credit()).toEqual({ asked: 20, credited: [5] })
      expect(await shop().linesOf(session, "books_mended")).toEqual([])
    })

    it("gets the refund of its cancel that was made, but not written on it", async () => {
      const { session, order } = await shop().paid()
      await shop().staffCancels(order.id)
      await shop().forgetTransactions(order.id, "refund")
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20, -20], refunds: [20] })
      await shop().expectSettled(session)
    })

    it("loses a refund that was booked, but never made, and staff can ask again", async () => {
      const { session, paymentId, reference } = await shop().paid()
      await shop().bookRefund(paymentId, 5)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20], refunds: [] })
      expect(await shop().linesOf(session, "books_mended")).toHaveLength(1)
      await shop().expectSettled(session)
      expect(shop().sandbox.corefy.refunds(reference)).toEqual([])
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
      expect(await shop().account()).toMatchObject({ transactions: [20, -5], refunds: [5] })
    })
  })

  describe("two payments of one cart that Medusa has booked both", () => {
    it("are told apart: the first is the order's, the second is staff's to decide", async () => {
      const { session, order } = await shop().paid()
      const { paymentCollectionId } = await shop().attemptOf(session.id)
      const { data } = await shop().store.post<{
        payment_collection: { payment_sessions: StoreSession[] }
      }>(`/store/payment-collections/${paymentCollectionId ?? ""}/payment-sessions`, {
        provider_id: PROVIDERS.invoice,
      })
      const second = data.payment_collection.payment_sessions.find(
        ({ provider_id: provider }) => provider === PROVIDERS.invoice
      ) as StoreSession
      shop().sandbox.xgateway.pay(String(second.data.reference))
      await shop().payments.authorizePaymentSession(second.id, {})
      await shop().makeOld()
      await shop().look(second.id)
      expect(await shop().attemptOf(second.id)).toMatchObject({ exception: "duplicate" })
      await shop().look(session.id)
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
      expect(await shop().linesOf(second, "duplicate")).toHaveLength(1)
      expect(await shop().linesOf(second, "order_completed")).toEqual([])
      expect((await shop().orders()).map(({ id }) => id)).toEqual([order.id])
      await shop().expectSettled(second)
      await shop().expectSettled(session)
    })
  })
})
