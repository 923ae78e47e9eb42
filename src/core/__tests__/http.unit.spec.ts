import { z } from "@medusajs/framework/zod"
import type { GatewayError } from "../errors"
import { HttpClient, type HttpClientOptions, type HttpRequest } from "../http"
import { Secret } from "../secret"
import { type Answer, brokenOff, GatewayServer, json, reset, text } from "./support/gateway-server"
import { recordingLogger } from "./support/recording-logger"
import { takeOverTimeOut, TIMEOUT_MS } from "./support/time-out"

const server = new GatewayServer()
const key = new Secret("sk_canary_4711")
const payment = z.object({ id: z.string(), payer: z.object({ name: z.string() }).optional() })

let runOutOfTime: () => void

beforeAll(() => server.start())
beforeEach(() => (runOutOfTime = takeOverTimeOut()))
afterEach(() => jest.restoreAllMocks())
afterAll(() => server.stop())

function client(options: Partial<HttpClientOptions> = {}) {
  return new HttpClient({
    gateway: "FakePay",
    baseUrl: server.url,
    timeoutMs: TIMEOUT_MS,
    retryDelayMs: 1,
    headers: () => ({ "x-api-key": key.reveal() }),
    secrets: [key],
    readRefusal: (body) => {
      const refusal = z
        .object({ error: z.object({ code: z.string(), message: z.string() }) })
        .safeParse(body)
      return refusal.data?.error ?? {}
    },
    ...options,
  })
}

const read: HttpRequest<z.output<typeof payment>> = {
  method: "GET",
  path: "/payments/1",
  schema: payment,
  repeatable: true,
}
const create = { ...read, method: "POST", path: "/payments", repeatable: false } as const

async function failureOf(
  request: HttpRequest<unknown>,
  options: Partial<HttpClientOptions> = {}
): Promise<GatewayError> {
  return client(options)
    .request(request)
    .then(
      () => Promise.reject(new Error("the request succeeded")),
      (error: GatewayError) => error
    )
}

describe("a request", () => {
  test("goes to the base URL with headers, query and body", async () => {
    server.answerWith(json(200, { id: "1" }))

    const reply = await client({ baseUrl: `${server.url}/api/v2/` }).request({
      ...create,
      query: { status: ["PAID", "REFUNDED"], note: "a b&c" },
      json: { amount: "10.50" },
    })

    expect(reply).toEqual({ id: "1" })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      url: "/api/v2/payments?status=PAID&status=REFUNDED&note=a+b%26c",
      body: '{"amount":"10.50"}',
      headers: { "x-api-key": key.reveal(), "content-type": "application/json" },
    })
  })

  test("goes to no other host, whatever its path says", async () => {
    server.answerWith(json(200, { id: "1" }))

    await client({ baseUrl: `${server.url}/api` }).request({
      ...read,
      path: "http://127.0.0.1:1/x",
    })
    await client({ baseUrl: `${server.url}/api` }).request({ ...read, path: "//127.0.0.1:1/x" })

    expect(server.requests.map(({ url }) => url.startsWith("/api/"))).toEqual([true, true])
  })

  test("reads its headers anew each time", async () => {
    server.answerWith(json(200, { id: "1" }))
    let count = 0
    const counting = client({ headers: () => ({ "x-count": String((count += 1)) }) })

    await counting.request(read)
    await counting.request(read)

    expect(server.requests.map(({ headers }) => headers["x-count"])).toEqual(["1", "2"])
  })
})

describe("a reply", () => {
  test("may have fields that are not documented yet", async () => {
    server.answerWith(
      json(200, { id: "1", new_field: { deep: [1] }, payer: { name: "A", age: 7 } })
    )

    await expect(client().request(read)).resolves.toMatchObject({ id: "1", payer: { name: "A" } })
  })

  test("may be empty where nothing is expected", async () => {
    server.answerWith(text(204, ""))

    await expect(client().request({ ...read, schema: z.unknown() })).resolves.toBeUndefined()
  })

  test.each<[string, Answer, string]>([
    ["HTML", text(200, "<html>Gateway</html>", { "content-type": "text/html" }), "not JSON"],
    ["truncated JSON", text(200, '{"id":"1"'), "not JSON"],
    ["an empty body", text(200, ""), "not JSON"],
    ["a word", text(200, "OK"), "not JSON"],
    [
      "a wrong type",
      json(200, { id: 1, payer: { name: null } }),
      "unexpected reply: id, payer.name",
    ],
    ["a list", json(200, [{ id: "1" }]), "unexpected reply: body"],
    ["null", json(200, null), "unexpected reply: body"],
  ])("%s is no documented reply", async (_, answer, detail) => {
    server.answerWith(answer)

    const error = await failureOf(read)

    expect(error).toMatchObject({ reason: "unexpected_reply", httpStatus: 200, retry: true })
    expect(error.detail).toContain(detail)
    expect(server.requests).toHaveLength(1)
    await expect(failureOf(create)).resolves.toMatchObject({ reason: "unclear", retry: true })
  })

  test.each([
    ["announced", { "content-length": "5000" }],
    ["in pieces", { "transfer-encoding": "chunked" }],
  ])("that is too big is not read to its end (%s)", async (_, headers) => {
    server.answerWith(text(200, JSON.stringify({ id: "x".repeat(4991) }), headers))

    const error = await failureOf(read, { maxReplyBytes: 1000 })

    expect(error).toMatchObject({ reason: "unexpected_reply", detail: "the reply is too big" })
    expect(server.requests).toHaveLength(1)
    const effect = await failureOf(create, { maxReplyBytes: 1000 })
    expect(effect.reason).toBe("unclear")
  })

  test("that redirects is not followed", async () => {
    server.answerWith(text(302, "", { location: "/elsewhere" }))

    await expect(failureOf(read)).resolves.toMatchObject({ reason: "rejected", httpStatus: 302 })
    expect(server.requests.map(({ url }) => url)).toEqual(["/payments/1"])
  })
})

