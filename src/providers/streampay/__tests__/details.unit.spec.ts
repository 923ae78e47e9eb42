import type { Gateway } from "../../../core/contract"
import { detailsOf } from "../details"
import { PAYMENT_STATUSES } from "../statuses"
import { GatewayBench } from "./support/gateway-bench"
import { invoiceReply, paymentReply } from "./support/replies"

const ID = "11111111-2222-4333-8444-555555555555"
const OTHER_ID = "11111111-2222-4333-8444-666666666666"

it("tells how a payment was made, and its id", () => {
  const invoices = [invoiceReply("COMPLETED", [paymentReply({ payment_method: "APPLE_PAY" })])]
  expect(detailsOf(invoices)).toEqual({ method: "APPLE_PAY", transactions: [{ id: ID }] })
})

it("tells each method once, and each payment", () => {
  const first = paymentReply()
  const second = paymentReply({ id: OTHER_ID, payment_method: "MADA" })
  const third = paymentReply({ id: OTHER_ID, payment_method: "BANK_TRANSFER" })
  const invoices = [invoiceReply("COMPLETED", [first, second]), invoiceReply("COMPLETED", [third])]
  expect(detailsOf(invoices)).toEqual({
    method: "MADA, BANK_TRANSFER",
    transactions: [{ id: ID }, { id: OTHER_ID }, { id: OTHER_ID }],
  })
})

it.each(Object.entries(PAYMENT_STATUSES))("of a payment that is %s (%s)", (status, meaning) => {
  const isMoney = ["paid", "partly_refunded", "refunded"].includes(meaning)
  const { transactions } = detailsOf([
    invoiceReply("COMPLETED", [paymentReply({ current_status: status })]),
  ])
  expect(transactions !== undefined).toBe(isMoney)
})

it.each([null, undefined, ""])("tells no method that StreamPay does not tell (%j)", (method) => {
  const invoices = [invoiceReply("COMPLETED", [paymentReply({ payment_method: method })])]
  expect(detailsOf(invoices)).toEqual({ transactions: [{ id: ID }] })
})

it("tells nothing of an invoice without payments", () => {
  expect(detailsOf([])).toEqual({})
  expect(detailsOf([invoiceReply("CREATED", null)])).toEqual({})
})

describe("a reading", () => {
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

  it("of a paid link tells them, and no more calls are made for it", async () => {
    const attempt = await bench.open(gateway)
    const { payments } = bench.sandbox.streampay.pay(attempt.reference ?? "", { method: "AMEX" })
    bench.sandbox.requests.clear()
    const { details } = await bench.reread(gateway, attempt)
    expect(details).toEqual({ method: "AMEX", transactions: [{ id: payments[0]?.id }] })
    expect(bench.calls()).toEqual(["GET /payment_links/{id}", "GET /invoices"])
    bench.expectClean(details)
  })

  it("of another session's link tells nothing", async () => {
    const attempt = await bench.open(gateway)
    bench.sandbox.streampay.pay(attempt.reference ?? "")
    const observation = await bench.read(gateway, { ...attempt, sessionId: "payses_OTHER" })
    expect(observation).toMatchObject({ mismatch: "reference" })
    expect(observation).not.toHaveProperty("details")
  })
})
