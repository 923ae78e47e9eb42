import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import type { FaultEffect } from "../../../../sandbox/src"
import { GatewayBench } from "./support/gateway-bench"
import { CPF } from "./support/payer"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  bench.account.changeSettings({ feePercent: "3.5", rates: { BR: "5.8464" } })
  gateway = bench.gateway()
})

const DEPOSIT = "GET /v3/deposits/*"

const withBank = (bank: string) => ({ answers: { document: CPF, bank } })

const documentOf = ({ reference }: Attempt) => bench.account.payment(reference ?? "").document

describe("what is told of a paid deposit", () => {
  it("in local money is its method, its fee and Directa24's own id", async () => {
    const paid = await bench.openPaid(gateway, "100.50 BRL", withBank("IX"))
    expect(paid.details).toEqual({
      // 100.50 BRL are 17.19 USD at 5.8464.
      fee: { amount: "0.6", unit: "USD" },
      method: "PIX",
      transactions: [{ id: documentOf(paid) }],
    })
    bench.expectClean(paid.details)
  })

  it("in dollars is what the payer paid, too, and the rate of the invoice's day", async () => {
    const paid = await bench.openPaid(gateway, "100.00 USD", withBank("TE"))
    expect(paid.details).toEqual({
      fee: { amount: "3.5", unit: "USD" },
      paid: { amount: "584.64", unit: "BRL" },
      rate: { value: "5.8464", from: "USD", to: "BRL" },
      method: "Test",
      transactions: [{ id: documentOf(paid) }],
    })
  })

  it("is nothing of the payer", async () => {
    const { details } = await bench.openPaid(gateway, "100.50 BRL", withBank("VI"))
    expect(JSON.stringify(details)).not.toMatch(/jane|doe|@|52998224725|\*{2}|\d{13,}/i)
  })
})

describe("the deposit itself", () => {
  it("is read once", async () => {
    const paid = await bench.openPaid(gateway)
    const again = await bench.reread(gateway, paid)
    expect(bench.count(DEPOSIT)).toBe(1)
    expect(again.details).toEqual(paid.details)
  })

  it("is not read before it is paid", async () => {
    const attempt = await bench.open(gateway)
    await bench.reread(gateway, attempt)
    expect(bench.count(DEPOSIT)).toBe(0)
  })

  it.each([
    ["is away", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }, 2],
    ["is no JSON", { kind: "html", status: 200 }, 2],
    ["is not known", { kind: "status", status: 404, when: "before" }, 1],
  ] as readonly [string, FaultEffect, number][])(
    "that %s does not keep the payment from being taken",
    async (_, effect, readings) => {
      bench.break(DEPOSIT, effect)
      const paid = await bench.openPaid(gateway)
      expect(paid).toMatchObject({ status: "captured", exception: null })
      expect(paid.details).not.toHaveProperty("fee")
      expect(bench.logged("warn").join()).toContain("cannot be read")
      bench.sandbox.faults.clear()
      bench.sandbox.requests.clear()
      const again = await bench.reread(gateway, paid)
      expect(bench.count(DEPOSIT)).toBe(readings - 1)
      expect("fee" in again.details).toBe(readings === 2)
    }
  )

  it.each([
    ["of another invoice", { invoice_id: "payses_OTHER" }],
    ["with another id", { deposit_id: 300000999 }],
  ])("%s is not believed", async (_, members) => {
    bench.break(DEPOSIT, { kind: "replace", members })
    expect((await bench.openPaid(gateway)).details).not.toHaveProperty("fee")
  })

  it.each([
    [
      { fee_amount: "0.10", fee_currency: "USD" },
      { amount: "0.10", unit: "USD" },
    ],
    [
      { fee_amount: 12345678901.55, fee_currency: "COP" },
      { amount: "12345678901.55", unit: "COP" },
    ],
    [
      { fee_amount: 0, fee_currency: "USD" },
      { amount: "0", unit: "USD" },
    ],
    [{ fee_amount: -1 }, undefined],
    [{ fee_amount: 1e-7 }, undefined],
    [{ fee_amount: "a lot" }, undefined],
    [{ fee_amount: null }, undefined],
    [{ fee_currency: null }, undefined],
    [{ fee_currency: "dollars" }, undefined],
    [{ fee_amount: { value: 1 } }, undefined],
  ])("says as fee what it writes: %j", async (members, fee) => {
    bench.break(DEPOSIT, { kind: "replace", members })
    expect((await bench.openPaid(gateway)).details.fee).toEqual(fee)
  })
})

it("is not believed of an invoice that is another one", async () => {
  const attempt = await bench.open(gateway)
  bench.account.pay(attempt.reference ?? "")
  bench.break("POST /apd/webpaystatus", { kind: "wrong_currency" })
  const observation = await bench.read(gateway, attempt)
  expect(observation).toMatchObject({ mismatch: "currency" })
  expect(observation).not.toHaveProperty("details")
  expect(bench.count(DEPOSIT)).toBe(0)
})
