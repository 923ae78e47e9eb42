import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { detailsOf } from "../details"
import { invoiceSchema } from "../schemas"
import { GatewayBench } from "./support/gateway-bench"
import { INVOICE, invoiceOf, paidInvoice, replyOf } from "./support/invoices"

const RELATED = {
  "payment-service": { data: { type: "payment-services", id: "payment_card_usd_hpp" } },
  "payment-method": { data: { type: "payment-methods", id: "payment_card" } },
}

const related = (relationships: unknown) =>
  detailsOf(invoiceSchema.parse({ ...replyOf().data, relationships }))

describe("the fee", () => {
  it.each([
    ["0.30", "0.30"],
    ["0.00", "0.00"],
    [0.3, "0.30"],
    [0, "0.00"],
    [12, "12.00"],
    [0.3045, "0.3045"],
    // What arithmetic with floats leaves behind.
    [0.30000000000000004, "0.30"],
    [10.499999999999998, "10.50"],
    [1234567.89, "1234567.89"],
    ["a lot", undefined],
    ["-1", undefined],
    [-1, undefined],
    [0.123456789, undefined],
    [null, undefined],
    [{ amount: 1 }, undefined],
  ])("%j is %s", (told, amount) => {
    const { fee } = detailsOf(paidInvoice(10.5, { processed_fee: told }))
    expect(fee).toEqual(amount === undefined ? undefined : { amount, unit: "USD" })
  })

  it("is not told before it was taken", () => {
    expect(detailsOf(invoiceOf({ fee: "0.30" }))).toEqual({})
  })
})

describe("the method", () => {
  it.each([
    [RELATED, "payment_card"],
    [{ "payment-service": RELATED["payment-service"] }, "payment_card_usd_hpp"],
    [{ ...RELATED, "payment-method": { data: null } }, "payment_card_usd_hpp"],
    [[], undefined],
    [null, undefined],
    ["none", undefined],
    [{ "payment-method": { data: { id: 7 } } }, undefined],
  ])("of %j is %s", (relationships, method) => {
    expect(related(relationships).method).toBe(method)
  })
})

it("names a card payment's reference at the acquirer", () => {
  expect(detailsOf(paidInvoice(10.5, { rrn: "432109876543" })).transactions).toEqual([
    { id: "432109876543" },
  ])
  for (const rrn of [null, "", 5, "\0"]) {
    expect(detailsOf(paidInvoice(10.5, { rrn }))).not.toHaveProperty("transactions")
  }
})

it("tells nothing of the payer", () => {
  const reply = replyOf({
    status: "processed",
    processed_amount: 10.5,
    payload: { card: { mask: "512381******0000", holder: "JANE DOE" } },
    source: "512381******0000",
    customer: { email: "jane@example.com" },
  })
  const details = detailsOf(invoiceSchema.parse({ ...reply.data, relationships: RELATED }))
  expect(details).toEqual({ method: "payment_card" })
})

describe("a reading", () => {
  let bench: GatewayBench
  let gateway: Gateway
  let attempt: Attempt

  beforeAll(async () => {
    bench = await GatewayBench.start()
  })

  afterAll(() => bench.stop())

  beforeEach(async () => {
    bench.reset()
    bench.controls.changeSettings({ feePercent: "2.90" })
    gateway = bench.gateway()
    attempt = await bench.open(gateway, "100.00 USD")
  })

  it("of a paid invoice tells its fee and method", async () => {
    bench.controls.pay(attempt.reference ?? "")
    const { details } = await bench.reread(gateway, attempt)
    expect(details).toEqual({ fee: { amount: "2.90", unit: "USD" }, method: "payment_card" })
    bench.expectClean(details)
  })

  it("of an open one tells its method", async () => {
    expect((await bench.reread(gateway, attempt)).details).toEqual({ method: "payment_card" })
  })

  it("of another payment's invoice tells nothing", async () => {
    bench.controls.pay(attempt.reference ?? "")
    bench.break("GET /*", { kind: "replace", members: { reference_id: "payses_OTHER" } })
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({ mismatch: "reference" })
    expect(observation).not.toHaveProperty("details")
  })
})

it("reads an invoice without any of it", () => {
  expect(
    detailsOf(invoiceSchema.parse({ id: INVOICE, attributes: replyOf().data.attributes }))
  ).toEqual({})
})
