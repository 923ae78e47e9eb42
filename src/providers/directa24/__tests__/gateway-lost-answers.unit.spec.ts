import type { FaultEffect } from "../../../../sandbox/src"
import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { GatewayBench } from "./support/gateway-bench"

/*
 * Creating an invoice when Directa24's answer does not arrive. Its page cannot be fetched again,
 * so the payer gets another invoice, under another number, and only once.
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

const NEW_INVOICE = "POST /api_curl/streamline/NewInvoice"
const STATUS = "POST /apd/webpaystatus"
const SECOND = `${SESSION_ID}-2`

const create = () => gateway.create(bench.request(bench.money("100.50 BRL")))
const invoices = () => bench.account.payments().map(({ reference }) => reference)

const losses = (when: "before" | "after"): readonly [string, FaultEffect][] => [
  ["500", { kind: "status", status: 500, when }],
  ["503", { kind: "status", status: 503, when }],
  ["a page of HTML", { kind: "html", status: 502, when }],
  ["a page of HTML with status 200", { kind: "html", status: 200, when }],
  ["nothing in the answer", { kind: "empty", when }],
  ["a reset connection", { kind: "reset", when }],
]

describe("a lost answer", () => {
  it.each(losses("before"))("(%s) before anything was made", async (_, effect) => {
    bench.break(NEW_INVOICE, effect, { times: 1 })
    const created = await create()
    expect(created).toMatchObject({ reference: SECOND, nextAction: { type: "redirect" } })
    expect(bench.calls()).toEqual([NEW_INVOICE, STATUS, NEW_INVOICE])
    expect(invoices()).toEqual([SECOND])
  })

  it.each([...losses("after"), ["half an answer", { kind: "truncated" }] as const])(
    "(%s) after an invoice was made whose page nobody has",
    async (_, effect) => {
      bench.break(NEW_INVOICE, effect, { times: 1 })
      const created = await create()
      expect(created.reference).toBe(SECOND)
      expect(bench.calls()).toEqual([NEW_INVOICE, STATUS, NEW_INVOICE])
      expect(invoices()).toEqual([SESSION_ID, SECOND])
    }
  )

  it.each([...losses("before"), ...losses("after")])(
    "(%s) for a second time is not followed by a third try",
    async (_, effect) => {
      bench.break(NEW_INVOICE, effect, { times: 2 })
      expect(await bench.errorOf(create())).toMatchObject({ reason: "unclear", retry: true })
      expect(bench.count(NEW_INVOICE)).toBe(2)
    }
  )

  it("is not repeated when the invoice cannot be looked up either", async () => {
    bench.break(NEW_INVOICE, { kind: "reset", when: "after" }, { times: 1 })
    bench.break(STATUS, { kind: "html", status: 200 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unclear", retry: true })
    expect(bench.count(NEW_INVOICE)).toBe(1)
  })

  it.each(["before", "after"] as const)("by a time-out %s leaves time to ask", async (when) => {
    gateway = bench.gateway({ timeoutMs: 200 })
    bench.break(NEW_INVOICE, { kind: "timeout", when }, { times: 1 })
    expect((await create()).reference).toBe(SECOND)
  })

  it("leads to no second invoice when somebody has paid the first", async () => {
    await create()
    bench.account.pay(SESSION_ID)
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "unclear", retry: true })
    expect(invoices()).toEqual([SESSION_ID])
    const observation = await bench.read(gateway, bench.attempt(bench.money("100.50 BRL")))
    expect(observation).toMatchObject({ status: "paid", reference: SESSION_ID })
    expect(observation.received.toDecimal()).toBe("100.50")
  })
})

describe("a number that is taken", () => {
  it("is followed by the next one", async () => {
    await create()
    expect((await create()).reference).toBe(SECOND)
    expect((await create()).reference).toBe(`${SESSION_ID}-3`)
  })

  it("is understood from an HTTP error, too", async () => {
    bench.account.changeSettings({ errorStatus: "http" } as never)
    await create()
    expect((await create()).reference).toBe(SECOND)
  })

  it("is looked up: a cancelled invoice is no reason to stop", async () => {
    await create()
    bench.account.cancel(SESSION_ID)
    expect((await create()).reference).toBe(SECOND)
  })

  it("ends after five", async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      await create()
    }
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "unclear" })
    expect(error.detail).toContain("every invoice number")
    expect(bench.account.payments()).toHaveLength(5)
  })

  it("and cannot be looked up is unclear", async () => {
    await create()
    bench.break(STATUS, { kind: "html", status: 200 })
    expect(await bench.errorOf(create())).toMatchObject({ reason: "unclear" })
    expect(invoices()).toEqual([SESSION_ID])
  })
})

describe("an answer that is none", () => {
  it.each([
    ["no link", { link: null }],
    ["no status", { status: null }],
    ["an object for a link", { link: {} }],
  ])("(%s) is like a lost one", async (_, members) => {
    bench.break(NEW_INVOICE, { kind: "replace", members: members as never }, { times: 1 })
    expect((await create()).reference).toBe(SECOND)
  })

  it.each(["javascript:alert(1)", "http://evil.example/pay", "not an address"])(
    "with the page %j is an error",
    async (link) => {
      bench.break(NEW_INVOICE, { kind: "replace", members: { link } })
      const error = await bench.errorOf(create())
      expect(error).toMatchObject({ reason: "unexpected_reply", retry: false })
      expect(error.toLogLine()).not.toContain("evil")
    }
  )

  it("has members that nobody knows: they are read past", async () => {
    bench.break(NEW_INVOICE, { kind: "extra_fields" })
    expect((await create()).reference).toBe(SESSION_ID)
  })
})

describe("reading a payment whose creation was not answered", () => {
  const attempt = (minutesAgo: number) =>
    bench.attempt(bench.money("100.50 BRL"), {
      createdAt: new Date(Date.now() - minutesAgo * 60_000),
    })

  it.each([
    [9, "pending"],
    [11, "failed"],
  ])("is, after %s minutes, %s", async (minutes, status) => {
    expect(await bench.read(gateway, attempt(minutes))).toMatchObject({
      status,
      gatewayStatus: "not created",
    })
    expect(bench.count(STATUS)).toBe(2)
  })

  it("finds money on the second try, too", async () => {
    bench.break(NEW_INVOICE, { kind: "reset", when: "before" }, { times: 1 })
    await create()
    bench.account.pay(SECOND)
    expect(await bench.reread(gateway, attempt(60))).toMatchObject({
      status: "captured",
      reference: SECOND,
    })
  })

  it("does not take an open invoice for one that can be paid", async () => {
    await create()
    expect(await bench.read(gateway, attempt(60))).toMatchObject({ status: "failed" })
  })
})
