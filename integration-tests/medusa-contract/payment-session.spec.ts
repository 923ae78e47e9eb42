import { MedusaError, Modules } from "@medusajs/framework/utils"
import { contractSuite } from "./support/contract-suite"

contractSuite("payment-session", ({ shop, gateway, container, database, ...records }) => {
  const { read } = records
  const payments = () => container().resolve(Modules.PAYMENT)

  const sessionRows = async (): Promise<string[]> => {
    const { rows } = await database.raw("select id from payment_session order by id")
    return rows.map((row) => String(row.id))
  }

  describe("initiatePayment", () => {
    it("gets the amount as a JS number, a lower-case currency, and for a guest nothing but its key", async () => {
      const { collectionId } = await shop.openCart()

      const session = await shop.startSession(collectionId)

      expect(gateway.inputs("initiatePayment")).toEqual([
        {
          amount: 10.5,
          currency_code: "eur",
          data: { session_id: session.id },
          context: { idempotency_key: session.id },
        },
      ])
    })

    it("is called after the session's row is committed, so that other connections see it", async () => {
      const { collectionId } = await shop.openCart()
      const seen: string[] = []
      gateway.answer("initiatePayment", async ({ data }) => {
        seen.push(...(await sessionRows()))
        return { id: "gateway_payment", data: { session_id: data?.session_id } }
      })

      const session = await shop.startSession(collectionId)

      expect(seen).toContain(session.id)
    })

    it("may set the session's status", async () => {
      gateway.answer("initiatePayment", () => ({ id: "x", data: {}, status: "requires_more" }))
      const { collectionId } = await shop.openCart()

      const session = await shop.startSession(collectionId)

      expect(session.status).toBe("requires_more")
    })

    it("throwing a plain Error: 500 with an unknown error, and no session is left", async () => {
      gateway.answer("initiatePayment", () => Promise.reject(new Error("secret detail")))
      const { collectionId } = await shop.openCart()
      const before = await sessionRows()

      const reply = await shop.requestSession(collectionId)

      expect([reply.status, reply.data.type, reply.data.message]).toEqual([
        500,
        "unknown_error",
        "An unknown error occurred.",
      ])
      expect(await sessionRows()).toEqual(before)
    })

    it("throwing a MedusaError of type invalid_data: 400 with its message", async () => {
      const error = new MedusaError(MedusaError.Types.INVALID_DATA, "Too little to be paid.")
      gateway.answer("initiatePayment", () => Promise.reject(error))
      const { collectionId } = await shop.openCart()

      const reply = await shop.requestSession(collectionId)

      expect([reply.status, reply.data.type, reply.data.message]).toEqual([
        400,
        "invalid_data",
        "Too little to be paid.",
      ])
    })

    it("followed by a failure of the database: deletePayment gets the browser's data, not the provider's", async () => {
      gateway.answer(
        "initiatePayment",
        () => ({ id: "x", data: { reference: "lost" }, status: "no such status" }) as never
      )
      const { collectionId } = await shop.openCart()

      const reply = await shop.requestSession(collectionId, { from: "browser" })

      expect(reply.status).toBe(500)
      expect(gateway.inputs("deletePayment")).toEqual([{ data: { from: "browser" } }])
    })
  })

  describe("session data", () => {
    it("keeps every key that the browser sent, under the keys of the provider", async () => {
      gateway.answer("initiatePayment", () => ({ id: "x", data: { reference: "ours" } }))
      const { collectionId } = await shop.openCart()

      const session = await shop.startSession(collectionId, { paid: true, reference: "theirs" })

      expect(session.data).toEqual({ paid: true, reference: "ours" })
    })

    it("carries a forged session_id to authorizePayment, though initiatePayment got the real one", async () => {
      gateway.answer("initiatePayment", () => ({ id: "x", data: {} }))
      const { cartId, collectionId } = await shop.openCart()
      const session = await shop.startSession(collectionId, { session_id: "payses_forged" })

      await shop.complete(cartId)

      expect(gateway.inputs("initiatePayment")[0].data?.session_id).toBe(session.id)
      expect(gateway.inputs("authorizePayment")[0].data?.session_id).toBe("payses_forged")
    })

    it("carries the provider's own session_id to authorizePayment when initiatePayment returns it", async () => {
      const { cartId, collectionId } = await shop.openCart()
      const session = await shop.startSession(collectionId, { session_id: "payses_forged" })

      await shop.complete(cartId)

      expect(gateway.inputs("authorizePayment")[0].data?.session_id).toBe(session.id)
    })

    it("is shown to whoever knows the cart's id", async () => {
      const { cartId, sessionId } = await shop.checkout()

      const reply = await shop.request("GET", `/store/carts/${cartId}`)

      expect(reply.data.cart).toMatchObject({
        payment_collection: {
          payment_sessions: [{ id: sessionId, data: { reference: "gateway_payment" } }],
        },
      })
    })

    it("may be anything, but the request's other keys are refused", async () => {
      const { collectionId } = await shop.openCart()
      const url = `/store/payment-collections/${collectionId}/payment-sessions`
      const body = { provider_id: "pp_scripted_main", email: "shopper@example.com" }

      const reply = await shop.request("POST", url, body)

      expect([reply.status, reply.data.type]).toEqual([400, "invalid_data"])
      expect(gateway.called).toEqual([])
    })

    it("is all that authorizePayment gets besides the session's id: no amount and no customer", async () => {
      const { cartId, sessionId } = await shop.checkout()

      await shop.complete(cartId)

      expect(gateway.inputs("authorizePayment")).toEqual([
        {
          data: { session_id: sessionId, reference: "gateway_payment" },
          context: { idempotency_key: sessionId },
        },
      ])
    })

    it("is merged by every update, nested objects too: a key goes only when it is set to null", async () => {
      gateway.answer("initiatePayment", () => ({
        id: "x",
        data: {
          step: { type: "redirect", url: "https://pay" },
          list: [1, 2],
          old: "kept",
          gone: 1,
        },
      }))
      gateway.answer("authorizePayment", () => ({
        status: "captured",
        data: { step: { type: "wait" }, list: [3], gone: null },
      }))
      const { cartId, collectionId } = await shop.openCart()
      await shop.startSession(collectionId)

      await shop.complete(cartId)

      const { sessions, payments } = await read(collectionId)
      expect(sessions[0].data).toEqual({
        step: { type: "wait", url: "https://pay" },
        list: [3],
        old: "kept",
        gone: null,
      })
      expect(payments[0].data).toEqual({ step: { type: "wait" }, list: [3], gone: null })
    })
  })

  describe("updatePaymentSession of the payment module", () => {
    it("asks the provider's updatePayment, stores its data, and lets the caller's status win", async () => {
      gateway.answer("updatePayment", () => ({ data: { expired: true }, status: "pending" }))
      const { collectionId, sessionId } = await shop.checkout()

      await payments().updatePaymentSession({
        id: sessionId,
        amount: 10.5,
        currency_code: "eur",
        data: { asked: true },
        status: "canceled",
      })

      expect(gateway.inputs("updatePayment")).toEqual([
        { data: { asked: true }, amount: 10.5, currency_code: "eur", context: undefined },
      ])
      expect(await read(collectionId)).toMatchObject({
        sessions: [{ status: "canceled", data: { expired: true } }],
      })
    })

    it("changes the amount, which a completion then takes without comparing it with the cart", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await payments().updatePaymentSession({
        id: sessionId,
        amount: 1,
        currency_code: "eur",
        data: {},
      })

      const reply = await shop.complete(cartId)

      expect([reply.status, reply.data.type]).toEqual([200, "order"])
      expect(await read(collectionId)).toMatchObject({
        amount: "10.5",
        payments: [{ amount: "1", captures: ["1"] }],
        order: { transactions: [{ amount: "1" }] },
      })
    })
  })

  describe("another choice or another cart", () => {
    it("a second session deletes the first for good, and tells the provider without a context", async () => {
      const { collectionId, sessionId } = await shop.checkout()

      const second = await shop.startSession(collectionId)

      expect([...gateway.called].sort()).toEqual(["deletePayment", "initiatePayment"])
      expect(gateway.inputs("deletePayment")).toEqual([
        { data: { session_id: sessionId, reference: "gateway_payment" } },
      ])
      expect(await sessionRows()).toEqual([second.id])
    })

    it("a new total deletes the sessions and never calls updatePayment", async () => {
      const { cartId, collectionId } = await shop.checkout()

      const reply = await shop.addCup(cartId)

      expect(reply.status).toBe(200)
      expect(gateway.called).toEqual(["deletePayment"])
      expect(await read(collectionId)).toMatchObject({ amount: "21", sessions: [] })
    })

    it("a change that leaves the total leaves the session", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()

      await shop.request("POST", `/store/carts/${cartId}`, { email: "another@example.com" })

      expect(gateway.called).toEqual([])
      expect(await read(collectionId)).toMatchObject({ sessions: [{ id: sessionId }] })
    })

    it("a deletePayment that throws: 500, the cart is put back, the collection's amount is not", async () => {
      gateway.answer("deletePayment", () => Promise.reject(new Error("gateway unreachable")))
      const { cartId, collectionId, sessionId } = await shop.checkout()

      const reply = await shop.addCup(cartId)

      expect([reply.status, reply.data.message]).toEqual([
        500,
        "Could not delete all payment sessions",
      ])
      const cart = await shop.request("GET", `/store/carts/${cartId}`)
      expect(cart.data.cart).toMatchObject({ total: 10.5 })
      expect(await read(collectionId)).toMatchObject({
        amount: "21",
        sessions: [{ id: sessionId, amount: "10.5" }],
      })
    })

    it("a new total deletes the session of a captured payment too, and the shopper can pay again", async () => {
      const { cartId, collectionId, sessionId } = await shop.checkout()
      await payments().authorizePaymentSession(sessionId, {})
      await shop.addCup(cartId)
      await shop.startSession(collectionId)

      const reply = await shop.complete(cartId)

      expect(reply.data.type).toBe("order")
      expect(await read(collectionId)).toMatchObject({
        payments: [{ captures: ["10.5"] }, { captures: ["21"] }],
        order: { transactions: [{ reference: "capture", amount: "21" }] },
      })
    })
  })
})
