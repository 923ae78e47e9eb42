import { Money } from "../src/core/money"
import { checkAttempt } from "../src/reconciliation/check-attempt"
import { describeBrokenShop } from "./support/broken-shop"
import { PROVIDERS } from "./support/gateway-shop"
import type { StoreSession } from "./support/store-client"

jest.setTimeout(120_000)

const WHOLE = {
  transactions: [20],
  refunds: [],
  collection: [20, 0],
  summary: [20, 0],
}

describeBrokenShop((shop) => {
  /** Looks twice more: what is right now is not written again. */
  const expectSettled = async (session: StoreSession) => {
    const rows = await shop().rows()
    await shop().look(session.id)
    await shop().look(session.id)
    expect(await shop().rows()).toEqual(rows)
  }

  const story = async (session: StoreSession, type: string) =>
    (await shop().timelineOf(session.id)).filter((one) => one === type)

  describe("where all is well nothing is written", () => {
    it("of a paid order", async () => {
      const { session } = await shop().paid()
      expect(await shop().account()).toEqual(WHOLE)
      await expectSettled(session)
    })

    it("of an order that was refunded in part, then in full", async () => {
      const { session, paymentId } = await shop().paid()
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      await shop().makeOld()
      await expectSettled(session)
      expect(await shop().staffRefunds(paymentId, 15)).toBe(200)
      await shop().makeOld()
      await expectSettled(session)
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
      await expectSettled(session)
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
      await expectSettled(session)
      expect(await shop().attemptOf(session.id)).toMatchObject({ id: attemptId, exception: null })
      expect(await shop().account()).toEqual(WHOLE)
    })

    it("of a payment that is open, and of one that is closed", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      await expectSettled(session)
      shop().sandbox.corefy.cancel(String(session.data.reference))
      await shop().webhooksProcessed()
      await shop().look(session.id)
      await expectSettled(session)
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
      await expectSettled(session)
      expect(await shop().account()).toEqual(WHOLE)
      expect(await story(session, "order_completed")).toHaveLength(1)
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
    expect(await story(session, "order_refused")).toHaveLength(1)
    await shop().makeOld()
    await expectSettled(session)
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
      expect(await story(session, "books_mended")).toHaveLength(1)
      await expectSettled(session)
    })

    it("gets the capture that was not written on it before anybody knew", async () => {
      const { session, order } = await shop().paid()
      await shop().forgetTransactions(order.id, "capture")
      await shop().sql("update payment_gateway_attempt set applied_status = 'pending'")
      await shop().look(session.id)
      await shop().look(session.id)
      expect(await shop().account()).toEqual(WHOLE)
      await expectSettled(session)
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
      await expectSettled(session)
    })

    it("gets the refund that was made, but not written on it", async () => {
      const { session, order, paymentId } = await shop().paid()
      await shop().staffRefunds(paymentId, 5)
      await shop().forgetTransactions(order.id, "refund")
      await shop().makeOld()
      await shop().look(session.id)
      const account = { transactions: [20, -5], refunds: [5], collection: [20, 5] }
      expect(await shop().account()).toMatchObject({ ...account, summary: [20, 5] })
      await expectSettled(session)
    })

    it("gets a refund that Medusa's payments alone know of, and is credited with it", async () => {
      const { session, paymentId } = await shop().paid()
      await shop().payments.refundPayment({ payment_id: paymentId, amount: 5 })
      expect(await shop().credit()).toEqual({ asked: 0, credited: [] })
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20, -5], refunds: [5] })
      expect(await shop().credit()).toEqual({ asked: 0, credited: [5] })
      await expectSettled(session)
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
      expect(await story(session, "books_mended")).toHaveLength(1)
      await expectSettled(session)
    })

    it("is not credited with a refund once more when it asks for more since", async () => {
      const { session, order, paymentId } = await shop().paid()
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      await shop().addAnotherItem(order.id)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().credit()).toEqual({ asked: 20, credited: [5] })
      expect(await story(session, "books_mended")).toEqual([])
    })

    it("gets the refund of its cancel that was made, but not written on it", async () => {
      const { session, order } = await shop().paid()
      await shop().staffCancels(order.id)
      await shop().forgetTransactions(order.id, "refund")
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20, -20], refunds: [20] })
      await expectSettled(session)
    })

    it("loses a refund that was booked, but never made, and staff can ask again", async () => {
      const { session, paymentId, reference } = await shop().paid()
      await shop().bookRefund(paymentId, 5)
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({ transactions: [20], refunds: [] })
      expect(await story(session, "books_mended")).toHaveLength(1)
      await expectSettled(session)
      expect(shop().sandbox.corefy.refunds(reference)).toEqual([])
      expect(await shop().staffRefunds(paymentId, 5)).toBe(200)
      expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
      expect(await shop().account()).toMatchObject({ transactions: [20, -5], refunds: [5] })
    })
  })

  describe("a refund that was interrupted", () => {
    /** Staff has asked for 5.00, Medusa has booked it, and then the process was killed. */
    const interrupted = async () => {
      const paid = await shop().paid()
      const attempt = await shop().attemptOf(paid.session.id)
      await shop().bookRefund(paid.paymentId, 5)
      await shop().makeOld()
      await shop().ledger.attempts.startRefund(paid.attemptId, {
        key: "refund_interrupted",
        amount: Money.parse("5.00", attempt.due.currency),
        refundedBefore: attempt.refunded,
      })
      return paid
    }

    const expectRefunded = async (session: StoreSession, reference: string) => {
      expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
      expect(await shop().account()).toMatchObject({
        transactions: [20, -5],
        refunds: [5],
        collection: [20, 5],
        summary: [20, 5],
      })
      expect(await shop().attemptOf(session.id)).toMatchObject({ pendingRefund: null })
      await expectSettled(session)
      expect(shop().sandbox.corefy.refunds(reference)).toHaveLength(1)
    }

    it("is made once, whoever looks at it, and booked", async () => {
      const { session, reference } = await interrupted()
      const attempt = await shop().attemptOf(session.id)
      await Promise.all([
        checkAttempt(shop().container, attempt),
        checkAttempt(shop().container, attempt),
      ])
      await shop().look(session.id)
      await expectRefunded(session, reference)
      expect(await story(session, "refunded")).toHaveLength(1)
    })

    it("is not made again when the gateway had made it", async () => {
      const { session, reference } = await interrupted()
      shop().sandbox.corefy.refund(reference, "5.00")
      await shop().look(session.id)
      await shop().look(session.id)
      await expectRefunded(session, reference)
    })

    it("is taken out of the books when the gateway refuses it", async () => {
      const { session, reference } = await interrupted()
      shop().sandbox.corefy.changeSettings({ refundRefusal: "not_supported" })
      await shop().look(session.id)
      await shop().look(session.id)
      expect(shop().sandbox.corefy.refunds(reference)).toEqual([])
      expect(await shop().account()).toMatchObject({ transactions: [20], refunds: [] })
      expect(await story(session, "refund_failed")).toHaveLength(1)
      await expectSettled(session)
    })
  })

  describe("an order that is canceled, while its money is still here", () => {
    it("is shown to staff when Medusa has booked a refund that the gateway refused", async () => {
      const { session, order, paymentId, attemptId, reference } = await shop().paid()
      shop().sandbox.corefy.changeSettings({ refundRefusal: "not_supported" })
      expect(await shop().staffCancels(order.id)).toBe(200)
      expect(await shop().account()).toMatchObject({ transactions: [20, -20], refunds: [] })
      await shop().look(session.id)
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: "orphaned" })
      expect(await shop().account()).toEqual(WHOLE)
      expect(await story(session, "orphaned")).toHaveLength(1)
      await expectSettled(session)
      shop().sandbox.corefy.changeSettings({ refundRefusal: "none" })
      const staff = await shop().asStaff()
      const path = `/admin/payment-gateways/attempts/${attemptId}/refund`
      expect((await staff.post(path, { amount: "15.00" })).status).toBe(200)
      // Medusa's own route fails with a canceled order, after the money has gone back.
      expect(await shop().staffRefunds(paymentId, 5)).toBe(400)
      const refunds = shop().sandbox.corefy.refunds(reference)
      expect(refunds.map(({ amount }) => amount)).toEqual(["15.00", "5.00"])
      await shop().makeOld()
      await shop().look(session.id)
      expect(await shop().account()).toMatchObject({
        transactions: [20, -15, -5],
        refunds: [15, 5],
        summary: [20, 20],
      })
      await expectSettled(session)
    })

    it("is shown to staff when the process was killed before the refund", async () => {
      const { session, order } = await shop().paid()
      await shop().sql(`update "order" set status = 'canceled', canceled_at = now() where id = ?`, [
        order.id,
      ])
      await shop().look(session.id)
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: "orphaned" })
      expect(await story(session, "orphaned")).toHaveLength(1)
      await expectSettled(session)
      expect(await shop().account()).toEqual(WHOLE)
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
      expect(await story(second, "duplicate")).toHaveLength(1)
      expect(await story(second, "order_completed")).toEqual([])
      expect((await shop().orders()).map(({ id }) => id)).toEqual([order.id])
      await expectSettled(second)
      await expectSettled(session)
    })
  })
})
