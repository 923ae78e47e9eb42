import type { FaultEffect } from "../../../../sandbox/src"
import { GatewayServer, json, text } from "../../../core/__tests__/support/gateway-server"
import { CLIENT_ID, CREATE, CREATE_PAGE, GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
const server = new GatewayServer()

beforeAll(async () => {
  bench = await GatewayBench.start()
  await server.start()
})

afterAll(async () => {
  await bench.stop()
  await server.stop()
})

beforeEach(() => bench.reset())

const create = (options: Record<string, unknown> = {}) =>
  bench.gateway(options).create(bench.request(bench.money("15.89 USD")))

const lost: readonly [string, FaultEffect][] = [
  ["a server error before", { kind: "status", status: 500, when: "before" }],
  ["a server error after it was made", { kind: "status", status: 503, when: "after" }],
  ["a cut connection before", { kind: "reset", when: "before" }],
  ["a cut connection after it was made", { kind: "reset", when: "after" }],
  ["a proxy's page", { kind: "html", status: 502 }],
  ["half an answer", { kind: "truncated" }],
  ["no answer in the answer", { kind: "empty" }],
]

describe.each([
  ["page", CREATE_PAGE],
  ["manual", CREATE],
])("a creation whose answer was lost (%s)", (mode, call) => {
  it.each(lost)("is tried once more after %s", async (_, effect) => {
    bench.break(call, effect, { times: 1 })
    const created = await create({ mode })
    expect(created.reference).toBe(bench.stream.payments().at(-1)?.id)
    expect(bench.count(call)).toBe(2)
  })

  it.each(lost)("is given up after a second time: %s", async (_, effect) => {
    bench.break(call, effect)
    const error = await bench.errorOf(create({ mode }))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(bench.count(call)).toBe(2)
  })

  it.each(["before", "after"] as const)("is given up in time (%s)", async (when) => {
    bench.break(call, { kind: "timeout", when })
    const error = await bench.errorOf(create({ mode, timeoutMs: 150 }))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
  })
})

it("a shop that cannot reach Stream says so", async () => {
  const error = await bench.errorOf(create({ baseUrl: "http://127.0.0.1:1/api/v1" }))
  expect(error).toMatchObject({ reason: "unavailable", retry: true })
})

describe("a creation that Stream refuses", () => {
  it.each(["page", "manual"])("because the shop is not approved says so (%s)", async (mode) => {
    bench.stream.changeSettings({ shopApproved: false })
    const error = await bench.errorOf(create({ mode }))
    expect(error).toMatchObject({ reason: "configuration", retry: false, httpStatus: 403 })
    expect(error.message).toContain("not approved")
    expect(bench.sandbox.requests.list()).toHaveLength(1)
  })

  it("because of its client id is not tried again", async () => {
    const error = await bench.errorOf(create({ clientId: "another_shop" }))
    expect(error).toMatchObject({ reason: "not_found", retry: false })
    expect(bench.sandbox.requests.list()).toHaveLength(1)
  })

  it.each([
    [400, "rejected", false],
    [401, "configuration", false],
    [422, "rejected", false],
    [429, "rate_limited", true],
  ])("with %d is not tried again", async (status, reason, retry) => {
    const body = { message: "amount_usd is too small" }
    bench.break(CREATE_PAGE, { kind: "status", status, body })
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason, retry, httpStatus: status })
    expect(error.toLogLine()).toContain("amount_usd is too small")
    expect(bench.count(CREATE_PAGE)).toBe(1)
  })

  it.each([
    [{ message: "one" }, "one"],
    [{ error: "two" }, "two"],
    [{ error: { message: "three" } }, "three"],
    [{ message: 5, error: "four" }, "four"],
    [{ message: null, error: [] }, "did not accept"],
    [[], "did not accept"],
  ])("is told in Stream's words: %j", async (body, words) => {
    server.answerWith(json(400, body))
    const error = await bench.errorOf(create({ baseUrl: server.url }))
    expect(error.toLogLine()).toContain(words)
  })
})

describe("the payment page", () => {
  const PAGE = { paymentID: "LGC1IV87abcdef", expiryAt: "2026-05-01T12:10:00+00:00" }
  const pageAt = async (url: unknown, baseUrl = server.url) => {
    server.answerWith(json(200, { ...PAGE, url }))
    return create({ baseUrl })
  }

  it.each([
    "https://pay.streampayments.app/payment/LGC1IV87",
    "https://streampayments.app/payment/LGC1IV87?lang=en",
    "https://go.streampayments.app/LGC1IV87",
  ])("may be Stream's own: %s", async (url) => {
    expect((await pageAt(url)).nextAction).toEqual({ type: "redirect", url, method: "GET" })
  })

  it("may be on the host of another API that the merchant chose", async () => {
    const url = `${server.url}/payment/1`
    expect((await pageAt(url)).nextAction).toMatchObject({ url })
  })

  it.each([
    "http://pay.streampayments.app/payment/1",
    "https://streampayments.app.evil.example/payment/1",
    "https://evil-streampayments.app/payment/1",
    "https://pay.streampayments.app@evil.example/",
    "https://user:word@pay.streampayments.app/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//pay.streampayments.app/payment/1",
    "/payment/1",
    "",
  ])("is no other's: %j", async (url) => {
    const error = await bench.errorOf(pageAt(url))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: false })
    expect(error.message).toContain("not its own")
  })

  it.each([
    ["no id", { paymentID: undefined }],
    ["an id that is a path", { paymentID: "../../payment" }],
    ["an id that is too short", { paymentID: "abc" }],
    ["an id that is a number", { paymentID: 12345678 }],
    ["its id in another case", { paymentID: undefined, payment_id: "LGC1IV87abcdef" }],
    ["no address", { url: undefined }],
    ["an address that is a number", { url: 5 }],
  ])("is asked for once more, and then given up, with %s", async (_, changes) => {
    server.answerWith(json(200, { ...PAGE, url: `${server.url}/p`, ...changes }))
    const error = await bench.errorOf(create({ baseUrl: server.url }))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(server.requests).toHaveLength(2)
  })

  it.each([undefined, null, "", "soon", 5])("may lack its time: %j", async (expiryAt) => {
    server.answerWith(json(201, { ...PAGE, url: `${server.url}/p`, expiryAt }))
    const created = await create({ baseUrl: server.url })
    expect(created).toMatchObject({ reference: PAGE.paymentID, expiresAt: null })
  })
})

it("a request carries no secret and no credentials", async () => {
  server.answerWith(text(500, ""))
  await bench.errorOf(create({ baseUrl: server.url }))
  const [request] = server.requests
  expect(request.url).toBe(`/payment/${CLIENT_ID}/page`)
  expect(request.headers).not.toHaveProperty("authorization")
  expect(JSON.stringify(request)).not.toContain(bench.stream.clientSecret)
})
