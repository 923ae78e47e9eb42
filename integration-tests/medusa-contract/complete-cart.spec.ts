import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { AuthorizePaymentOutput } from "@medusajs/framework/types"
import { contractSuite } from "./support/contract-suite"

contractSuite("complete-cart", ({ shop, gateway, events, container, database, ...records }) => {
  const { read, refuseInserts } = records

  const answerAuthorize = (status: AuthorizePaymentOutput["status"]): void =>
    gateway.answer("authorizePayment", ({ data }) => ({ status, data }))

  const captureEarly = (sessionId: string): Promise<unknown> =>
    container().resolve(Modules.PAYMENT).authorizePaymentSession(sessionId, {})

  const failAuthorize = (error: Error): void =>
    gateway.answer("authorizePayment", () => Promise.reject(error))

  describe("what authorizePayment answers decides what POST /store/carts/:id/complete does", () => {
    it("captured: an order, a captured payment of the session's amount, an order transaction", async () => {
      answerAuthorize("captured")
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "order"])
      expect(await read(collectionId)).toMatchObject({
        status: "completed",
        sessions: [{ status: "authorized" }],
        payments: [{ amount: "10.5", captured: true, captures: ["10.5"] }],
        order: { status: "pending", transactions: [{ reference: "capture", amount: "10.5" }] },
      })
      expect(gateway.called).toEqual(["authorizePayment"])
    })

    it("authorized: an order and a payment that is not captured", async () => {
      answerAuthorize("authorized")
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "order"])
      expect(await read(collectionId)).toMatchObject({
        status: "authorized",
        sessions: [{ status: "authorized" }],
        payments: [{ captured: false, captures: [] }],
        order: { transactions: [] },
      })
    })

    it("pending_authorization: an order that is announced, and no payment at all", async () => {
      answerAuthorize("pending_authorization")
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "order"])
      expect(await read(collectionId)).toMatchObject({
        status: "awaiting",
        sessions: [{ status: "pending_authorization" }],
        payments: [],
        order: { status: "pending", transactions: [] },
      })
      expect(await events.delivered()).toEqual(["order.placed"])
    })

    it.each(["pending", "requires_more"] as const)(
      "%s: 400 not_allowed, no order, and the session can be completed later",
      async (status) => {
        answerAuthorize(status)
        const { cartId, collectionId, sessionId } = await shop.checkout()

        const reply = await shop.complete(cartId)

        expect([reply.status, reply.data.type]).toEqual([400, "not_allowed"])
        expect(reply.data.message).toContain(`${sessionId} was not authorized`)
        expect(await read(collectionId)).toMatchObject({
          sessions: [{ id: sessionId, status }],
          payments: [],
          order: null,
        })
        expect(await events.delivered()).toEqual([])

        answerAuthorize("captured")
        expect((await shop.complete(cartId)).status).toBe(200)
      }
    )

    it.each(["error", "canceled"] as const)(
      "%s: 400 not_allowed, and the session can no longer be completed",
      async (status) => {
        answerAuthorize(status)
        const { cartId, collectionId } = await shop.checkout()

        const reply = await shop.complete(cartId)

        expect([reply.status, reply.data.type]).toEqual([400, "not_allowed"])
        expect(await read(collectionId)).toMatchObject({ sessions: [{ status }], order: null })

        answerAuthorize("captured")
        const again = await shop.complete(cartId)
        expect([again.status, again.data.message]).toEqual([
          400,
          "Payment sessions are required to complete cart",
        ])
      }
    )

    it("a plain Error: 200 with the cart and payment_authorization_error, session unchanged", async () => {
      failAuthorize(new Error("gateway unreachable"))
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "cart"])
      expect(reply.data.error).toMatchObject({
        type: "payment_authorization_error",
        message: "Payment authorization failed",
      })
      expect(await read(collectionId)).toMatchObject({
        sessions: [{ status: "pending" }],
        payments: [],
        order: null,
      })
    })

    it("a MedusaError: the HTTP status of its type, and its own message", async () => {
      failAuthorize(new MedusaError(MedusaError.Types.INVALID_DATA, "The amount does not fit."))
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.message]).toEqual([400, "The amount does not fit."])
      expect(await read(collectionId)).toMatchObject({
        sessions: [{ status: "pending" }],
        order: null,
      })
    })

    it("a MedusaError of type payment_authorization_error: 200 with the cart and its message", async () => {
      const { PAYMENT_AUTHORIZATION_ERROR } = MedusaError.Types
      failAuthorize(
        new MedusaError(PAYMENT_AUTHORIZATION_ERROR, "The payment is not complete yet.")
      )
      const { cartId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "cart"])
      expect(reply.data.error?.message).toBe("The payment is not complete yet.")
    })

    it("captured without data: the completion fails and the provider is told to cancel", async () => {
      gateway.answer("authorizePayment", () => ({ status: "captured" }))
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.complete(cartId)

      expect(reply.data.error?.type).toBe("payment_authorization_error")
      expect(await read(collectionId)).toMatchObject({ payments: [], order: null })
      expect(gateway.called).toEqual(["authorizePayment", "cancelPayment"])
    })
  })

  it("each refused completion burns an order number", async () => {
    answerAuthorize("captured")
    const first = await shop.complete((await shop.checkout()).cartId)
    answerAuthorize("pending")
    const second = await shop.checkout()
    await shop.complete(second.cartId)
    await shop.complete(second.cartId)
    answerAuthorize("captured")

    const paid = await shop.complete(second.cartId)

    expect(paid.data.order?.display_id).toBe((first.data.order?.display_id ?? 0) + 3)
  })

  it("a plain completion emits order.placed and no payment.captured", async () => {
    const { cartId } = await shop.checkout()

    await shop.complete(cartId)

    expect(await events.delivered()).toEqual(["order.placed"])
  })

  it("completing a completed cart answers the same order without asking the provider", async () => {
    const { cartId } = await shop.checkout()
    const first = await shop.complete(cartId)
    gateway.forgetCalls()

    const second = await shop.complete(cartId)

    expect([second.status, second.data.order?.id]).toEqual([200, first.data.order?.id])
    expect(gateway.called).toEqual([])
  })

  describe("a completion that fails", () => {
    it("after authorizePayment captured: cancelPayment and then refundPayment, for the same payment", async () => {
      const { cartId, collectionId } = await shop.checkout()
      await refuseInserts("order_transaction")

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.message]).toEqual([500, "An unknown error occurred."])
      expect(gateway.called.slice(0, 3)).toEqual([
        "authorizePayment",
        "cancelPayment",
        "refundPayment",
      ])
      expect(await read(collectionId)).toMatchObject({
        payments: [{ captured: true, canceled: true, captures: ["10.5"], refunds: ["10.5"] }],
        order: null,
      })
    })

    it("while the captured payment is written: cancelPayment without an idempotency key, and no payment", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await refuseInserts("payment")

      await shop.complete(cartId)

      expect(gateway.called).toEqual(["authorizePayment", "cancelPayment"])
      expect(gateway.inputs("cancelPayment")).toEqual([
        {
          data: { session_id: sessionId, reference: "gateway_payment" },
          context: { idempotency_key: undefined },
        },
      ])
      expect(await read(collectionId)).toMatchObject({ payments: [], order: null })
    })

    it("after an earlier capture: a full refund, and a new session made from the old one's data", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await captureEarly(sessionId)
      await refuseInserts("order")
      gateway.forgetCalls()

      await shop.complete(cartId)

      expect(gateway.called[0]).toBe("refundPayment")
      // Core makes the new session and deletes the old one side by side.
      expect([...gateway.called].sort()).toEqual([
        "deletePayment",
        "initiatePayment",
        "refundPayment",
      ])
      const { payments, sessions, order } = await read(collectionId)
      expect([payments[0].refunds, order]).toEqual([["10.5"], null])
      expect(sessions).toMatchObject([{ status: "pending" }])
      expect(sessions[0].id).not.toBe(sessionId)
      expect(gateway.inputs("initiatePayment")[0].data).toEqual({
        session_id: sessions[0].id,
        reference: "gateway_payment",
      })
    })

    it("after an earlier capture that the provider will not refund: money kept, no order, a fresh session to pay again", async () => {
      gateway.answer("refundPayment", () => Promise.reject(new Error("no refunds")))
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await captureEarly(sessionId)
      await refuseInserts("order")

      await shop.complete(cartId)

      const record = await read(collectionId)
      expect(record).toMatchObject({
        status: "completed",
        payments: [{ captured: true, captures: ["10.5"], refunds: [] }],
        sessions: [{ status: "pending" }],
        order: null,
      })
      expect(record.sessions[0].id).not.toBe(sessionId)
    })

    it("because the provider is no longer enabled in the region: leaves a captured payment alone", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await captureEarly(sessionId)
      await database.raw("delete from region_payment_provider")
      gateway.forgetCalls()

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([400, "invalid_data"])
      expect(gateway.called).toEqual([])
      expect(await read(collectionId)).toMatchObject({
        sessions: [{ id: sessionId, status: "authorized" }],
        payments: [{ captured: true, refunds: [] }],
        order: null,
      })
    })
  })
})
