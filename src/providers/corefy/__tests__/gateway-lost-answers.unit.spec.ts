import type { FaultEffect } from "../../../../sandbox/src"
import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

const CREATE = "POST "
const FIND = "GET /"

function create(amount = "10.50 USD", changes = {}, one = gateway) {
  return one.create(bench.request(bench.money(amount), changes))
}

const lost: readonly [string, FaultEffect][] = [
  ["500", { kind: "status", status: 500, when: "after" }],
  ["502 in HTML", { kind: "html", status: 502, when: "after" }],
  ["503", { kind: "status", status: 503, when: "after" }],
  ["429", { kind: "status", status: 429, when: "after" }],
  ["422", { kind: "status", status: 422, when: "after" }],
  ["a reset connection", { kind: "reset", when: "after" }],
  ["half an answer", { kind: "truncated" }],
  ["nothing in the answer", { kind: "empty", when: "after" }],
  ["far too much", { kind: "huge" }],
]

describe("an invoice that was made, but whose answer was lost", () => {
  it.each(lost)("is found by its reference: %s", async (_, effect) => {
    bench.break(CREATE, effect, { times: 1 })
    const created = await create()
    const payments = bench.controls.payments()
    expect(payments).toHaveLength(1)
    expect(created).toMatchObject({
      reference: payments[0].reference,
      status: "requires_more",
      gatewayData: { reference_id: SESSION_ID },
    })
    expect(bench.calls().slice(0, 2)).toEqual(["POST ", "GET /"])
  })

  it("is found after a time-out", async () => {
    bench.break(CREATE, { kind: "timeout", when: "after" }, { times: 1 })
    const created = await create("10.50 USD", {}, bench.gateway({ timeoutMs: 1500 }))
    expect(bench.controls.payments().map(({ reference }) => reference)).toEqual([created.reference])
    expect(bench.count(CREATE)).toBe(1)
  })
})

const notMade: readonly [string, FaultEffect][] = [
  ["500", { kind: "status", status: 500, when: "before" }],
  ["503", { kind: "status", status: 503, when: "before" }],
  ["429", { kind: "status", status: 429, when: "before" }],
  ["a reset connection", { kind: "reset", when: "before" }],
]

describe("an invoice that was not made", () => {
  it.each(notMade)("is made by one more call with the same reference: %s", async (_, effect) => {
    bench.break(CREATE, effect, { times: 1 })
    const created = await create()
    expect(created.gatewayData).toEqual({ reference_id: SESSION_ID })
    expect(bench.controls.payments()).toHaveLength(1)
    expect(bench.calls()).toEqual(["POST ", "GET /", "POST "])
  })

  it.each(notMade)("is an error after two calls: %s", async (name, effect) => {
    bench.break(CREATE, effect)
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({
      reason: name === "429" ? "rate_limited" : "unclear",
      retry: true,
    })
    expect(bench.calls()).toEqual(["POST ", "GET /", "POST ", "GET /"])
  })

  it("is an error when it cannot be looked up either", async () => {
    bench.break(CREATE, { kind: "status", status: 500, when: "before" })
    bench.break(FIND, { kind: "status", status: 404, when: "before" })
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "unclear", httpStatus: 500 })
    expect(bench.count(CREATE)).toBe(1)
  })
})

