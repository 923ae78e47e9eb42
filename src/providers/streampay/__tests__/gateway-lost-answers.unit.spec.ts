import type { FaultEffect } from "../../../../sandbox/src"
import type { Gateway } from "../../../core/contract"
import { ATTEMPT_ID, money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

/*
 * Creating a payment when StreamPay's answer does not arrive: before the effect nothing was made,
 * after it something was. The shop cannot tell them apart, and must not make a payable link twice.
 */

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

const create = () => gateway.create(bench.request(money("250.00 SAR")))
const links = () => bench.sandbox.streampay.links()

const PRODUCT = "POST /products"
const LINK = "POST /payment_links"
const LIST = "GET /payment_links"

/** Losses that are noticed at once; with Retry-After: 0, so that nobody has to wait. */
const losses = (when: "before" | "after"): readonly [string, FaultEffect][] => [
  ["500", { kind: "status", status: 500, when, retryAfterSeconds: 0 }],
  ["503", { kind: "status", status: 503, when, retryAfterSeconds: 0 }],
  ["a page of HTML", { kind: "html", status: 502, when }],
  ["a reset connection", { kind: "reset", when }],
]

describe("a lost answer to the product", () => {
  it.each([...losses("before"), ...losses("after")])(
    "(%s) is asked for again: a second product is never seen",
    async (_, effect) => {
      bench.break(PRODUCT, effect, { times: 1 })
      const created = await create()
      expect(bench.calls()).toEqual([PRODUCT, PRODUCT, LINK])
      expect(links()).toEqual([expect.objectContaining({ id: created.reference })])
    }
  )

  it("that stays lost ends in a clear error, before there is a link", async () => {
    bench.break(PRODUCT, { kind: "status", status: 503, when: "before", retryAfterSeconds: 0 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unavailable", retry: true })
    expect(bench.calls()).toEqual([PRODUCT, PRODUCT, PRODUCT])
    expect(links()).toEqual([])
  })

  it.each(["before", "after"] as const)("(time-out %s the effect) ends too", async (when) => {
    gateway = bench.gateway({ timeoutMs: 150 })
    bench.break(PRODUCT, { kind: "timeout", when })
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "unavailable", retry: true })
    expect(error.detail).toMatch(/^no answer/)
    expect(bench.calls()).toEqual([PRODUCT])
  })
})

describe("a lost answer to the payment link", () => {
  const silent = (when: "before" | "after"): readonly [string, FaultEffect][] => [
    ...losses(when),
    ["nothing in the answer", { kind: "empty", when }],
    ["a page of HTML with status 200", { kind: "html", status: 200, when }],
  ]

  it.each([...silent("after"), ["half an answer", { kind: "truncated" }] as const])(
    "(%s) after it was made: it is found, and not made twice",
    async (_, effect) => {
      bench.break(LINK, effect, { times: 1 })
      const created = await create()
      expect(bench.calls()).toEqual([PRODUCT, LINK, LIST])
      expect(links()).toEqual([expect.objectContaining({ id: created.reference })])
      expect(created.nextAction).toMatchObject({ url: links()[0].url })
      bench.expectClean(created)
    }
  )

  it.each(silent("before"))("(%s) before it was made: it is made", async (_, effect) => {
    bench.break(LINK, effect, { times: 1 })
    const created = await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST, LINK])
    expect(links()).toEqual([expect.objectContaining({ id: created.reference })])
  })

  it("(time-out) is found when it was made, and made when it was not", async () => {
    gateway = bench.gateway({ timeoutMs: 300 })
    bench.break(LINK, { kind: "timeout", when: "after" }, { times: 1 })
    await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST])
    bench.reset()
    bench.break(LINK, { kind: "timeout", when: "before" }, { times: 1 })
    await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST, LINK])
    expect(links()).toHaveLength(1)
  })

  it("(far too much of it) is found", async () => {
    bench.break(LINK, { kind: "huge" }, { times: 1 })
    const created = await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST])
    expect(links()).toEqual([expect.objectContaining({ id: created.reference })])
  })

  it("is looked for by the attempt, never taken from another one", async () => {
    await gateway.create(bench.request(money("250.00 SAR"), { attemptId: "pgatt_OTHER" }))
    bench.sandbox.requests.clear()
    bench.break(LINK, { kind: "reset", when: "before" }, { times: 1 })
    const created = await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST, LINK])
    expect(bench.sandbox.streampay.link(created.reference ?? "").customMetadata).toMatchObject({
      attempt_id: ATTEMPT_ID,
    })
  })

  it("is looked for among the links of the last minute before the request", async () => {
    bench.break(LINK, { kind: "reset", when: "after" }, { times: 1 })
    const now = new Date()
    await gateway.create(bench.request(money("250.00 SAR"), { now }))
    const [{ query }] = bench.sandbox.requests.list({ method: "GET" })
    expect(new URLSearchParams(query).get("from_date")).toBe(
      new Date(now.getTime() - 60_000).toISOString()
    )
  })

  it("that was found is checked like any other", async () => {
    gateway = bench.gateway({ pricesIncludeVat: false })
    bench.break(LINK, { kind: "reset", when: "after" }, { times: 1 })
    expect((await bench.errorOf(create())).reason).toBe("rejected")
    expect(links()).toEqual([expect.objectContaining({ status: "INACTIVE" })])
  })

  it("twice in a row is unclear: nobody knows, and nobody has an address", async () => {
    bench.break(LINK, { kind: "reset", when: "before" })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unclear", retry: true })
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST, LINK])
  })

  it("is unclear when the links cannot be read either", async () => {
    bench.break(LINK, { kind: "reset", when: "after" })
    bench.break(LIST, { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unclear", retry: true })
    expect(bench.calls()).toEqual([PRODUCT, LINK, LIST, LIST, LIST])
    expect(links()).toHaveLength(1)
  })

  it("is found for a customer whose record is gone, too", async () => {
    bench.break(LINK, { kind: "reset", when: "after" }, { skip: 1, times: 1 })
    const created = await gateway.create(
      bench.request(money("250.00 SAR"), {
        customerReference: "11111111-2222-4333-8444-555555555555",
      })
    )
    expect(bench.calls()).toEqual([PRODUCT, LINK, LINK, LIST])
    expect(links()).toEqual([expect.objectContaining({ id: created.reference })])
  })
})

