import fc from "fast-check"
import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayError } from "../../../core/errors"
import { GatewayServer, json, text } from "../../../core/__tests__/support/gateway-server"
import { GatewayBench, READ, refOf } from "./support/gateway-bench"
import { minutes, openAttemptOf, paymentOf } from "./support/readings"

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt
const server = new GatewayServer()

beforeAll(async () => {
  bench = await GatewayBench.start()
  await server.start()
})

afterAll(async () => {
  await bench.stop()
  await server.stop()
})

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
  bench.stream.pay(refOf(attempt))
  bench.sandbox.requests.clear()
})

const passing: readonly [string, FaultEffect][] = [
  ["429", { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 }],
  ["500", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }],
  ["502 in HTML", { kind: "html", status: 502 }],
  ["a reset connection", { kind: "reset", when: "before" }],
]

const lasting: readonly [string, FaultEffect, string, string][] = [
  ["a page of HTML with status 200", { kind: "html", status: 200 }, "unexpected_reply", "not JSON"],
  ["a page of HTML with 404", { kind: "html", status: 404 }, "unexpected_reply", "statusBaseUrl"],
  ["404 without a body", { kind: "empty", status: 404 }, "unexpected_reply", "statusBaseUrl"],
  ["half an answer", { kind: "truncated" }, "unexpected_reply", "not JSON"],
  ["nothing in the answer", { kind: "empty" }, "unexpected_reply", "not JSON"],
  ["far too much", { kind: "huge" }, "unexpected_reply", "too big"],
  ["a redirect", { kind: "status", status: 302, when: "before" }, "rejected", ""],
  ["403", { kind: "status", status: 403, when: "before" }, "configuration", ""],
]

describe("reading", () => {
  it.each(passing)("goes on after %s", async (_, effect) => {
    bench.break(READ, effect, { times: 1 })
    expect(await bench.read(gateway, attempt)).toMatchObject({ status: "paid" })
    expect(bench.count(READ)).toBe(2)
  })

  it.each(lasting)("is an error after %s, and no status", async (_, effect, reason, detail) => {
    bench.break(READ, effect)
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error.reason).toBe(reason)
    expect(error.toLogLine()).toContain(detail)
    expect(bench.count(READ)).toBe(1)
  })

  it.each([
    { message: "Not Found" },
    { status: "unknown" },
    { status: 404 },
    { status: "NOT_FOUND" },
    { error: { status: "not_found" } },
  ])("is an error after a 404 that is no status: %j", async (body) => {
    bench.break(READ, { kind: "status", status: 404, body })
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: true, httpStatus: 404 })
  })

  it.each(["before", "after"] as const)("is an error after a time-out (%s)", async (when) => {
    bench.break(READ, { kind: "timeout", when })
    const error = await bench.errorOf(bench.read(bench.gateway({ timeoutMs: 200 }), attempt))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(bench.count(READ)).toBe(1)
  })

  it("is read past new members", async () => {
    bench.break(READ, { kind: "extra_fields" })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it("waits for a slow answer", async () => {
    bench.break(READ, { kind: "slow", delayMs: 50 })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it.each([
    ["an id that is none", { payment_id: "1 OR 1=1" }],
    ["no id", { payment_id: null }],
    ["no status", { status: null }],
    ["an empty status", { status: "" }],
    ["a number for a status", { status: 5 }],
  ])("is an error with %s", async (_, members) => {
    bench.break(READ, { kind: "replace", members })
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: true })
    expect(error.toLogLine()).not.toContain("OR 1=1")
  })

  it("is pending and reported with a status that nobody knows", async () => {
    bench.break(READ, { kind: "unknown_enum", value: "HELD_X" })
    expect(await bench.read(gateway, attempt)).toMatchObject({
      status: "pending",
      unknownStatus: "HELD_X",
    })
  })

  it("of a wrong amount is a mismatch", async () => {
    bench.break(READ, { kind: "wrong_amount" })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "amount" })
  })

  it("asks for no id that is not of Stream's form", async () => {
    for (const reference of ["../page", "a b", "", "x".repeat(65), "abcdefgh?x"]) {
      const error = await bench.errorOf(bench.read(gateway, { ...attempt, reference }))
      expect(error).toMatchObject({ reason: "not_found", retry: false })
    }
    expect(bench.count(READ)).toBe(0)
  })
})

describe("any answer whatever", () => {
  const anyStatus = fc.constantFrom(200, 201, 400, 404, 422)
  const open = openAttemptOf("1.00 USD")

  const observe = async () => {
    const fuzzed = bench.gateway({ baseUrl: server.url, timeoutMs: 2000 })
    return bench.reread(fuzzed, open, {}, minutes(-1)).catch((error: unknown) => {
      if (!GatewayError.is(error)) {
        throw error
      }
      return undefined
    })
  }

  it("is never paid, and never a crash, when it is any JSON", async () => {
    await fc.assert(
      fc.asyncProperty(anyStatus, fc.jsonValue(), async (status, body) => {
        server.answerWith(json(status, body))
        expect((await observe())?.status).not.toBe("captured")
      }),
      { numRuns: 60 }
    )
  })

  it("is never paid, and never a crash, when it is any text", async () => {
    await fc.assert(
      fc.asyncProperty(anyStatus, fc.string(), async (status, body) => {
        server.answerWith(text(status, body))
        expect((await observe())?.status).not.toBe("captured")
      }),
      { numRuns: 40 }
    )
  })

  it("is paid only if what counts in it is right", async () => {
    const counts = ["payment_id", "status", "display_amount_usd"]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(paymentOf("completed"))),
        fc.jsonValue(),
        async (name, value) => {
          const right = paymentOf("completed")
          server.answerWith(json(200, { ...right, [name]: value }))
          const read = await observe()
          if (counts.includes(name) && value !== right[name as keyof typeof right]) {
            const isSame = name === "display_amount_usd" && value === 1
            expect(read?.status === "captured").toBe(isSame)
          }
        }
      ),
      { numRuns: 150 }
    )
    server.answerWith(json(200, paymentOf("completed")))
    expect((await observe())?.status).toBe("captured")
  })
})
