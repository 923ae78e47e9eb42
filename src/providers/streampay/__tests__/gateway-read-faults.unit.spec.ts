import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
  bench.sandbox.streampay.pay(attempt.reference ?? "")
  bench.sandbox.requests.clear()
})

const LINK = "GET /payment_links/*"
const INVOICES = "GET /invoices"
const calls = [LINK, INVOICES]

const passing: readonly [string, FaultEffect][] = [
  ["429", { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 }],
  ["500", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }],
  ["502 in HTML", { kind: "html", status: 502 }],
  ["503 after the effect", { kind: "status", status: 503, when: "after", retryAfterSeconds: 0 }],
  ["a reset connection", { kind: "reset", when: "before" }],
]

const lasting: readonly [string, FaultEffect, string, string][] = [
  ["a page of HTML with status 200", { kind: "html", status: 200 }, "unexpected_reply", "not JSON"],
  ["half an answer", { kind: "truncated" }, "unexpected_reply", "not JSON"],
  ["nothing in the answer", { kind: "empty" }, "unexpected_reply", "not JSON"],
  ["far too much", { kind: "huge" }, "unexpected_reply", "too big"],
  ["a redirect", { kind: "status", status: 302, when: "before" }, "rejected", ""],
]

describe.each(calls)("%s", (call) => {
  it.each(passing)("goes on after %s", async (_, effect) => {
    bench.break(call, effect, { times: 1 })
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({ status: "paid" })
    expect(observation.received.toDecimal()).toBe("250.00")
    expect(bench.count(call)).toBe(2)
  })

  it.each(lasting)("is an error after %s", async (_, effect, reason, detail) => {
    bench.break(call, effect)
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error.reason).toBe(reason)
    expect(error.toLogLine()).toContain(detail)
    expect(bench.count(call)).toBe(1)
  })

  it.each(["before", "after"] as const)("is an error after a time-out (%s)", async (when) => {
    bench.break(call, { kind: "timeout", when })
    const error = await bench.errorOf(bench.read(bench.gateway({ timeoutMs: 200 }), attempt))
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(bench.count(call)).toBe(1)
  })

  it("does not wait longer than its time for Retry-After", async () => {
    bench.break(call, { kind: "status", status: 429, when: "before", retryAfterSeconds: 60 })
    const error = await bench.errorOf(bench.read(bench.gateway({ timeoutMs: 2000 }), attempt))
    expect(error).toMatchObject({ reason: "rate_limited", retry: true, httpStatus: 429 })
    expect(bench.count(call)).toBe(1)
  })

  it("is read past new members", async () => {
    bench.break(call, { kind: "extra_fields" })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it("waits for a slow answer", async () => {
    bench.break(call, { kind: "slow", delayMs: 50 })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })

  it.each([
    ["an id that is none", { id: "1 OR 1=1" }],
    ["no status", { status: null }],
    ["a number for a status", { status: 5 }],
  ])("is an error with %s", async (_, members) => {
    bench.break(call, { kind: "replace", members })
    const error = await bench.errorOf(bench.read(gateway, attempt))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: true })
    expect(error.detail).toMatch(/^unexpected reply: /)
    expect(error.toLogLine()).not.toContain("OR 1=1")
  })
})

describe("a wrong answer", () => {
  it("of the link's amount or currency is a mismatch", async () => {
    bench.break(LINK, { kind: "wrong_amount" }, { times: 1 })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "amount" })
    bench.break(LINK, { kind: "wrong_currency" }, { times: 1 })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "currency" })
  })

  it("of the invoices' amounts: more than the link collected is a mismatch", async () => {
    bench.break(INVOICES, { kind: "wrong_amount", by: 1 })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "amount" })
  })

  it("of the invoices' amounts: less is not paid in full", async () => {
    bench.break(INVOICES, { kind: "wrong_amount", by: -1 })
    const reread = await bench.reread(gateway, attempt)
    expect(reread).toMatchObject({ status: "requires_more", exception: "underpaid" })
  })

  it("of the invoices' currency is a mismatch", async () => {
    bench.break(INVOICES, { kind: "wrong_currency" })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch: "currency" })
  })

  it("with words that nobody knows is pending, and reported", async () => {
    bench.break(INVOICES, { kind: "unknown_enum", value: "HELD_X" })
    expect(await bench.read(gateway, attempt)).toMatchObject({
      status: "pending",
      unknownStatus: "payment HELD_X",
    })
  })

  it("with a link status that nobody knows does not hide the money", async () => {
    bench.break(LINK, { kind: "unknown_enum", value: "FROZEN_X" })
    expect((await bench.read(gateway, attempt)).status).toBe("paid")
  })
})

describe("asking for what was refunded in part", () => {
  it("is an error when that cannot be read: the rest would be guessed", async () => {
    const [{ id }] = bench.sandbox.streampay.payments()
    bench.sandbox.streampay.refund(id, "100.00")
    bench.break("GET /payments/*", { kind: "status", status: 404, when: "before" })
    expect((await bench.errorOf(bench.read(gateway, attempt))).reason).toBe("not_found")
  })
})
