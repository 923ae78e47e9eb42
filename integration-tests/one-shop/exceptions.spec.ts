import {
  describeGatewayShop,
  GatewayShop,
  type OrderBooks,
  PROVIDERS,
} from "../support/gateway-shop"
import type { StoreCart, StoreSession } from "../support/store-client"

jest.setTimeout(180_000)

interface Answer {
  readonly message?: string
  readonly attempt?: {
    readonly status: string
    readonly exception: string | null
    readonly order_id: string | null
    readonly resolutions: { readonly action: string; readonly amount: string }[]
    readonly timeline: {
      readonly type: string
      readonly message: string
      readonly data: Record<string, unknown>
    }[]
  }
}

/** Exceptions of DeStream's payments, 20.00 USD each, and every way out of them. */
describeGatewayShop(
  (shop) => {
    const open = async (cart?: StoreCart) => {
      const opened = cart
        ? { cart, session: await sessionOf(cart) }
        : await shop().pay(PROVIDERS.corefy, "usd")
      return { ...opened, reference: String(opened.session.data.reference) }
    }
    const sessionOf = async (cart: StoreCart): Promise<StoreSession> => {
      const { data } = await shop().store.startPayment(cart, PROVIDERS.corefy)
      return data.payment_collection.payment_sessions[0] as StoreSession
    }
    const settled = async ({ id }: StoreSession) => {
      await shop().webhooksProcessed()
      return shop().attemptOf(id)
    }
    const resolve = async (session: StoreSession, decision: Record<string, unknown>) => {
      const { id } = await shop().attemptOf(session.id)
      const staff = await shop().asStaff()
      return staff.post<Answer>(`/admin/payment-gateways/attempts/${id}/resolve`, decision)
    }
    /** Money in and out of an order, as Medusa shows it. */
    const account = async (orderId: string) => {
      const query = shop().container.resolve("query")
      const { data } = await query.graph({
        entity: "order",
        fields: ["total", "summary", "credit_lines.amount", "transactions.amount"],
        filters: { id: orderId },
      })
      const [order] = JSON.parse(JSON.stringify(data)) as {
        total: number
        summary: { pending_difference: number }
        credit_lines: { amount: number }[]
        transactions: { amount: number }[]
      }[]
      return {
        total: order?.total,
        pending: order?.summary.pending_difference,
        credits: order?.credit_lines.map(({ amount }) => amount),
        transactions: order?.transactions.map(({ amount }) => amount),
      }
    }
    const captures = ({ payment_collections: collections }: OrderBooks) =>
      collections.flatMap(({ payments }) =>
        payments.flatMap((one) => one.captures.map(({ amount }) => amount))
      )
    const refundsAt = (reference: string) =>
      shop()
        .sandbox.corefy.refunds(reference)
        .map(({ amount }) => amount)
    const makeOld = () =>
      shop().sql(
        `update refund set created_at = created_at - interval '10 minutes';
         update capture set created_at = created_at - interval '10 minutes'`
      )

    describe("paid too little", () => {
      const short = async () => {
        const opened = await open()
        shop().sandbox.corefy.pay(opened.reference, { amount: "15.00" })
        expect(await settled(opened.session)).toMatchObject({ exception: "underpaid" })
        return opened
      }

      it("is accepted: Medusa books what came, and the order is credited with the rest", async () => {
        const { session } = await short()
        const { status, data } = await resolve(session, { action: "accept", reason: "A regular." })
        expect([status, data.message]).toEqual([200, undefined])
        const order = await shop().theOrder()
        expect(captures(order)).toEqual([15])
        await makeOld()
        await shop().look(session.id)
        expect(await account(order.id)).toEqual({
          total: 15,
          pending: 0,
          credits: [5],
          transactions: [15],
        })
        expect(await shop().attemptOf(session.id)).toMatchObject({
          status: "captured",
          exception: null,
        })
        const line = data.attempt?.timeline.find(({ type }) => type === "exception_resolved")
        expect(line?.message).toContain("A regular.")
        expect(line?.data).toMatchObject({ action: "accept", exception: "underpaid" })
        expect(String(line?.data.by)).toMatch(/^apk_/)
        expect((await resolve(session, { action: "accept" })).status).toBe(400)
        await shop().look(session.id)
        expect((await account(order.id)).credits).toEqual([5])
      })

      it("is sent back, and nothing is left to decide", async () => {
        const { session, reference } = await short()
        const { status, data } = await resolve(session, { action: "refund" })
        expect([status, data.message]).toEqual([200, undefined])
        expect(refundsAt(reference)).toEqual(["15.00"])
        expect(data.attempt).toMatchObject({ exception: null })
        expect(await shop().orders()).toEqual([])
      })

      it("is left, with a reason, until more money comes", async () => {
        const { session } = await short()
        expect((await resolve(session, { action: "dismiss" })).status).toBe(400)
        const { data } = await resolve(session, { action: "dismiss", reason: "Called, will pay." })
        expect(data.attempt).toMatchObject({ exception: null })
        await shop().look(session.id)
        expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
      })

      it("was sent back by hand, which is written down once", async () => {
        const { session, reference } = await short()
        const decision = { action: "record_refund", reference: "bank 4711" }
        const answers = await Promise.all([resolve(session, decision), resolve(session, decision)])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        expect(refundsAt(reference)).toEqual([])
        const attempt = await shop().attemptOf(session.id)
        expect(attempt.refundedByHand.toDecimal()).toBe("15.00")
        expect(attempt.exception).toBeNull()
      })
    })

    describe("paid too much", () => {
      const over = async () => {
        const opened = await open()
        shop().sandbox.corefy.pay(opened.reference, { amount: "25.00" })
        const order = await shop().theOrder()
        expect(await settled(opened.session)).toMatchObject({ exception: "overpaid" })
        return { ...opened, order }
      }

      it("is sent back without a trace in Medusa's books, once", async () => {
        const { session, reference, order } = await over()
        const answers = await Promise.all([
          resolve(session, { action: "refund" }),
          resolve(session, { action: "refund" }),
        ])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        expect(refundsAt(reference)).toEqual(["5.00"])
        await makeOld()
        await shop().look(session.id)
        expect(await account(order.id)).toMatchObject({ pending: 0, transactions: [20] })
        expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
      })

      it("is sent back at the gateway: it is seen as that", async () => {
        const { session, reference, order } = await over()
        shop().sandbox.corefy.refund(reference, "5.00")
        await settled(session)
        await makeOld()
        await shop().look(session.id)
        expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
        expect(await account(order.id)).toMatchObject({ pending: 0, transactions: [20] })
      })
    })

    describe("refunds at the gateway's dashboard", () => {
      it("are booked in Medusa, and nothing is sent", async () => {
        const { session, reference } = await open()
        shop().sandbox.corefy.pay(reference)
        const order = await shop().theOrder()
        await settled(session)
        shop().sandbox.corefy.refund(reference, "7.50")
        await settled(session)
        await makeOld()
        await shop().look(session.id)
        expect(refundsAt(reference)).toEqual(["7.50"])
        const account1 = await account(order.id)
        expect(account1).toMatchObject({ pending: 0, transactions: [20, -7.5] })
        await makeOld()
        await shop().look(session.id)
        expect(await account(order.id)).toEqual(account1)
        expect(shop().sandbox.requests.list({ method: "POST", path: "*refund*" })).toHaveLength(0)
      })
    })

    describe("money without an open cart", () => {
      /** Paid after the shopper's cart had changed. */
      const orphaned = async () => {
        const opened = await open()
        await shop().store.changeQuantity(opened.cart, 2)
        shop().sandbox.corefy.pay(opened.reference, { evenIfClosed: true })
        expect(await settled(opened.session)).toMatchObject({ exception: "orphaned" })
        return opened
      }

      it("becomes its cart's order when the cart asks for it again", async () => {
        const { session, cart, reference } = await orphaned()
        const refused = await resolve(session, { action: "complete_order" })
        expect(refused.status).toBe(400)
        expect(refused.data.message).toContain("40.00 USD")
        await shop().store.changeQuantity(cart, 1)
        const { status, data } = await resolve(session, { action: "complete_order" })
        expect([status, data.message]).toEqual([200, undefined])
        const order = await shop().theOrder()
        expect(captures(order)).toEqual([20])
        expect(await shop().attemptOf(session.id)).toMatchObject({
          exception: null,
          orderId: order.id,
          reference,
        })
        await makeOld()
        await shop().look(session.id)
        expect(await account(order.id)).toMatchObject({ pending: 0, transactions: [20] })
      })

      it("pays another order that asks for money", async () => {
        const { session } = await orphaned()
        const cart = await shop().store.createCart("usd")
        await shop().store.startPayment(cart, "pp_system_default")
        const { data: made } = await shop().store.post<{ order: { id: string } }>(
          `/store/carts/${cart.id}/complete`
        )
        const answer = await resolve(session, {
          action: "attach_to_order",
          order_id: made.order.id,
        })
        expect([answer.status, answer.data.message]).toEqual([200, undefined])
        await makeOld()
        await shop().look(session.id)
        expect(await account(made.order.id)).toMatchObject({ pending: 0, transactions: [20] })
        expect(await shop().attemptOf(session.id)).toMatchObject({ exception: null })
      })
    })
  },
  (...parts) => new GatewayShop(...parts)
)
