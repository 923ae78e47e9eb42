import { configureGateways } from "./support/configured-gateways"
import { describeExceptionShop, type OpenPayment } from "./support/exception-shop"
import { CHANNEL, COREFY, DIRECTA24, INVOICE, type MoneyWay, STREAMPAY } from "./support/money-ways"
import { readLedgers } from "./support/three-ledgers"

jest.setTimeout(120_000)

configureGateways({
  destream: { underpaid: "accept", overpaid: "refund", duplicate: "refund" },
  invoice: { underpaid: "accept", overpaid: "accept" },
  xgateway: { underpaid: "hold" },
  streampay: { underpaid: "ask" },
  directa24: { overpaid: "refund", underpaymentTolerancePercent: 5 },
})

describeExceptionShop((shop) => {
  const paid = async (way: MoneyWay, quarters: bigint) => {
    const payment = await shop().open(way)
    shop().send(payment, await shop().quarters(payment, quarters))
    await shop().heard(payment)
    return payment
  }
  const look = ({ session }: OpenPayment) => shop().look(session.id)
  const story = async ({ session }: OpenPayment, type: string) =>
    (await shop().timelineOf(session.id)).filter((one) => one === type)
  /** What came, what Medusa has booked of it, what went back, what was let go. */
  const sums = async (payment: OpenPayment) => {
    const { gateway, medusa } = await readLedgers(shop(), payment)
    return {
      came: gateway.received.toDecimal(),
      booked: medusa.captured.toDecimal(),
      back: gateway.refunded.toDecimal(),
      letGo: medusa.order?.credits.toDecimal() ?? null,
    }
  }
  const refundCalls = () => shop().sandbox.requests.list({ method: "POST", path: "*refund*" })

  describe("underpaid", () => {
    it("accept: what came is payment in full, as soon as no more can come", async () => {
      const payment = await paid(COREFY, 3n)
      expect(await look(payment)).toMatchObject({ exception: null, status: "captured" })
      await shop().agree(payment)
      const whole = { came: "15.00", booked: "15.00", back: "0.00", letGo: "5.00" }
      expect(await sums(payment)).toEqual(whole)
      expect(await story(payment, "exception_resolved")).toHaveLength(1)
      expect(await story(payment, "written_off")).toHaveLength(1)
    })

    it("accept: not while the payer can still add the rest", async () => {
      const payment = await paid(INVOICE, 3n)
      expect(await look(payment)).toMatchObject({ exception: "underpaid", accepted: null })
      await shop().sql(
        "update payment_gateway_attempt set expires_at = now() - interval '1 minute' where session_id = ?",
        [payment.session.id]
      )
      await look(payment)
      await shop().agree(payment)
      expect(await shop().attemptOf(payment.session.id)).toMatchObject({ exception: null })
      const whole = { came: "15.00", booked: "15.00", back: "0.00", letGo: "5.00" }
      expect(await sums(payment)).toEqual(whole)
    })

    it("hold: nothing is asked of the payer, and nothing is decided", async () => {
      const payment = await paid(CHANNEL, 3n)
      expect(await look(payment)).toMatchObject({ exception: "underpaid", status: "pending" })
      await shop().agree(payment)
      expect(await sums(payment)).toMatchObject({ came: "15.00", booked: "0.00", letGo: null })
    })

    it("ask: the payer sees what is still due, and pays it", async () => {
      const payment = await paid(STREAMPAY, 3n)
      expect(await look(payment)).toMatchObject({
        exception: "underpaid",
        status: "requires_more",
      })
      const state = await shop().status(payment.session.id)
      expect(state).toMatchObject({ received: "9.258", due: "3.087", exception: "underpaid" })
      expect(state.next_action).toMatchObject({ type: "redirect" })
      shop().sandbox.streampay.pay(String(payment.session.data.reference))
      await shop().heard(payment)
      await shop().agree(payment)
      expect(await sums(payment)).toMatchObject({ came: "12.345", booked: "12.345" })
    })

    it("within the tolerance it is paid, and the order asks for nothing", async () => {
      const payment = await shop().open(DIRECTA24)
      DIRECTA24.pay(shop().sandbox, payment.session, "34000")
      expect(await shop().heard(payment)).toMatchObject({ exception: null, status: "captured" })
      await shop().agree(payment)
      const whole = { came: "34000", booked: "34000", back: "0", letGo: "1540" }
      expect(await sums(payment)).toEqual(whole)
    })
  })

  describe("overpaid", () => {
    const over = () => paid(COREFY, 5n)

    it("refund: the difference goes back by itself, once", async () => {
      const payment = await over()
      expect(await look(payment)).toMatchObject({ exception: null })
      await shop().agree(payment)
      const whole = { came: "25.00", booked: "20.00", back: "5.00", letGo: "0.00" }
      expect(await sums(payment)).toEqual(whole)
      expect(refundCalls()).toHaveLength(1)
      expect(await story(payment, "refunded")).toHaveLength(1)
    })

    it("refund: refused for good, it is tried once, told, and left to staff", async () => {
      shop().sandbox.corefy.changeSettings({ refundRefusal: "not_supported" })
      const payment = await over()
      expect(await look(payment)).toMatchObject({ exception: "overpaid" })
      await shop().agree(payment)
      expect(refundCalls()).toHaveLength(1)
      expect(await story(payment, "policy_failed")).toHaveLength(1)
      shop().sandbox.corefy.changeSettings({ refundRefusal: "none" })
      await look(payment)
      expect(refundCalls()).toHaveLength(1)
      expect((await shop().resolve(payment, { action: "refund" })).status).toBe(200)
      await shop().agree(payment)
      expect(await sums(payment)).toMatchObject({ booked: "20.00", back: "5.00" })
      expect(await shop().attemptOf(payment.session.id)).toMatchObject({ exception: null })
    })

    it("refund: without an answer it is asked for again, and made once", async () => {
      shop().sandbox.faults.add({
        method: "POST",
        path: "*/refund",
        times: 1,
        effect: { kind: "reset", when: "after" },
      })
      const payment = await over()
      await look(payment)
      await shop().agree(payment)
      expect(await sums(payment)).toMatchObject({ booked: "20.00", back: "5.00" })
      expect(await story(payment, "policy_failed")).toEqual([])
      expect(await shop().attemptOf(payment.session.id)).toMatchObject({ exception: null })
    })

    it("refund: where the gateway has to know more, it is staff's to do", async () => {
      const payment = await paid(DIRECTA24, 5n)
      expect(await look(payment)).toMatchObject({ exception: "overpaid" })
      await shop().agree(payment)
      expect(refundCalls()).toEqual([])
      expect(await story(payment, "policy_failed")).toEqual([])
    })

    it("accept: the rest is kept, and nobody has to look", async () => {
      const payment = await paid(INVOICE, 5n)
      expect(await look(payment)).toMatchObject({ exception: null })
      await shop().agree(payment)
      expect(await sums(payment)).toMatchObject({ came: "25.00", booked: "20.00", back: "0.00" })
    })

    it("hold is what happens by itself", async () => {
      const payment = await paid(CHANNEL, 5n)
      expect(await look(payment)).toMatchObject({ exception: "overpaid" })
      await shop().agree(payment)
    })
  })

  describe("duplicate", () => {
    const twice = async (firstWay: MoneyWay, secondWay: MoneyWay) => {
      const first = await shop().open(firstWay)
      const second = await shop().open(secondWay, first.cart)
      shop().send(second)
      await shop().heard(second)
      shop().send(first)
      await shop().attemptIs(first, "duplicate")
      return { first, second }
    }

    it("refund: the second payment goes back by itself, the order stays", async () => {
      const { first, second } = await twice(COREFY, INVOICE)
      expect(await look(first)).toMatchObject({ exception: null })
      await shop().agree(first, second)
      expect(await sums(first)).toMatchObject({ came: "20.00", booked: "0.00", back: "20.00" })
      expect(await sums(second)).toMatchObject({ came: "20.00", booked: "20.00", back: "0.00" })
      expect(await shop().orders()).toMatchObject([{ status: "pending" }])
      expect(refundCalls()).toHaveLength(1)
    })

    it("hold: the second payment is staff's to decide", async () => {
      const { first, second } = await twice(INVOICE, COREFY)
      expect(await look(first)).toMatchObject({ exception: "duplicate" })
      await shop().agree(first, second)
      expect(await sums(first)).toMatchObject({ came: "20.00", booked: "0.00", back: "0.00" })
    })
  })
})
