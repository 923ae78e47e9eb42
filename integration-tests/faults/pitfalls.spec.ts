import {
  cancelOrderWorkflow,
  processPaymentWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { PaymentActions } from "@medusajs/framework/utils"
import { applyAttempt } from "../../src/settlement/apply-attempt"
import { describeDeferredShop, DIRECTA24, referenceOf } from "../support/deferred-shop"
import { PROVIDERS } from "../support/gateway-shop"
import { paid, without } from "./support/unguarded"

jest.setTimeout(120_000)

/**
 * What breaks silently in Medusa 2.21.2, and what stands against it here. Where it can be shown,
 * the same is first done without the guard: by Medusa's own workflow, or with a provider that does
 * what the guard prevents.
 */
describeDeferredShop((shop) => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  /** What core does with a webhook that says so. Core's own subscriber swallows the errors. */
  const tellCore = async (
    word: "authorized" | "captured",
    sessionId: string,
    amount: number
  ): Promise<string[]> => {
    const action = word === "captured" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED
    const { errors } = await processPaymentWorkflow(shop().container).run({
      input: { action, data: { session_id: sessionId, amount } },
      throwOnError: false,
    })
    return errors.map(({ error }) => String((error as Error).message))
  }

  const captures = async () =>
    (await shop().orders()).flatMap(({ payment_collections: collections }) =>
      collections.flatMap(({ payments }) =>
        payments.flatMap((payment) => payment.captures.map(({ amount }) => amount))
      )
    )

  describe("a session id that nobody knows", () => {
    it("core completes somebody's cart", async () => {
      shop().dropWebhooks()
      await paid(shop(), PROVIDERS.corefy, "usd")
      await tellCore("authorized", "payses_01UNKNOWN", 20)
      expect(await shop().orders()).toHaveLength(1)
    })

    it("the plugin keeps the webhook, and touches no cart", async () => {
      shop().dropWebhooks()
      const { session } = await paid(shop(), PROVIDERS.corefy, "usd")
      shop().sandbox.webhooks.faults.clear()
      shop().sandbox.streampay.sendEvent("PAYMENT_SUCCEEDED", {
        data: {
          metadata: { session_id: "payses_01UNKNOWN" },
          payment_link: { id: "33333333-4444-4555-8666-777777777777" },
        },
      })
      await shop().webhooksProcessed()
      const [event] = await shop().ledger.listPaymentGatewayWebhookEvents({})
      expect(event).toMatchObject({ state: "ignored" })
      expect(await shop().orders()).toEqual([])
      expect((await shop().attemptOf(session.id)).appliedStatus).not.toBe("captured")
    })

    it.each(["authorized", "captured"])(
      "the plugin touches no cart for an attempt whose session is gone: %s",
      async (status) => {
        shop().dropWebhooks()
        const { cart, session } = await shop().pay(PROVIDERS.streampay, "sar")
        await shop().store.changeQuantity(cart, 2)
        await paid(shop(), PROVIDERS.corefy, "usd")
        await shop().sql("update payment_gateway_attempt set status = ? where session_id = ?", [
          status,
          session.id,
        ])
        const attempt = await shop().attemptOf(session.id)
        expect(await applyAttempt(shop().container, attempt, "job")).toMatchObject({
          exception: "orphaned",
        })
        expect(await shop().orders()).toEqual([])
      }
    )
  })

  describe("a webhook that tells of a part of the money", () => {
    const payShort = async () => {
      shop().dropWebhooks()
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      shop().sandbox.corefy.pay(referenceOf(session), { amount: "4.00" })
      return session
    }

    it("core records all of it, when the provider believes the webhook", async () => {
      const session = await payShort()
      without(shop(), PROVIDERS.corefy, "authorizePayment", async ({ data = {} }) => ({
        status: "captured",
        data,
      }))
      expect(await tellCore("captured", session.id, 4)).toEqual([])
      expect(await captures()).toEqual([20])
    })

    it("core captures it twice when it is told twice", async () => {
      const session = await payShort()
      without(shop(), PROVIDERS.corefy, "authorizePayment", async ({ data = {} }) => ({
        status: "authorized",
        data,
      }))
      without(shop(), PROVIDERS.corefy, "capturePayment", async ({ data = {} }) => ({ data }))
      await tellCore("captured", session.id, 4)
      await tellCore("captured", session.id, 4)
      expect(await captures()).toEqual([4, 4])
    })

    it("the plugin's provider refuses core, whatever core was told", async () => {
      const session = await payShort()
      for (const amount of [4, 4, 20]) {
        expect(await tellCore("captured", session.id, amount)).not.toEqual([])
      }
      expect(await shop().orders()).toEqual([])
      const { status } = await shop().payments.retrievePaymentSession(session.id)
      expect(["pending", "requires_more"]).toContain(status)
    })

    it("the plugin makes no order, and shows staff what came, however often it is told", async () => {
      const session = await payShort()
      shop().sandbox.webhooks.faults.clear()
      for (let times = 0; times < 3; times += 1) {
        shop().sandbox.corefy.sendEvent("processed", { reference: referenceOf(session) })
      }
      await shop().webhooksProcessed()
      const attempt = await shop().attemptOf(session.id)
      expect(attempt).toMatchObject({ exception: "underpaid", status: "pending" })
      expect(attempt.received.toDecimal()).toBe("4.00")
      expect([await shop().orders(), await captures()]).toEqual([[], []])
    })
  })

  describe("money that comes after its order was canceled", () => {
    const canceled = async () => {
      const { session, orderId } = await shop().placed(DIRECTA24)
      await cancelOrderWorkflow(shop().container).run({ input: { order_id: orderId } })
      return { session, orderId }
    }

    it("core books it on the canceled order, when the provider says that it came", async () => {
      shop().dropWebhooks()
      const { session } = await canceled()
      without(shop(), PROVIDERS.directa24, "authorizePayment", async ({ data = {} }) => ({
        status: "captured",
        data,
      }))
      expect(await tellCore("captured", session.id, session.amount)).toEqual([])
      const order = await shop().onlyOrder()
      expect([order.status, order.transactions.length]).toEqual(["canceled", 1])
    })

    it("the plugin's provider refuses core", async () => {
      shop().dropWebhooks()
      const { session, orderId } = await canceled()
      shop().sandbox.directa24.pay(referenceOf(session), { evenIfClosed: true })
      expect(await tellCore("captured", session.id, session.amount)).not.toEqual([])
      await shop().staffChecks(orderId, session)
      const order = await shop().onlyOrder()
      expect([order.status, order.transactions, await captures()]).toEqual(["canceled", [], []])
    })

    it("the plugin books nothing, and shows it to staff as late", async () => {
      const { session } = await canceled()
      shop().sandbox.directa24.pay(referenceOf(session), { evenIfClosed: true })
      await shop().webhooksProcessed()
      const attempt = await shop().look(session.id)
      expect(attempt).toMatchObject({ status: "captured", exception: "late" })
      const order = await shop().onlyOrder()
      expect([order.status, order.transactions, await captures()]).toEqual(["canceled", [], []])
    })
  })

  describe("a refund that the gateway refuses", () => {
    const order = async () => {
      const { session } = await paid(shop(), PROVIDERS.corefy, "usd")
      const books = await shop().theOrder()
      await shop().webhooksProcessed()
      shop().sandbox.corefy.changeSettings({ refundRefusal: "insufficient_funds" })
      return { session, id: books.id, paymentId: books.payment_collections[0]?.payments[0]?.id }
    }
    const returned = () => shop().sandbox.corefy.refunds().length

    it("is not booked", async () => {
      const { session, paymentId = "" } = await order()
      await expect(
        refundPaymentWorkflow(shop().container).run({ input: { payment_id: paymentId } })
      ).rejects.toMatchObject({ message: expect.stringMatching(/did not accept/) as string })
      const { payment_collections: collections, transactions } = await shop().theOrder()
      expect(collections[0]?.payments[0]?.refunds).toEqual([])
      expect(transactions.map(({ amount }) => amount)).toEqual([20])
      expect((await shop().attemptOf(session.id)).refunded.toDecimal()).toBe("0.00")
    })

    it("core books it all the same when its order is canceled: the plugin tells staff", async () => {
      const { session, id } = await order()
      await cancelOrderWorkflow(shop().container).run({ input: { order_id: id } })
      const books = await shop().onlyOrder()
      expect(books.status).toBe("canceled")
      expect(books.transactions.map(({ amount }) => amount)).toEqual([20, -20])
      expect(returned()).toBe(0)
      const attempt = await shop().look(session.id)
      expect(attempt).toMatchObject({ status: "captured", exception: "orphaned" })
      const staff = await shop().asStaff()
      const { data } = await staff.get<{ count: number }>("/admin/payment-gateways/exceptions")
      expect(data.count).toBe(1)
    })
  })

  describe("Medusa cancels a payment that is paid, when an order cannot be made of it", () => {
    const paidOrder = async () => {
      await paid(shop(), PROVIDERS.corefy, "usd")
      const books = await shop().theOrder()
      await shop().webhooksProcessed()
      shop().sandbox.requests.clear()
      return books.payment_collections[0]?.payments[0]?.id ?? ""
    }

    it("core believes a provider that says it is done", async () => {
      const id = await paidOrder()
      without(shop(), PROVIDERS.corefy, "cancelPayment", async ({ data = {} }) => ({ data }))
      const payment = await shop().payments.cancelPayment(id)
      expect(payment.canceled_at).not.toBeNull()
      expect(payment.captured_at).not.toBeNull()
    })

    it("the plugin's provider refuses, and sends the gateway nothing", async () => {
      const id = await paidOrder()
      await expect(shop().payments.cancelPayment(id)).rejects.toThrow(/already paid/)
      expect(
        shop()
          .sandbox.requests.list()
          .filter(({ method }) => method !== "GET")
      ).toEqual([])
      expect(shop().sandbox.corefy.refunds()).toEqual([])
    })
  })
})
