import type { Attempt, ObservedStatus } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { attemptOf, money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

const MINUTE = 60_000

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt
let linkId: string

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
  linkId = attempt.reference ?? ""
  bench.sandbox.requests.clear()
})

const read = (at?: Date) => bench.read(gateway, attempt, at)

/** Reads again and tells what of the money matters. */
async function readMoney() {
  const { status, received, refunded, mismatch } = await read()
  return {
    status,
    received: received.toDecimal(),
    refunded: refunded.toDecimal(),
    ...(mismatch && { mismatch }),
  }
}

describe("reading an open payment", () => {
  it("asks for the link and its invoices, and nothing else", async () => {
    const at = new Date()
    const observation = await read(at)
    expect(bench.calls()).toEqual(["GET /payment_links/{id}", "GET /invoices"])
    expect(observation).toMatchObject({
      status: "pending",
      gatewayStatus: "payment link ACTIVE",
      observedAt: at,
      expiresAt: attempt.expiresAt,
      gatewayData: { payments: [] },
    })
    expect(await readMoney()).toEqual({ status: "pending", received: "0.00", refunded: "0.00" })
    bench.expectClean(observation)
  })

  it.each([
    ["ACTIVE", "pending"],
    ["INACTIVE", "canceled"],
    ["COMPLETED", "pending"],
    ["PAUSED", "pending"],
  ] as const)("of a link that is %s: %s", async (status, expected) => {
    bench.sandbox.streampay.setLinkStatus(linkId, status)
    const observation = await read()
    expect(observation).toMatchObject({
      status: expected,
      gatewayStatus: `payment link ${status}`,
    })
    expect(observation.unknownStatus).toBe(status === "PAUSED" ? "payment link PAUSED" : undefined)
  })

  it.each(["ACTIVE", "INACTIVE"] as const)(
    "of a link past its time that StreamPay shows as %s",
    async (expiredLinkStatus) => {
      bench.sandbox.streampay.changeSettings({ expiredLinkStatus })
      bench.sandbox.streampay.expire(linkId)
      const { status } = await read(new Date(Date.now() + MINUTE))
      expect(status).toBe(expiredLinkStatus === "ACTIVE" ? "expired" : "canceled")
    }
  )
})

describe("reading a payment", () => {
  const rows: readonly [string, ObservedStatus, ObservedStatus][] = [
    ["PENDING", "pending", "pending"],
    ["PROCESSING", "pending", "pending"],
    ["UNDER_REVIEW", "pending", "pending"],
    ["SUCCEEDED", "paid", "paid"],
    ["SETTLED", "paid", "paid"],
    ["FAILED_INITIATION", "pending", "failed"],
    ["FAILED", "pending", "failed"],
    ["CANCELED", "canceled", "canceled"],
    ["EXPIRED", "expired", "expired"],
    ["REFUNDED", "canceled", "canceled"],
    ["PARTIALLY_REFUNDED", "paid", "paid"],
    ["CHARGEBACK_X", "pending", "pending"],
  ]

  it.each(rows)("that is %s: %s, and %s once the link is closed", async (word, open, closed) => {
    const { streampay } = bench.sandbox
    const { payments } = streampay.pay(linkId, { status: "PENDING" })
    streampay.setPaymentStatus(payments[0].id, word)
    expect(await read()).toMatchObject({ status: open, gatewayStatus: `payment ${word}` })
    streampay.deactivate(linkId)
    expect((await read()).status).toBe(closed)
  })

  it.each([
    ["DRAFT", "pending"],
    ["CREATED", "pending"],
    ["SENT", "pending"],
    ["ACCEPTED", "pending"],
    ["COMPLETED", "pending"],
    ["REJECTED", "failed"],
    ["CANCELED", "canceled"],
    ["EXPIRED", "expired"],
    ["ARCHIVED_X", "pending"],
  ] as const)("without payments, of an invoice that is %s: %s", async (word, expected) => {
    const { invoice } = bench.sandbox.streampay.pay(linkId, { status: "PENDING" })
    bench.sandbox.streampay.setInvoiceStatus(invoice.id, word)
    bench.break("GET /invoices", { kind: "replace", members: { payments: [] } })
    expect(await read()).toMatchObject({ status: expected, gatewayStatus: `invoice ${word}` })
  })

  it("keeps what a refund will need, privately", async () => {
    bench.sandbox.streampay.pay(linkId, { method: "APPLE_PAY" })
    const { gatewayData } = await read()
    const [payment] = bench.sandbox.streampay.payments(linkId)
    expect(gatewayData).toEqual({
      payments: [
        {
          id: payment.id,
          amount: "250.00",
          refunded: "0.00",
          method: "APPLE_PAY",
          paid_at: expect.stringMatching(/^20.*Z$/),
        },
      ],
    })
  })
})

