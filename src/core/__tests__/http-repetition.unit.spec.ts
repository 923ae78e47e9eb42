import { z } from "@medusajs/framework/zod"
import { withDeadline } from "../deadline"
import type { GatewayError } from "../errors"
import { HttpClient, type HttpClientOptions } from "../http"
import { type Answer, brokenOff, GatewayServer, json, reset, text } from "./support/gateway-server"
import { takeOverTimeOut, TIMEOUT_MS } from "./support/time-out"

const server = new GatewayServer()
const success = json(200, { id: "1" })
/** Long enough to never end in a test. */
const AN_HOUR_MS = 3_600_000

beforeAll(() => server.start())
afterAll(() => server.stop())
afterEach(() => jest.restoreAllMocks())

function read(options: Partial<HttpClientOptions> = {}, repeatable = true) {
  return new HttpClient({
    gateway: "FakePay",
    baseUrl: server.url,
    timeoutMs: TIMEOUT_MS,
    retryDelayMs: 1,
    headers: () => ({}),
    secrets: [],
    readRefusal: () => ({}),
    ...options,
  }).request({ method: "POST", path: "/read", schema: z.object({ id: z.string() }), repeatable })
}

async function failureOf(options: Partial<HttpClientOptions>): Promise<GatewayError> {
  return read(options).then(
    () => Promise.reject(new Error("the request succeeded")),
    (error: GatewayError) => error
  )
}

/** The waits between calls, in milliseconds; each is cut short. The time-out is left as it is. */
function recordWaits(): number[] {
  const waits: number[] = []
  const setTimer = global.setTimeout
  jest.spyOn(global, "setTimeout").mockImplementation(((run: () => void, wait = 0) => {
    if (wait >= TIMEOUT_MS) {
      return setTimer(run, wait)
    }
    waits.push(wait)
    return setTimer(run, 0)
  }) as typeof setTimeout)
  return waits
}

describe("a call that may be repeated", () => {
  test.each<[string, Answer]>([
    ["too many requests", json(429, {})],
    ["a server error", json(500, {})],
    ["a bad gateway", text(502, "<html>")],
    ["a reset", reset],
    ["a reply that broke off", brokenOff],
  ])("is sent again after %s", async (_, answer) => {
    server.answerWith(answer, answer, success)

    await expect(read()).resolves.toEqual({ id: "1" })
    expect(server.requests).toHaveLength(3)
  })

  test.each<[string, Answer, string]>([
    ["too many requests", json(429, {}), "rate_limited"],
    ["server errors", json(503, {}), "unavailable"],
    ["resets", reset, "unavailable"],
    ["replies that break off", brokenOff, "unavailable"],
  ])("is given up after three %s", async (_, answer, reason) => {
    server.answerWith(answer)

    expect((await failureOf({})).reason).toBe(reason)
    expect(server.requests).toHaveLength(3)
  })

  test.each<[string, Answer]>([
    ["a refusal", json(400, {})],
    ["an unknown object", json(404, {})],
    ["wrong credentials", json(401, {})],
    ["a redirect", text(307, "", { location: "/elsewhere" })],
    ["a reply that cannot be understood", text(200, "<html>")],
  ])("is not sent again after %s", async (_, answer) => {
    server.answerWith(answer, success)

    await failureOf({})
    expect(server.requests).toHaveLength(1)
  })

  test("says that nobody listens", async () => {
    const error = await failureOf({ baseUrl: "http://127.0.0.1:1" })

    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(error.detail).toBe("connection failed (ECONNREFUSED)")
  })
})

describe("between repetitions", () => {
  test("the wait doubles, with jitter", async () => {
    const waits = recordWaits()
    const random = jest.spyOn(Math, "random")
    server.answerWith(json(500, {}))

    random.mockReturnValue(0)
    await failureOf({ retryDelayMs: 100 })
    random.mockReturnValue(0.5)
    await failureOf({ retryDelayMs: 100 })

    expect(waits.filter((wait) => wait >= 50)).toEqual([50, 100, 75, 150])
  })

  test("the wait is the gateway's, in seconds", async () => {
    const waits = recordWaits()
    server.answerWith(json(429, {}, { "retry-after": "3" }), success)

    await read()

    expect(waits).toContain(3000)
  })

  test("the wait is the gateway's, until a date", async () => {
    const waits = recordWaits()
    jest.spyOn(Date, "now").mockReturnValue(Date.parse("2026-03-01T12:00:00Z"))
    server.answerWith(
      json(503, {}, { "retry-after": "Sun, 01 Mar 2026 12:00:02 GMT" }),
      json(503, {}, { "retry-after": "Sun, 01 Mar 2026 11:00:00 GMT" }),
      success
    )

    await read()

    expect(waits).toEqual(expect.arrayContaining([2000, 0]))
  })

  test("a wait that cannot be read is our own", async () => {
    const waits = recordWaits()
    jest.spyOn(Math, "random").mockReturnValue(0)
    server.answerWith(json(429, {}, { "retry-after": "soon" }), success)

    await read({ retryDelayMs: 100 })

    expect(waits).toContain(50)
  })

  test("a wait beyond the time-out is not begun: the refusal is told at once", async () => {
    server.answerWith(json(429, {}, { "retry-after": "3600" }))

    const error = await failureOf({ timeoutMs: AN_HOUR_MS - 1 })

    expect(error).toMatchObject({ reason: "rate_limited", httpStatus: 429, retry: true })
    expect(server.requests).toHaveLength(1)
  })
})

describe("the time-out is for everything together", () => {
  const timedOut = { reason: "unavailable", detail: "no answer in time", retry: true }

  test("a gateway that never answers", async () => {
    const runOutOfTime = takeOverTimeOut()
    server.answerWith(runOutOfTime)

    await expect(failureOf({})).resolves.toMatchObject(timedOut)
    expect(server.requests).toHaveLength(1)
  })

  test("a gateway that never ends its answer", async () => {
    const runOutOfTime = takeOverTimeOut()
    server.answerWith((_, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      response.write('{"id":', runOutOfTime)
    })

    await expect(failureOf({})).resolves.toMatchObject(timedOut)
    expect(server.requests).toHaveLength(1)
  })

  test("a gateway that does not answer the repetition", async () => {
    const runOutOfTime = takeOverTimeOut()
    server.answerWith(json(500, {}), runOutOfTime)

    await expect(failureOf({})).resolves.toMatchObject(timedOut)
    expect(server.requests).toHaveLength(2)
  })

  test("a wait of our own that is too long", async () => {
    server.answerWith(json(500, {}))

    const error = await failureOf({ timeoutMs: 300, retryDelayMs: AN_HOUR_MS })

    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(server.requests).toHaveLength(1)
  })

  test("an operation that has no time left sends nothing", async () => {
    server.answerWith(success)

    const notSent = withDeadline(0, () => read({}, false))

    await expect(notSent).rejects.toMatchObject({ reason: "unavailable", retry: true })
    expect(server.requests).toHaveLength(0)
  })
})
