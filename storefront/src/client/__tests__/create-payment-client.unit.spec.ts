import http from "node:http"
import type { AddressInfo } from "node:net"
import { DONE, OPEN_STATES, stateOf } from "../../__tests__/support/payment-states.js"
import { createPaymentClient, PaymentClientError, type SessionState } from "../index.js"

interface Asked {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: http.IncomingHttpHeaders
  readonly body: unknown
}

type Answer = (asked: Asked, response: http.ServerResponse) => void

let server: http.Server
let asked: Asked[]
let answer: Answer

const json =
  (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(JSON.stringify(body))
  }

beforeEach(async () => {
  asked = []
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString()
      const { method, url, headers } = request
      const one = { method, url, headers, body: text === "" ? undefined : JSON.parse(text) }
      asked.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const backendUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const clientOf = (options: object = {}) =>
  createPaymentClient({ backendUrl: `${backendUrl()}/`, publishableKey: "pk_1", ...options })

describe("the payment client", () => {
  it("starts a cart's payment", async () => {
    const { session_id: id, ...data } = OPEN_STATES["streampay: link"]!
    answer = ({ url }, response) => {
      const sessions = [
        { id: "payses_other", provider_id: "pp_other", created_at: "2026-03-02" },
        { id: "payses_old", provider_id: "pp_streampay_streampay", created_at: "2026-02-01" },
        { id, provider_id: "pp_streampay_streampay", created_at: "2026-03-01", data },
      ]
      const isSession = url?.endsWith("/payment-sessions") ?? false
      json(200, {
        payment_collection: { id: "pay_col_1", ...(isSession && { payment_sessions: sessions }) },
      })({ method: "", url: "", headers: {}, body: "" }, response)
    }
    const started = await clientOf().startPayment({
      cartId: "cart_1",
      providerId: "pp_streampay_streampay",
      data: { document: "00003456789" },
    })
    expect(started).toEqual({ paymentCollectionId: "pay_col_1", sessionId: id, data })
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", "/store/payment-collections", { cart_id: "cart_1" }],
      [
        "POST",
        "/store/payment-collections/pay_col_1/payment-sessions",
        { provider_id: "pp_streampay_streampay", data: { document: "00003456789" } },
      ],
    ])
    expect(asked[0]?.headers).toMatchObject({
      "x-publishable-api-key": "pk_1",
      "content-type": "application/json",
    })
  })

  it("starts the payment of a collection that is there, whose sessions tell no data", async () => {
    answer = json(200, {
      payment_collection: {
        id: "pay_col_1",
        payment_sessions: [{ id: "payses_1", provider_id: "pp_x" }],
      },
    })
    const started = await clientOf().startPayment({
      paymentCollectionId: "pay_col_1",
      providerId: "pp_x",
    })
    expect(started).toEqual({ paymentCollectionId: "pay_col_1", sessionId: "payses_1", data: null })
    expect(asked).toHaveLength(1)
  })

  it.each<[string, unknown]>([
    ["no session", { payment_collection: { id: "pay_col_1", payment_sessions: [] } }],
    ["no collection", {}],
    ["nothing", null],
  ])("says so when the shop answers with %s", async (_, body) => {
    answer = json(200, body)
    const starting = clientOf().startPayment({ paymentCollectionId: "p", providerId: "pp_x" })
    await expect(starting).rejects.toBeInstanceOf(PaymentClientError)
  })

  it("reads a state, and sends a customer's headers", async () => {
    answer = json(200, DONE)
    const client = clientOf({ headers: async () => ({ authorization: "Bearer 1" }) })
    expect(await client.readStatus("payses/1")).toEqual(DONE)
    expect(asked[0]).toMatchObject({
      method: "GET",
      url: "/store/payment-gateways/sessions/payses%2F1",
      headers: { authorization: "Bearer 1", "x-publishable-api-key": "pk_1" },
    })
  })

  it("sends the payer's answers", async () => {
    answer = json(200, DONE)
    expect(await clientOf().answer("payses_1", { document: "1" })).toEqual(DONE)
    expect(asked[0]).toMatchObject({
      method: "POST",
      url: "/store/payment-gateways/sessions/payses_1/payer",
      body: { fields: { document: "1" } },
    })
  })

  it.each<[string, Answer, object]>([
    [
      "a refusal",
      json(400, { type: "invalid_data", message: "Please correct these fields" }),
      { status: 400, type: "invalid_data", retry: false, message: "Please correct these fields" },
    ],
    [
      "too many requests",
      json(429, {}, { "retry-after": "7" }),
      { status: 429, retry: true, retryAfterMs: 7_000 },
    ],
    [
      "a proxy's page",
      (_, response) => response.writeHead(502).end("<h1>Bad gateway</h1>"),
      { status: 502, type: null, retry: true, message: "The shop answered with an error (502)." },
    ],
    ["no JSON", (_, response) => response.end("hello"), { status: null, retry: true }],
    ["another JSON", json(200, { hello: 1 }), { status: null, retry: true }],
    ["no answer", (_, response) => response.destroy(), { status: null, retry: true }],
  ])("tells %s", async (_, reply, expected) => {
    answer = reply
    const error: unknown = await clientOf()
      .readStatus("payses_1")
      .catch((thrown: unknown) => thrown)
    expect(PaymentClientError.is(error)).toBe(true)
    expect(error).toMatchObject(expected)
  })

  it("ends a request with its signal's own reason", async () => {
    answer = () => undefined
    const ending = new AbortController()
    const reading = clientOf().readStatus("payses_1", { signal: ending.signal })
    ending.abort(new Error("enough"))
    await expect(reading).rejects.toThrow("enough")
  })
})

