import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { mismatchOf } from "../invoice-state"
import { GatewayBench } from "./support/gateway-bench"
import { invoiceOf, REFERENCE } from "./support/invoices"
import { money } from "./support/money"

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

describe("an invoice", () => {
  const asked = {
    amount: money("10.50 USD"),
    testMode: false,
    isOwnReference: (reference: string) => reference === REFERENCE,
  }

  it.each([
    [{}, undefined],
    [{ currency: "usd" }, undefined],
    [{ amount: "10.50" }, undefined],
    [{ amount: 10.499999999999998 }, undefined],
    [{ amount: 10.51 }, "amount"],
    [{ amount: 10.49 }, "amount"],
    [{ amount: 1050 }, "amount"],
    [{ amount: 10.505 }, "amount"],
    [{ amount: "much" }, "amount"],
    [{ currency: "EUR" }, "currency"],
    [{ currency: "US" }, "currency"],
    [{ test_mode: true }, "test_mode"],
    [{ reference_id: "payses_OTHER" }, "reference"],
    [{ reference_id: `${REFERENCE}-2` }, "reference"],
    [{ reference_id: REFERENCE.toLowerCase() }, "reference"],
    [{ reference_id: "other", test_mode: true, currency: "EUR", amount: 1 }, "reference"],
    [{ test_mode: true, currency: "EUR", amount: 1 }, "test_mode"],
    [{ currency: "EUR", amount: 1 }, "currency"],
  ])("with %j differs in its %s", (changes, mismatch) => {
    expect(mismatchOf(invoiceOf(changes), asked)).toBe(mismatch)
  })

  it("of a test differs from a live one, and the other way round", () => {
    const test = { ...asked, testMode: true }
    expect(mismatchOf(invoiceOf({ test_mode: true }), test)).toBeUndefined()
    expect(mismatchOf(invoiceOf({ test_mode: false }), test)).toBe("test_mode")
  })
})

describe("a paid invoice that is another than was asked for", () => {
  let attempt: Attempt

  beforeEach(async () => {
    attempt = await bench.open(gateway)
    bench.controls.pay(attempt.reference ?? "")
  })

  const wrong: readonly [string, FaultEffect][] = [
    ["currency", { kind: "wrong_currency" }],
    ["amount", { kind: "replace", members: { amount: 1 } }],
    ["reference", { kind: "replace", members: { reference_id: "payses_OTHER" } }],
    ["test_mode", { kind: "replace", members: { test_mode: true } }],
  ]

  it.each(wrong)("in its %s is not believed", async (mismatch, effect) => {
    bench.break("GET /*", effect)
    const reread = await bench.reread(gateway, attempt)
    expect(reread).toMatchObject({ status: "requires_more", exception: "mismatched", mismatch })
    expect(reread.received.isZero()).toBe(true)
  })

  it.each(wrong)("in its %s does not unsettle what is captured", async (_, effect) => {
    const paid = await bench.reread(gateway, attempt)
    bench.break("GET /*", effect)
    const again = await bench.reread(gateway, paid)
    expect(again.status).toBe("captured")
    expect(again.received.toDecimal()).toBe("10.50")
  })

  it("is another one's invoice, swapped in", async () => {
    const other = await gateway.create(
      bench.request(bench.money("10.50 USD"), { sessionId: "payses_OTHER" })
    )
    bench.controls.pay(other.reference ?? "")
    const swapped = { ...attempt, reference: other.reference }
    expect(await bench.read(gateway, swapped)).toMatchObject({ mismatch: "reference" })
    const forgotten = { ...swapped, gatewayData: {} }
    expect(await bench.read(gateway, forgotten)).toMatchObject({ mismatch: "reference" })
  })

  it("is an earlier one of the same session, swapped in", async () => {
    const second = await gateway.create(
      bench.request(bench.money("10.50 USD"), { sequence: 2, attemptId: "pgatt_2" })
    )
    const swapped = { ...attempt, gatewayData: second.gatewayData }
    expect(await bench.read(gateway, swapped)).toMatchObject({ mismatch: "reference" })
  })

  it("is a test payment when the shop has gone live", async () => {
    const test = bench.gateway({ testMode: true })
    const created = await test.create(
      bench.request(bench.money("10.50 USD"), { sessionId: "payses_TESTMODE" })
    )
    bench.controls.pay(created.reference ?? "")
    const tested = {
      ...attempt,
      sessionId: "payses_TESTMODE",
      reference: created.reference,
      gatewayData: created.gatewayData,
    }
    expect(await bench.read(test, tested)).toMatchObject({ status: "paid" })
    expect((await bench.read(test, tested)).mismatch).toBeUndefined()
    expect(await bench.reread(gateway, tested)).toMatchObject({
      exception: "mismatched",
      mismatch: "test_mode",
      status: "requires_more",
    })
  })
})

describe("a creation that is answered with another invoice", () => {
  const create = () => gateway.create(bench.request(bench.money("10.50 USD")))

  it.each<[string, FaultEffect]>([
    ["amount", { kind: "replace", members: { amount: 11 } }],
    ["currency", { kind: "wrong_currency" }],
    ["test_mode", { kind: "replace", members: { test_mode: true } }],
    ["reference", { kind: "replace", members: { reference_id: "made-by-corefy" } }],
  ])("is refused, and the payer never sees it (%s)", async (mismatch, effect) => {
    bench.break("POST ", effect)
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.message).toContain(`(${mismatch})`)
    expect(bench.count("POST ")).toBe(1)
  })

  it.each(["process_failed", "expired", "terminated"])(
    "is refused when it is %s",
    async (status) => {
      bench.break("POST ", { kind: "replace", members: { status, resolution: "limit_violation" } })
      const error = await bench.errorOf(create())
      expect(error).toMatchObject({ reason: "rejected", retry: false })
      expect(error.detail).toContain(`is ${status} (limit_violation)`)
    }
  )

  it("goes on with the next reference when it is an earlier one", async () => {
    bench.break(
      "POST ",
      { kind: "replace", members: { amount: 11, metadata: { attempt_id: "pgatt_EARLIER" } } },
      { times: 1 }
    )
    expect((await create()).gatewayData).toEqual({ reference_id: "payses_TEST0001-2" })
  })
})
