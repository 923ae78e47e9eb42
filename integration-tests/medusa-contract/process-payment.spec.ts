import { processPaymentWorkflowId } from "@medusajs/medusa/core-flows"
import type { AuthorizePaymentOutput, WebhookActionResult } from "@medusajs/framework/types"
import { Modules, PaymentActions, PaymentWebhookEvents } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { contractSuite } from "./support/contract-suite"

contractSuite("process-payment", ({ shop, gateway, events, container, read }) => {
  /** Runs the workflow that core's webhook subscriber runs, and answers its first error. */
  const processPayment = async (
    action: WebhookActionResult["action"],
    sessionId: string,
    amount = 10.5
  ): Promise<string | undefined> => {
    const { errors } = await container()
      .resolve(Modules.WORKFLOW_ENGINE)
      .run(processPaymentWorkflowId, {
        input: { action, data: { session_id: sessionId, amount } },
        throwOnError: false,
      })
    return errors[0] && String(errors[0].error.message)
  }

  const answerAuthorize = (status: AuthorizePaymentOutput["status"]): void =>
    gateway.answer("authorizePayment", ({ data }) => ({ status, data }))

  const paidOrder = {
    payments: [{ captured: true, captures: ["10.5"] }],
    order: { transactions: [{ reference: "capture", amount: "10.5" }] },
  }

  describe("captured, before the cart is completed", () => {
    it("and the provider says captured: order, capture, transaction and payment.captured", async () => {
      const { collectionId, sessionId } = await shop.checkout()

      expect(await processPayment("captured", sessionId)).toBeUndefined()

      expect(await read(collectionId)).toMatchObject(paidOrder)
      expect(gateway.called).toEqual(["authorizePayment"])
      expect((await events.delivered()).sort()).toEqual(["order.placed", "payment.captured"])
    })

    it("and the provider says authorized: the provider's capturePayment is called, the order is paid", async () => {
      answerAuthorize("authorized")
      const { collectionId, sessionId } = await shop.checkout()

      await processPayment("captured", sessionId)

      expect(gateway.called).toEqual(["authorizePayment", "capturePayment"])
      expect(await read(collectionId)).toMatchObject(paidOrder)
    })

    it("and the provider still says pending: an error, and nothing happens", async () => {
      answerAuthorize("pending")
      const { collectionId, sessionId } = await shop.checkout()

      expect(await processPayment("captured", sessionId)).toContain("was not authorized")

      expect(await read(collectionId)).toMatchObject({ payments: [], order: null })
      expect(await events.delivered()).toEqual([])
    })

    it("for 4 of 10.5, and the provider says captured: the full 10.5 is recorded", async () => {
      const { collectionId, sessionId } = await shop.checkout()

      await processPayment("captured", sessionId, 4)

      expect(await read(collectionId)).toMatchObject({ status: "completed", ...paidOrder })
    })

    it("for 4 of 10.5, and the provider says authorized: 4 are captured, and 4 again when it is repeated", async () => {
      answerAuthorize("authorized")
      const { collectionId, sessionId } = await shop.checkout()

      await processPayment("captured", sessionId, 4)
      expect((await read(collectionId)).order?.transactions).toEqual([
        { reference: "capture", amount: "4" },
      ])

      await processPayment("captured", sessionId, 4)
      expect((await read(collectionId)).payments[0].captures).toEqual(["4", "4"])
    })

    it("for 99 of 10.5, and the provider says authorized: an error, an authorized payment and no order", async () => {
      answerAuthorize("authorized")
      const { collectionId, sessionId } = await shop.checkout()

      expect(await processPayment("captured", sessionId, 99)).toContain("cannot capture more")

      expect(await read(collectionId)).toMatchObject({
        payments: [{ captured: false, captures: [] }],
        order: null,
      })
    })

    it("for 99 of 10.5, and the provider says captured: 10.5 is recorded, without an error", async () => {
      const { collectionId, sessionId } = await shop.checkout()

      expect(await processPayment("captured", sessionId, 99)).toBeUndefined()

      expect(await read(collectionId)).toMatchObject(paidOrder)
    })

    it("for a session that a cart change deleted: an error, the payment is lost to Medusa", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await shop.addCup(cartId)

      expect(await processPayment("captured", sessionId)).toContain("was not found")

      expect(await read(collectionId)).toMatchObject({ payments: [], order: null })
    })

    it.each(["error", "canceled"] as const)(
      "for a session that is in status %s: the order is made all the same",
      async (status) => {
        const { collectionId, sessionId } = await shop.checkout()
        const session = { id: sessionId, amount: 10.5, currency_code: "eur", data: {}, status }
        await container().resolve(Modules.PAYMENT).updatePaymentSession(session)

        await processPayment("captured", sessionId)

        expect(await read(collectionId)).toMatchObject(paidOrder)
      }
    )
  })

  describe("captured, after the cart is completed", () => {
    it("and captured: nothing is captured again, but payment.captured is emitted each time", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await shop.complete(cartId)
      gateway.forgetCalls()

      await processPayment("captured", sessionId)
      await processPayment("captured", sessionId)

      expect(gateway.called).toEqual([])
      expect(await read(collectionId)).toMatchObject(paidOrder)
      expect(await events.delivered()).toEqual([
        "order.placed",
        "payment.captured",
        "payment.captured",
      ])
    })

    it("as a deferred order: capture, order transaction and payment.captured", async () => {
      answerAuthorize("pending_authorization")
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await shop.complete(cartId)
      answerAuthorize("captured")

      await processPayment("captured", sessionId)

      expect(await read(collectionId)).toMatchObject({ status: "completed", ...paidOrder })
      expect(await events.delivered()).toEqual(["order.placed", "payment.captured"])
    })

    it("as a deferred order, for 4 of 10.5: the payment says 10.5 and the order says 4", async () => {
      answerAuthorize("pending_authorization")
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await shop.complete(cartId)
      answerAuthorize("captured")

      await processPayment("captured", sessionId, 4)

      expect(await read(collectionId)).toMatchObject({
        status: "completed",
        payments: [{ captured: true, captures: ["10.5"] }],
        order: { transactions: [{ reference: "capture", amount: "4" }] },
      })
    })
  })

  it("captured, twice, racing two /complete in the same process: one order and one capture", async () => {
    const { cartId, collectionId, sessionId } = await shop.checkout()

    const [first, second] = await Promise.all([
      shop.complete(cartId),
      shop.complete(cartId),
      processPayment("captured", sessionId),
      processPayment("captured", sessionId),
    ])

    expect(first.data.order?.id).toBe(second.data.order?.id)
    expect(gateway.called).toEqual(["authorizePayment"])
    expect(await read(collectionId)).toMatchObject(paidOrder)
  })

  describe("authorized", () => {
    it("completes the cart", async () => {
      answerAuthorize("authorized")
      const { collectionId, sessionId } = await shop.checkout()

      await processPayment("authorized", sessionId)

      expect(await read(collectionId)).toMatchObject({
        payments: [{ captured: false }],
        order: { transactions: [] },
      })
    })

    it("for a deferred order while the provider says captured: a captured payment and an order that looks unpaid", async () => {
      answerAuthorize("pending_authorization")
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await shop.complete(cartId)
      answerAuthorize("captured")

      await processPayment("authorized", sessionId)

      expect(await read(collectionId)).toMatchObject({
        payments: [{ captured: true, captures: ["10.5"] }],
        order: { transactions: [] },
      })
      expect(await events.delivered()).toEqual(["order.placed"])
    })

    it("for a session id that does not exist: completes some open cart that has nothing to do with it", async () => {
      const checkout = await shop.checkout()
      const cart = await shop.openCart()
      await shop.startSession(cart.collectionId)

      await processPayment("authorized", "payses_unknown")

      const collections = [await read(checkout.collectionId), await read(cart.collectionId)]
      expect(collections.filter(({ order }) => order !== null)).toHaveLength(1)
    })
  })

  it.each(["failed", "pending"] as const)(
    "%s, given to the workflow directly: it tries to complete the cart",
    async (action) => {
      const { collectionId, sessionId } = await shop.checkout()

      await processPayment(action, sessionId)

      expect(gateway.called).toEqual(["authorizePayment"])
      expect((await read(collectionId)).order).not.toBeNull()
    }
  )

  it("failed, canceled, pending and the like, over core's subscriber: ignored", async () => {
    const { collectionId, sessionId } = await shop.checkout()
    const before = await read(collectionId)
    const bus = container().resolve(Modules.EVENT_BUS)
    const name = PaymentWebhookEvents.WebhookReceived
    const payload = { data: {}, rawData: "", headers: {} }
    const ignored = [
      PaymentActions.FAILED,
      PaymentActions.CANCELED,
      PaymentActions.PENDING,
      PaymentActions.REQUIRES_MORE,
      PaymentActions.PENDING_AUTHORIZATION,
      PaymentActions.NOT_SUPPORTED,
    ]
    for (const action of ignored) {
      const data = { session_id: sessionId, amount: 10.5 }
      gateway.answer("getWebhookActionAndData", () => ({ action, data }))
      const handled = TestEventUtils.waitSubscribersExecution(name, bus)
      await bus.emit({ name, data: { provider: "scripted_main", payload } })
      await handled
    }

    expect(gateway.called).toEqual(ignored.map(() => "getWebhookActionAndData"))
    expect(await read(collectionId)).toEqual(before)
  })
})
