import type { IEventBusModuleService } from "@medusajs/framework/types"
import { Modules, PaymentWebhookEvents } from "@medusajs/framework/utils"
import { TestEventUtils } from "@medusajs/test-utils"
import { contractSuite } from "./support/contract-suite"
import { sessionRequests } from "./support/plugin/src/session-requests"
import type { HttpReply } from "./support/shop"

contractSuite("http-routes", ({ shop, gateway, container, read }) => {
  const post = (url: string, body: string, type = "application/json"): Promise<HttpReply> =>
    shop.request("POST", url, Buffer.from(body), { "content-type": type })

  describe("core's route POST /hooks/payment/:provider", () => {
    const url = "/hooks/payment/scripted_main"
    const bus = (): IEventBusModuleService => container().resolve(Modules.EVENT_BUS)
    let emit: jest.SpyInstance | undefined

    /** Stops the event that the route emits, and tells with what it was emitted. */
    const catchEvent = (): jest.SpyInstance => {
      emit = jest.spyOn(bus(), "emit").mockResolvedValue(undefined)
      return emit
    }

    afterEach(() => {
      emit?.mockRestore()
      emit = undefined
    })

    it("answers 200 to an unsigned body, with and without pp_, for unknown providers too", async () => {
      const emitted = catchEvent()

      for (const provider of ["scripted_main", "pp_scripted_main", "no_such_provider"]) {
        expect((await post(`/hooks/payment/${provider}`, "{}")).status).toBe(200)
      }
      expect(emitted).toHaveBeenCalledTimes(3)
    })

    it("emits with a delay of 5 s and 3 attempts, whatever webhook_delay and webhook_retries say", async () => {
      const emitted = catchEvent()

      await post(url, "{}")

      expect(emitted.mock.calls[0]).toMatchObject([
        { name: PaymentWebhookEvents.WebhookReceived },
        { delay: 5000, attempts: 3 },
      ])
    })

    it("answers 200 to a content type that it cannot read, and passes no body on", async () => {
      const emitted = catchEvent()

      expect((await post(url, "<paid/>", "application/xml")).status).toBe(200)

      expect(emitted.mock.calls[0]).toMatchObject([
        { data: { payload: { data: {}, rawData: undefined } } },
        {},
      ])
    })

    it("refuses malformed JSON with 400 and a body above 100 kB with 413", async () => {
      const emitted = catchEvent()

      expect((await post(url, '{"paid":')).status).toBe(400)
      expect((await post(url, `{"long":"${"x".repeat(101 * 1024)}"}`)).status).toBe(413)
      expect(emitted).not.toHaveBeenCalled()
    })

    it("asks the provider only after its 200 and a timer, with the raw bytes, and then makes the order", async () => {
      const { collectionId, sessionId } = await shop.checkout()
      gateway.answer("getWebhookActionAndData", () => ({
        action: "captured",
        data: { session_id: sessionId, amount: 10.5 },
      }))
      const { WebhookReceived } = PaymentWebhookEvents
      const handled = TestEventUtils.waitSubscribersExecution(WebhookReceived, bus())

      expect((await post(url, '{"paid": 10.50}')).status).toBe(200)
      expect(gateway.called).toEqual([])

      await handled
      expect(gateway.inputs("getWebhookActionAndData")).toMatchObject([
        { data: { paid: 10.5 }, rawData: Buffer.from('{"paid": 10.50}') },
      ])
      expect((await read(collectionId)).order).not.toBeNull()
    })

    it("can be answered by a plugin's middleware for the providers of that plugin", async () => {
      const emitted = catchEvent()

      const reply = await post("/hooks/payment/intercepted_main", "{}")

      expect([reply.status, reply.data]).toEqual([202, { raw: true }])
      expect(emitted).not.toHaveBeenCalled()
    })
  })

  describe("a plugin's middleware on core's payment-sessions route", () => {
    it("runs after core has checked the body, and can add data that initiatePayment gets", async () => {
      const { collectionId } = await shop.openCart()
      sessionRequests.length = 0

      const headers = { "x-contract-add-data": "yes" }
      const session = await shop.startSession(collectionId, { from: "browser" }, headers)

      expect(sessionRequests).toEqual([
        expect.objectContaining({ provider_id: "pp_scripted_main" }) as unknown,
      ])
      expect(gateway.inputs("initiatePayment")[0].data).toEqual({
        from: "browser",
        cart_email: "server@example.com",
        session_id: session.id,
      })
    })

    it("does not see a body that core refuses", async () => {
      const { collectionId } = await shop.openCart()
      sessionRequests.length = 0

      const url = `/store/payment-collections/${collectionId}/payment-sessions`
      const reply = await shop.request("POST", url, { provider_id: 7 })

      expect([reply.status, sessionRequests]).toEqual([400, []])
    })
  })

  describe("a plugin's route with preserveRawBody", () => {
    it("gets JSON, text and forms parsed, and as a Buffer of the bytes", async () => {
      const bodies: [type: string, sent: string, body: unknown][] = [
        ["application/json", '{"paid": 10.50}', { paid: 10.5 }],
        ["text/plain", "paid", "paid"],
        ["application/x-www-form-urlencoded", "paid=1&a%5Bb%5D=2", { paid: "1", a: { b: "2" } }],
      ]
      for (const [type, sent, body] of bodies) {
        const reply = await post("/hooks/contract/any", sent, type)
        expect(reply.data).toEqual({ gateway: "any", raw: sent, body })
      }
    })

    it("gets every other type without bytes and with an empty body", async () => {
      const types = ["application/xml", "application/cloudevents+json", "application/octet-stream"]
      for (const type of types) {
        const reply = await post("/hooks/contract/any", '{"paid":1}', type)
        expect(reply.data).toEqual({ gateway: "any", raw: null, body: {} })
      }
    })

    it("takes a body up to its own sizeLimit, and answers 413 above", async () => {
      const bodyOf = (kilobytes: number): string => `{"long":"${"x".repeat(kilobytes * 1024)}"}`

      expect((await post("/hooks/contract/any", bodyOf(500))).status).toBe(200)
      expect((await post("/hooks/contract/any", bodyOf(1025))).status).toBe(413)
    })

    it("is not reached by malformed JSON, a bare JSON value or another charset: 400 and 415", async () => {
      const url = "/hooks/contract/any"
      const replies = [
        await post(url, '{"paid":'),
        await post(url, '"paid"'),
        await post(url, "{}", "application/json; charset=latin1"),
      ]

      expect(replies.map(({ status }) => status)).toEqual([400, 400, 415])
    })

    it("gets an empty Buffer and an empty body for an empty request", async () => {
      const reply = await post("/hooks/contract/any", "")

      expect(reply.data).toEqual({ gateway: "any", raw: "", body: {} })
    })
  })

  it("a plugin's route without preserveRawBody gets no raw body", async () => {
    const reply = await post("/contract/echo", '{"paid":1}')

    expect(reply.data).toEqual({ raw: false, body: { paid: 1 } })
  })

  it("a plugin's route replaces the route of core with the same path and method", async () => {
    const reply = await shop.request("GET", "/store/currencies/eur")

    expect(reply.data).toEqual({ answered_by: "plugin", code: "eur" })
  })

  it("a plugin's route with another name for the parameter does not replace core's", async () => {
    const reply = await shop.request("GET", "/store/return-reasons/unknown")

    expect(reply.status).toBe(200)
    expect(reply.data).not.toHaveProperty("answered_by")
  })

  it("routes under /store want a publishable key, others do not", async () => {
    const withoutKey = { "x-publishable-api-key": "" }
    const store = await shop.request("GET", "/store/currencies/eur", undefined, withoutKey)
    const own = await shop.request("GET", "/contract/client", undefined, withoutKey)

    expect([store.status, own.status]).toEqual([400, 200])
  })

  it("req.ip is the last forwarded address; request_context takes the first, which the browser can forge", async () => {
    const headers = { "x-forwarded-for": "203.0.113.1, 198.51.100.2" }

    const reply = await shop.request("GET", "/contract/client", undefined, headers)

    expect(reply.data).toEqual({ ip: "198.51.100.2", context: { ip_address: "203.0.113.1" } })
  })
})