describe("a refused payment link", () => {
  it("is not asked for again", async () => {
    bench.break(LINK, { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "rate_limited", retry: true })
    expect(bench.calls()).toEqual([PRODUCT, LINK])
  })
})

describe("an odd answer", () => {
  it.each([
    ["new members", { kind: "extra_fields" }],
    ["a status that nobody knows", { kind: "unknown_enum", value: "FROZEN_X" }],
    ["much patience needed", { kind: "slow", delayMs: 50 }],
  ] as const)("with %s is taken", async (_, effect) => {
    bench.break("POST *", effect)
    const created = await create()
    expect(bench.calls()).toEqual([PRODUCT, LINK])
    expect(created).toMatchObject({ reference: links()[0].id, status: "pending" })
  })

  it.each([
    ["a page of HTML with status 200", { kind: "html", status: 200 }],
    ["half an answer", { kind: "truncated" }],
    ["nothing", { kind: "empty" }],
    ["far too much", { kind: "huge" }],
    ["an id that is none", { kind: "replace", members: { id: 5 } }],
  ] as const)("to the product (%s) ends before there is a link", async (_, effect) => {
    bench.break(PRODUCT, effect)
    expect(await bench.errorOf(create())).toMatchObject({
      reason: "unexpected_reply",
      retry: true,
    })
    expect(bench.calls()).toEqual([PRODUCT])
  })

  it("is none at all when StreamPay cannot be reached: nothing has happened", async () => {
    gateway = bench.gateway({ baseUrl: "http://localhost:1", timeoutMs: 2000 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unavailable", retry: true })
  })
})