describe("a reference that is taken", () => {
  it.each([422, 429] as const)("by this payment is no reason for another (%s)", async (status) => {
    bench.controls.changeSettings({ duplicateReferenceStatus: status })
    const first = await create()
    const again = await create()
    expect(again).toEqual(first)
    expect(bench.controls.payments()).toHaveLength(1)
  })

  it.each([422, 429] as const)("by another amount leads to the next one (%s)", async (status) => {
    bench.controls.changeSettings({ duplicateReferenceStatus: status })
    await create("9 USD")
    const created = await create("10.50 USD")
    expect(created.gatewayData).toEqual({ reference_id: `${SESSION_ID}-2` })
    expect(bench.controls.payment(created.reference ?? "")).toMatchObject({ amount: "10.50" })
  })

  it("by another currency leads to the next one", async () => {
    const eur = bench.gateway({ service: "payment_card_eur_hpp" })
    await create("10.50 EUR", {}, eur)
    expect((await create()).gatewayData).toEqual({ reference_id: `${SESSION_ID}-2` })
  })

  it("by the other mode leads to the next one", async () => {
    await create("10.50 USD", {}, bench.gateway({ testMode: true }))
    expect((await create()).gatewayData).toEqual({ reference_id: `${SESSION_ID}-2` })
  })

  it.each(["expire", "fail", "cancel"] as const)(
    "by an invoice that is over leads to the next one (%s)",
    async (end) => {
      bench.controls[end]((await create()).reference ?? "")
      expect((await create()).gatewayData).toEqual({ reference_id: `${SESSION_ID}-2` })
    }
  )

  it("by an invoice that is paid gives that one: the next reading finds the money", async () => {
    const first = await create()
    bench.controls.pay(first.reference ?? "")
    const again = await create()
    expect(again).toMatchObject({ reference: first.reference, gatewayStatus: "processed" })
  })

  it("is given up after five", async () => {
    for (let number = 1; number <= 5; number++) {
      const { reference } = await create()
      bench.controls.expire(reference ?? "")
    }
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.message).toContain("Start the checkout again")
    expect(bench.controls.payments()).toHaveLength(5)
  })
})

describe("reading a payment whose creation was not answered", () => {
  const unanswered = async () => bench.attempt(bench.money("10.50 USD"))
  const later = () => new Date(Date.now() + 10 * 60_000)

  it("finds it", async () => {
    const created = await create()
    const observation = await bench.read(gateway, await unanswered())
    expect(observation).toMatchObject({
      reference: created.reference,
      status: "requires_more",
      gatewayData: { reference_id: SESSION_ID },
      nextAction: created.nextAction,
    })
  })

  it("finds it paid", async () => {
    bench.controls.pay((await create()).reference ?? "")
    const attempt = await bench.reread(gateway, await unanswered())
    expect(attempt).toMatchObject({ status: "captured", exception: null })
    expect(attempt.reference).toBe(bench.controls.payments()[0].reference)
  })

  it("finds the one that can be paid behind one that is over", async () => {
    bench.controls.expire((await create()).reference ?? "")
    const second = await create()
    expect(await bench.read(gateway, await unanswered())).toMatchObject({
      reference: second.reference,
      gatewayData: { reference_id: `${SESSION_ID}-2` },
    })
  })

  it("finds it behind one that is another's", async () => {
    await create("9 USD")
    const second = await create()
    expect(await bench.read(gateway, await unanswered())).toMatchObject({
      reference: second.reference,
    })
  })

  it("tells that it is over when it is", async () => {
    bench.controls.expire((await create()).reference ?? "")
    expect(await bench.read(gateway, await unanswered())).toMatchObject({ status: "expired" })
  })

  it("does not find another's", async () => {
    await create("9 USD")
    await create("10.50 USD", { sessionId: "payses_OTHER" })
    const observation = await bench.read(gateway, await unanswered())
    expect(observation).toMatchObject({ status: "pending", gatewayStatus: "not created" })
    expect(observation.reference).toBeUndefined()
  })

  it("waits a while before it calls it failed", async () => {
    const attempt = await unanswered()
    expect(await bench.read(gateway, attempt)).toMatchObject({ status: "pending" })
    expect(await bench.read(gateway, attempt, later())).toMatchObject({
      status: "failed",
      gatewayStatus: "not created",
    })
  })

  it("is an error while Corefy cannot be asked", async () => {
    bench.break(FIND, { kind: "status", status: 401, when: "before" })
    const error = await bench.errorOf(bench.read(gateway, await unanswered()))
    expect(error.reason).toBe("configuration")
  })
})
