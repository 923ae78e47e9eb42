import {
  authorizePaymentSessionForOrderWorkflow,
  cancelOrderWorkflow,
  capturePaymentWorkflow,
  markPaymentCollectionAsPaid,
  processPaymentWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import type { AuthorizePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { contractSuite } from "./support/contract-suite"
import type { Checkout } from "./support/shop"

contractSuite("paid-order", ({ shop, gateway, events, container, read }) => {
  interface PlacedOrder extends Checkout {
    orderId: string
    paymentId: string
  }

  /** An order that authorizePayment let pass with the given status. */
  const placeOrder = async (status: AuthorizePaymentOutput["status"]): Promise<PlacedOrder> => {
    gateway.answer("authorizePayment", ({ data }) => ({ status, data }))
    const checkout = await shop.checkout()
    await shop.complete(checkout.cartId)
    const { order, payments } = await read(checkout.collectionId)
    gateway.forgetCalls()
    return { ...checkout, orderId: order?.id ?? "", paymentId: payments[0]?.id ?? "" }
  }

  const refuse = (method: "capturePayment" | "refundPayment" | "cancelPayment"): void =>
    gateway.answer(method, () =>
      Promise.reject(new MedusaError(MedusaError.Types.INVALID_DATA, "refused by the gateway"))
    )

  /** Runs a workflow and answers the message of its first error, if it has one. */
  const run = async <Input>(
    workflow: (scope: ReturnType<typeof container>) => {
      run(options: { input: Input; throwOnError: false }): Promise<{ errors: { error: unknown }[] }>
    },
    input: Input
  ): Promise<string | undefined> => {
    const { errors } = await workflow(container()).run({ input, throwOnError: false })
    return errors[0] && String((errors[0].error as Error).message)
  }

  describe("capture", () => {
    it("asks the provider without an amount, under the capture's id, and emits payment.captured", async () => {
      const { paymentId, sessionId } = await placeOrder("authorized")

      await run(capturePaymentWorkflow, { payment_id: paymentId })

      expect(gateway.inputs("capturePayment")).toEqual([
        {
          data: { session_id: sessionId, reference: "gateway_payment" },
          context: { idempotency_key: expect.stringMatching(/^capt_/) as string },
        },
      ])
      expect(await events.delivered()).toEqual(["order.placed", "payment.captured"])
    })

    it("in parts: one call per part, whose amount stands in the capture's committed row", async () => {
      const { paymentId, collectionId } = await placeOrder("authorized")
      const amounts: string[] = []
      gateway.answer("capturePayment", async ({ data, context }) => {
        const [capture] = await container()
          .resolve(Modules.PAYMENT)
          .listCaptures({ id: context?.idempotency_key })
        amounts.push(String(capture.amount))
        return { data }
      })

      await run(capturePaymentWorkflow, { payment_id: paymentId, amount: 4 })
      await run(capturePaymentWorkflow, { payment_id: paymentId, amount: 6.5 })

      expect(amounts).toEqual(["4", "6.5"])
      expect(await read(collectionId)).toMatchObject({
        status: "completed",
        payments: [{ captured: true, captures: ["4", "6.5"] }],
        order: { transactions: [{ amount: "4" }, { amount: "6.5" }] },
      })
    })

    it("refused by the provider: the error surfaces, the row goes, and the next try has another key", async () => {
      const { paymentId, collectionId } = await placeOrder("authorized")
      refuse("capturePayment")

      const first = await run(capturePaymentWorkflow, { payment_id: paymentId })
      await run(capturePaymentWorkflow, { payment_id: paymentId })

      expect(first).toBe("refused by the gateway")
      expect((await read(collectionId)).payments[0].captures).toEqual([])
      const keys = gateway.inputs("capturePayment").map(({ context }) => context?.idempotency_key)
      expect(new Set(keys).size).toBe(2)
    })
  })

  describe("refund", () => {
    it("asks the provider with {value, precision}, under the refund's id", async () => {
      const { paymentId, sessionId, collectionId } = await placeOrder("captured")

      await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })

      expect(gateway.inputs("refundPayment")).toEqual([
        {
          amount: { value: "4", precision: 20 },
          data: { session_id: sessionId, reference: "gateway_payment" },
          context: { idempotency_key: expect.stringMatching(/^ref_/) as string },
        },
      ])
      expect(await read(collectionId)).toMatchObject({
        payments: [{ refunds: ["4"] }],
        order: { transactions: [{ reference: "capture" }, { reference: "refund", amount: "-4" }] },
      })
      expect(await events.delivered()).toEqual(["order.placed", "payment.refunded"])
    })

    it("refused by the provider: the error surfaces, the row goes, and the next try has another key", async () => {
      const { paymentId, collectionId } = await placeOrder("captured")
      refuse("refundPayment")

      const first = await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })
      await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })

      expect(first).toBe("refused by the gateway")
      expect((await read(collectionId)).payments[0].refunds).toEqual([])
      const keys = gateway.inputs("refundPayment").map(({ context }) => context?.idempotency_key)
      expect(new Set(keys).size).toBe(2)
    })

    it("without an amount, after a partial refund: tries the full amount and fails before the provider", async () => {
      const { paymentId } = await placeOrder("captured")
      await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })
      gateway.forgetCalls()

      const error = await run(refundPaymentWorkflow, { payment_id: paymentId })

      expect(error).toContain("cannot refund more than what is captured")
      expect(gateway.called).toEqual([])
    })

    it("merges the data that the provider returns into the payment's", async () => {
      const { paymentId, collectionId } = await placeOrder("captured")
      gateway.answer("refundPayment", () => ({ data: { refunded: "4" } }))

      await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })

      expect((await read(collectionId)).payments[0].data).toMatchObject({
        reference: "gateway_payment",
        refunded: "4",
      })
    })
  })

  describe("a method that returns no data", () => {
    it.each(["capturePayment", "refundPayment"] as const)(
      "%s: the payment's data is wiped, and with it the gateway's reference",
      async (method) => {
        const { paymentId, collectionId } = await placeOrder("authorized")
        gateway.answer(method, () => ({}))

        await run(capturePaymentWorkflow, { payment_id: paymentId })
        await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })

        expect((await read(collectionId)).payments[0].data).toBeNull()
      }
    )

    it("updatePayment: the session's update fails, and the session stays as it was", async () => {
      const { sessionId, collectionId } = await shop.checkout()
      gateway.answer("updatePayment", () => ({}))
      const changes = { amount: 10.5, currency_code: "eur", data: {}, status: "error" as const }

      const update = container()
        .resolve(Modules.PAYMENT)
        .updatePaymentSession({ id: sessionId, ...changes })

      await expect(update).rejects.toThrow("non-undefined value to the property data")
      expect((await read(collectionId)).sessions[0].status).toBe("pending")
    })
  })

  describe("canceling the order", () => {
    it("with a captured payment: refunds what is left of it", async () => {
      const { orderId, paymentId, collectionId } = await placeOrder("captured")
      await run(refundPaymentWorkflow, { payment_id: paymentId, amount: 4 })
      gateway.forgetCalls()

      await run(cancelOrderWorkflow, { order_id: orderId })

      expect(gateway.called).toEqual(["refundPayment"])
      expect(await read(collectionId)).toMatchObject({
        status: "canceled",
        payments: [{ refunds: ["4", "6.5"], canceled: false }],
        order: { status: "canceled" },
      })
    })

    it("with a captured payment that the provider will not refund: canceled, and a refund is booked that never was", async () => {
      const { orderId, collectionId } = await placeOrder("captured")
      refuse("refundPayment")

      expect(await run(cancelOrderWorkflow, { order_id: orderId })).toBeUndefined()

      expect(await read(collectionId)).toMatchObject({
        payments: [{ captured: true, refunds: [] }],
        order: {
          status: "canceled",
          transactions: [{ reference: "capture" }, { reference: "refund", amount: "-10.5" }],
        },
      })
    })

    it("with an authorized payment: calls cancelPayment under the payment's id", async () => {
      const { orderId, paymentId, collectionId } = await placeOrder("authorized")

      await run(cancelOrderWorkflow, { order_id: orderId })

      expect(gateway.inputs("cancelPayment")).toMatchObject([
        { context: { idempotency_key: paymentId } },
      ])
      expect(await read(collectionId)).toMatchObject({ payments: [{ canceled: true }] })
    })

    it("with an authorized payment that the provider will not cancel: canceled, and the payment can still be captured", async () => {
      const { orderId, paymentId, collectionId } = await placeOrder("authorized")
      refuse("cancelPayment")

      expect(await run(cancelOrderWorkflow, { order_id: orderId })).toBeUndefined()
      expect(await read(collectionId)).toMatchObject({
        payments: [{ canceled: false }],
        order: { status: "canceled" },
      })

      expect(await run(capturePaymentWorkflow, { payment_id: paymentId })).toBeUndefined()
    })

    it("with a deferred payment: the provider is not called, and a late payment is booked on the canceled order", async () => {
      const { orderId, sessionId, collectionId } = await placeOrder("pending_authorization")

      await run(cancelOrderWorkflow, { order_id: orderId })
      expect(gateway.called).toEqual([])

      gateway.answer("authorizePayment", ({ data }) => ({ status: "captured", data }))
      const data = { session_id: sessionId, amount: 10.5 }
      await run(processPaymentWorkflow, { action: "captured", data })

      expect(await read(collectionId)).toMatchObject({
        status: "completed",
        order: { status: "canceled", transactions: [{ reference: "capture", amount: "10.5" }] },
      })
    })
  })

  describe("a deferred order", () => {
    it("cannot be marked as paid by staff", async () => {
      const { orderId, collectionId } = await placeOrder("pending_authorization")

      const error = await run(markPaymentCollectionAsPaid, {
        order_id: orderId,
        payment_collection_id: collectionId,
      })

      expect(error).toBe("Can only mark 'not_paid' payment collection as paid")
    })

    it("is paid by asking the provider again, with an order transaction and without payment.captured", async () => {
      const { sessionId, collectionId } = await placeOrder("pending_authorization")
      gateway.answer("authorizePayment", ({ data }) => ({ status: "captured", data }))

      await run(authorizePaymentSessionForOrderWorkflow, { payment_session_id: sessionId })

      expect(await read(collectionId)).toMatchObject({
        status: "completed",
        order: { transactions: [{ reference: "capture", amount: "10.5" }] },
      })
      expect(await events.delivered()).toEqual(["order.placed"])
    })

    it("takes a new session of the same collection, and a capture of that one", async () => {
      const { sessionId, collectionId } = await placeOrder("pending_authorization")
      const session = await shop.startSession(collectionId)
      gateway.answer("authorizePayment", ({ data }) => ({ status: "captured", data }))

      await run(processPaymentWorkflow, {
        action: "captured",
        data: { session_id: session.id, amount: 10.5 },
      })

      expect(session.id).not.toBe(sessionId)
      expect(await read(collectionId)).toMatchObject({
        sessions: [{ id: session.id, status: "authorized" }],
        order: { transactions: [{ reference: "capture", amount: "10.5" }] },
      })
    })
  })
})
