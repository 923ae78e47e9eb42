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
  bench.controls.pay(attempt.reference ?? "")
  bench.sandbox.requests.clear()
})

const READ = "GET /*"

const passing: readonly [string, FaultEffect][] = [
  ["429", { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 }],
  ["500", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }],
  ["502 in HTML", { kind: "html", status: 502 }],
  ["a reset connection", { kind: "reset", when: "before" }],
]

it.each(passing)("goes on after %s", async (_, effect) => {
  bench.break(READ, effect, { times: 1 })
  const observation = await bench.read(gateway, attempt)
  expect(observation).toMatchObject({ status: "paid" })
  expect(observation.received.toDecimal()).toBe("10.50")
  expect(bench.count(READ)).toBe(2)
})

const lasting: readonly [string, FaultEffect, string, string][] = [
  ["a page of HTML with status 200", { kind: "html", status: 200 }, "unexpected_reply", "not JSON"],
  ["half an answer", { kind: "truncated" }, "unexpected_reply", "not JSON"],
  ["nothing in the answer", { kind: "empty" }, "unexpected_reply", "not JSON"],
  ["far too much", { kind: "huge" }, "unexpected_reply", "too big"],
  ["a redirect", { kind: "status", status: 302, when: "before" }, "rejected", ""],
  ["401", { kind: "status", status: 401, when: "before" }, "configuration", ""],
  ["403", { kind: "status", status: 403, when: "before" }, "configuration", ""],
]

it.each(lasting)("is an error after %s", async (_, effect, reason, detail) => {
  bench.break(READ, effect)
  const error = await bench.errorOf(bench.read(gateway, attempt))
  expect(error.reason).toBe(reason)
  expect(error.toLogLine()).toContain(detail)
  expect(bench.count(READ)).toBe(1)
})

it.each(["before", "after"] as const)("is an error after a time-out (%s)", async (when) => {
  bench.break(READ, { kind: "timeout", when })
  const error = await bench.errorOf(bench.read(bench.gateway({ timeoutMs: 200 }), attempt))
  expect(error).toMatchObject({ reason: "unavailable", retry: true })
})

it.each([
  ["no status", { status: null }],
  ["a number for a status", { status: 5 }],
  ["no amount", { amount: null }],
  ["a list for an amount", { amount: [10.5] }],
  ["no currency", { currency: null }],
  ["no reference", { reference_id: null }],
  ["no test mode", { test_mode: null }],
  ["a word for the test mode", { test_mode: "false" }],
])("is an error with %s", async (_, members) => {
  bench.break(READ, { kind: "replace", members })
  const error = await bench.errorOf(bench.read(gateway, attempt))
  expect(error).toMatchObject({ reason: "unexpected_reply", retry: true })
  expect(error.detail).toContain(`data.attributes.${Object.keys(members)[0]}`)
})

it.each([
  ["less than was asked", { processed_amount: 10.49 }],
  ["nothing", { processed_amount: 0 }],
  ["null", { processed_amount: null }],
  ["a word", { processed_amount: "all" }],
  ["less than nothing", { processed_amount: -10.5 }],
  ["more decimals than there are", { processed_amount: 10.5049 }],
  ["a refund that is none", { refunded_amount: "some" }],
])("is never paid with %s processed", async (_, members) => {
  bench.break(READ, { kind: "replace", members })
  const reread = await bench.reread(gateway, attempt)
  expect(reread.status).toBe("pending")
})

it("is read past new members", async () => {
  bench.break(READ, { kind: "extra_fields" })
  expect((await bench.read(gateway, attempt)).status).toBe("paid")
})

it("reports words that nobody knows", async () => {
  bench.break(READ, { kind: "unknown_enum", value: "HELD_X" })
  expect(await bench.read(gateway, attempt)).toMatchObject({
    status: "pending",
    unknownStatus: "HELD_X: not a documented status",
  })
})
