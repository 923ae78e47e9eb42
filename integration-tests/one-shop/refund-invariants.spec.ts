import { Money } from "../../src/core/money"
import { checkAttempt } from "../../src/reconciliation/check-attempt"
import { describeBrokenShop, WHOLE } from "../support/broken-shop"
import { eventually } from "../support/eventually"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

describeBrokenShop((shop) => {
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
        isBooked: true,
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
      await shop().expectSettled(session)
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
      expect(await shop().linesOf(session, "refunded")).toHaveLength(1)
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
      expect(await shop().linesOf(session, "refund_failed")).toHaveLength(1)
      await shop().expectSettled(session)
    })
  })

  describe("an order that is canceled, while its money is still here", () => {
    it("is shown to staff when Medusa has booked a refund that the gateway refused", async () => {
      const { session, order, paymentId, attemptId, reference } = await shop().paid()
      shop().sandbox.corefy.changeSettings({ refundRefusal: "not_supported" })
      expect(await shop().staffCancels(order.id)).toBe(200)
      expect(await shop().account()).toMatchObject({ transactions: [20, -20], refunds: [] })
      // A look that finds others at work on the payment leaves it to the next.
      await eventually(async () =>
        expect(await shop().look(session.id)).toMatchObject({ exception: "orphaned" })
      )
      expect(await shop().account()).toEqual(WHOLE)
      expect(await shop().linesOf(session, "orphaned")).toHaveLength(1)
      await shop().expectSettled(session)
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
      await shop().expectSettled(session)
    })

    it("is shown to staff when the process was killed before the refund", async () => {
      const { session, order } = await shop().paid()
      await shop().sql(`update "order" set status = 'canceled', canceled_at = now() where id = ?`, [
        order.id,
      ])
      await shop().look(session.id)
      expect(await shop().attemptOf(session.id)).toMatchObject({ exception: "orphaned" })
      expect(await shop().linesOf(session, "orphaned")).toHaveLength(1)
      await shop().expectSettled(session)
      expect(await shop().account()).toEqual(WHOLE)
    })
  })
})