describe("a refusal", () => {
  test.each<[number, string, string, boolean, number]>([
    [400, "rejected", "not_allowed", false, 1],
    [401, "configuration", "unexpected_state", false, 1],
    [403, "configuration", "unexpected_state", false, 1],
    [404, "not_found", "not_found", false, 1],
    [409, "rejected", "not_allowed", false, 1],
    [422, "rejected", "not_allowed", false, 1],
    [429, "rate_limited", "unexpected_state", true, 3],
    [500, "unavailable", "unexpected_state", true, 3],
    [502, "unavailable", "unexpected_state", true, 3],
    [503, "unavailable", "unexpected_state", true, 3],
  ])("of %p is %s (Medusa: %s)", async (status, reason, type, retry, times) => {
    server.answerWith(
      json(
        status,
        { error: { code: "E1", message: "because\n of this" } },
        { "x-request-id": "r-7" }
      )
    )

    const error = await failureOf(read)

    expect(error).toMatchObject({
      ...{ reason, type, retry, httpStatus: status, gatewayCode: "E1", requestId: "r-7" },
      detail: "because of this",
    })
    expect(error.message).toMatch(/^FakePay .*\(request r-7\)$/)
    expect(server.requests).toHaveLength(times)
  })

  test.each<[number, string]>([
    [400, "rejected"],
    [429, "rate_limited"],
    [500, "unclear"],
    [502, "unclear"],
    [503, "unclear"],
  ])("of %p to a call that may not be repeated is %s after one call", async (status, reason) => {
    server.answerWith(json(status, {}))

    expect((await failureOf(create)).reason).toBe(reason)
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ["HTML", text(503, "<html>down</html>")],
    ["nothing", text(503, "")],
    ["broken JSON", text(503, '{"error":')],
    ["null", text(503, "null")],
  ])("may come with %s as its body", async (_, answer) => {
    server.answerWith(answer)

    const error = await failureOf(read)

    expect(error).toMatchObject({ reason: "unavailable", httpStatus: 503 })
    expect(error.detail).toBeUndefined()
    expect(JSON.stringify(error)).not.toContain("<html>")
  })

  test("of any length is cut", async () => {
    const message = "long ".repeat(1000)
    server.answerWith(json(400, { error: { code: "C".repeat(500), message } }))

    const error = await failureOf(read)

    expect(error.detail).toHaveLength(300)
    expect(error.gatewayCode).toHaveLength(80)
  })
})

describe("a call that may not be repeated", () => {
  test.each<[string, Answer, string]>([
    ["reset before the answer", reset, "connection failed (ECONNRESET)"],
    ["reset within the answer", brokenOff, "the answer broke off"],
    ["left without an answer", () => runOutOfTime(), "no answer in time"],
  ])(
    "is sent once when it is %s, and nobody knows what became of it",
    async (_, answer, detail) => {
      server.answerWith(answer)

      const error = await failureOf(create)

      expect(error).toMatchObject({
        reason: "unclear",
        retry: true,
        type: "unexpected_state",
        detail,
      })
      expect(error.message).toContain("Nothing is lost")
      expect(server.requests).toHaveLength(1)
    }
  )

  test("has had no effect where nobody listens", async () => {
    const error = await failureOf(create, { baseUrl: "http://127.0.0.1:1" })

    expect(error).toMatchObject({
      reason: "unavailable",
      detail: "connection failed (ECONNREFUSED)",
    })
  })
})

describe("a call and its log line", () => {
  test("name gateway, method, path, outcome and request id", async () => {
    const { logger, texts } = recordingLogger()
    server.answerWith(
      json(200, { id: "1" }, { "x-request-id": "r-1" }),
      json(404, {}, { "x-request-id": "r-2" })
    )

    await client({ logger }).request(read)
    await failureOf(read, { logger })

    expect(texts("debug")[0]).toMatch(
      /^\[FakePay\] GET \/payments\/1 · HTTP 200 · request r-1 · \d+ ms$/
    )
    expect(texts("warn")[0]).toMatch(
      /^\[FakePay\] GET \/payments\/1 · not_found · HTTP 404 · request r-2 · .* · \d+ ms$/
    )
  })
})