describe("following by the shop's stream", () => {
  const waiting = stateOf()
  const event = (name: string, id: number, state: SessionState) =>
    `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(state)}\n\n`

  it("tells each state as it comes, and asks nothing else", async () => {
    const later = { ...DONE, server_time: "2026-03-01T12:00:05.000Z" }
    answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
      response.write(": hello\n\nretry: 2000\n" + event("status", 1, waiting))
      const text = Buffer.from(event("status", 2, later) + event("end", 3, later))
      // Cut where it hurts.
      response.write(text.subarray(0, 20))
      setImmediate(() => response.end(text.subarray(20)))
    }
    const seen: SessionState[] = []
    const final = await clientOf().follow("payses_1", { onStatus: (state) => seen.push(state) })
    expect(final).toEqual(later)
    expect(seen).toEqual([waiting, later])
    expect(asked.map(({ url }) => url)).toEqual([
      "/store/payment-gateways/sessions/payses_1/events",
    ])
    expect(asked[0]?.headers).toMatchObject({
      accept: "text/event-stream",
      "x-publishable-api-key": "pk_1",
    })
  })

  it.each<[string, Answer]>([
    ["has no stream", json(404, { type: "not_found", message: "no" })],
    ["answers with JSON", json(200, waiting)],
    ["has too many of them", json(429, {}, { "retry-after": "60" })],
    ["refuses for now", json(500, {})],
    ["cuts it before the first state", (_, response) => response.destroy()],
  ])("asks for the state where the shop %s", async (_, stream) => {
    answer = (one, response) =>
      (one.url?.endsWith("/events") ? stream : json(200, DONE))(one, response)
    const onProblem = jest.fn()
    const onStatus = () => undefined
    expect(await clientOf().follow("payses_1", { onStatus, onProblem })).toEqual(DONE)
    expect(onProblem).not.toHaveBeenCalled()
    expect(asked.map(({ url }) => url?.split("/").at(-1))).toEqual(["events", "payses_1"])
  })

  it("opens no stream where none is wanted", async () => {
    answer = json(200, DONE)
    const client = clientOf({ stream: false })
    await client.follow("payses_1", { onStatus: () => undefined })
    expect(asked).toHaveLength(1)
  })

  it("gives up on a session that does not exist", async () => {
    answer = json(404, { type: "not_found", message: "There is no such payment session." })
    const following = clientOf().follow("payses_1", { onStatus: () => undefined })
    await expect(following).rejects.toMatchObject({ status: 404 })
  })

  it("ends when its signal says so, in the middle of a stream", async () => {
    const ending = new AbortController()
    answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" })
      response.write(event("status", 1, waiting))
    }
    const final = await clientOf().follow("payses_1", {
      signal: ending.signal,
      onStatus: () => ending.abort(),
    })
    expect(final).toBeUndefined()
  })
})