describe("money", () => {
  const money = { received: "250.00", refunded: "0.00" }

  it("in full", async () => {
    bench.sandbox.streampay.pay(linkId)
    expect(await readMoney()).toEqual({ ...money, status: "paid" })
  })

  it("in parts", async () => {
    bench.sandbox.streampay.payInParts(linkId, { parts: 3 })
    expect(await readMoney()).toMatchObject({ status: "paid", received: "83.34" })
    expect((await bench.reread(gateway, attempt)).status).toBe("requires_more")
    bench.sandbox.streampay.payNextPart(linkId, 2)
    expect(await readMoney()).toEqual({ ...money, status: "paid" })
  })

  it.each([
    ["too little", { shortBy: "0.01" }, "249.99", "requires_more", "underpaid"],
    ["too much", { overBy: "10.00" }, "260.00", "captured", "overpaid"],
  ])("%s", async (_, options, received, status, exception) => {
    bench.sandbox.streampay.pay(linkId, options)
    expect(await readMoney()).toMatchObject({ received })
    expect(await bench.reread(gateway, attempt)).toMatchObject({ status, exception })
  })

  it("twice", async () => {
    bench.sandbox.streampay.pay(linkId)
    bench.sandbox.streampay.pay(linkId, { newInvoice: true, evenIfClosed: true })
    expect(await readMoney()).toMatchObject({ status: "paid", received: "500.00" })
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "captured",
      exception: "overpaid",
    })
  })

  it.each(["deactivate", "expire"] as const)("late, after %s", async (act) => {
    bench.sandbox.streampay[act](linkId)
    bench.sandbox.streampay.pay(linkId, { evenIfClosed: true })
    expect(await readMoney()).toEqual({ ...money, status: "paid" })
  })

  it("that went back before it was seen", async () => {
    const { payments } = bench.sandbox.streampay.pay(linkId)
    bench.sandbox.streampay.refund(payments[0].id)
    expect(await readMoney()).toEqual({ ...money, refunded: "250.00", status: "canceled" })
  })

  it("that went back in part: the payment itself is asked how much", async () => {
    const { payments } = bench.sandbox.streampay.pay(linkId)
    bench.sandbox.streampay.refund(payments[0].id, "99.99")
    expect(await readMoney()).toEqual({ ...money, refunded: "99.99", status: "paid" })
    expect(bench.calls()).toEqual([
      "GET /payment_links/{id}",
      "GET /invoices",
      "GET /payments/{id}",
    ])
  })

  it("marked as paid by the merchant", async () => {
    bench.sandbox.streampay.markAsPaid(linkId, "BANK_TRANSFER")
    expect(await readMoney()).toEqual({ ...money, status: "paid" })
  })
})

describe("a reading that is not of this payment", () => {
  beforeEach(() => {
    bench.sandbox.streampay.pay(linkId)
  })

  it.each([
    ["another session", { custom_metadata: { session_id: "payses_OTHER" } }, "reference"],
    ["no session", { custom_metadata: null }, "reference"],
    ["another total", { amount_in_smallest_unit: 24999 }, "amount"],
    [
      "less collected than its invoices say",
      { amount_collected_in_smallest_unit: 24999 },
      "amount",
    ],
  ] as const)("is not believed: the link has %s", async (_, members, mismatch) => {
    bench.break("GET /payment_links/*", { kind: "replace", members: { ...members } })
    const observation = await read()
    expect(observation).toMatchObject({ mismatch })
    expect(observation.gatewayData).toBeUndefined()
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "pending",
      exception: "mismatched",
    })
  })

  it("is not believed: the link, or its payments, are in another currency", async () => {
    bench.break("GET /payment_links/*", { kind: "wrong_currency" }, { times: 1 })
    expect(await read()).toMatchObject({ mismatch: "currency" })
    bench.break("GET /invoices", { kind: "wrong_currency", currency: "KWD" }, { times: 1 })
    expect(await read()).toMatchObject({ mismatch: "currency" })
    expect(await readMoney()).toMatchObject({ status: "paid", received: "250.00" })
  })

  it("is asked for again when the payer paid between two of its calls", async () => {
    bench.break(
      "GET /payment_links/*",
      { kind: "replace", members: { amount_collected_in_smallest_unit: 0, status: "ACTIVE" } },
      { times: 1 }
    )
    expect(await readMoney()).toEqual({ status: "paid", received: "250.00", refunded: "0.00" })
    expect(bench.calls()).toEqual([
      "GET /payment_links/{id}",
      "GET /invoices",
      "GET /payment_links/{id}",
    ])
  })
})

describe("what cannot be read yet", () => {
  const at = (minutes: number) => new Date(attempt.createdAt.getTime() + minutes * MINUTE)

  it("is pending while it is fresh, and failed when it never appeared: a link", async () => {
    bench.sandbox.streampay.changeSettings({ linkReadLagMs: 60 * MINUTE })
    expect(await read(at(1))).toMatchObject({
      status: "pending",
      gatewayStatus: "payment link not found",
    })
    expect(await read(at(3))).toMatchObject({ status: "failed" })
    bench.sandbox.streampay.changeSettings({ linkReadLagMs: 0 })
    expect((await read(at(4))).status).toBe("pending")
  })

  it("is pending while it is fresh, and failed when it never was: a lost creation", async () => {
    attempt = attemptOf(money("250.00 SAR"))
    expect(await read(at(1))).toMatchObject({ status: "pending", gatewayStatus: "not created" })
    expect(await read(at(3))).toMatchObject({ status: "failed", gatewayStatus: "not created" })
    expect(bench.calls()).toEqual([])
  })

  it("is pending, never failed: the invoice of a link that was paid", async () => {
    bench.sandbox.streampay.changeSettings({ invoiceReadLagMs: MINUTE })
    bench.sandbox.streampay.pay(linkId)
    expect(await read(at(30))).toMatchObject({
      status: "pending",
      gatewayStatus: "payment link COMPLETED",
    })
    await bench.sandbox.clock.advance(MINUTE)
    expect(await readMoney()).toMatchObject({ status: "paid", received: "250.00" })
  })

  it("has no reference of StreamPay's", async () => {
    attempt = { ...attempt, reference: "../me" }
    expect(await read(at(3))).toMatchObject({ status: "failed" })
    expect(bench.calls()).toEqual([])
  })
})
