import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

const REFUND = "POST /payments/{id}/refund"
const GET = "GET /payments/{id}"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  bench.sandbox.streampay.changeSettings({ partialRefunds: "honored" })
  gateway = bench.gateway({ allowPartialRefunds: true })
})

function refund(attempt: Attempt, amount: string) {
  const request = { attempt, amount: money(amount), idempotencyKey: "refund_1", fields: {} }
  return gateway.refund?.(request) ?? Promise.reject(new Error("cannot refund"))
}

async function paid(): Promise<Attempt> {
  const attempt = await bench.openPaid(gateway)
  bench.sandbox.requests.clear()
  return attempt
}

const payments = () => bench.sandbox.streampay.payments()
const refundsSent = () => bench.calls().filter((call) => call === REFUND).length

describe("a partial refund", () => {
  it("is refused before any call, unless the merchant allows it", async () => {
    const attempt = await paid()
    gateway = bench.gateway()
    expect(gateway.capabilities.partialRefund).toBe(false)
    const error = await bench.errorOf(refund(attempt, "100.00 SAR"))
    expect(error).toMatchObject({ reason: "not_allowed", retry: false })
    expect(error.message).toContain("allowPartialRefunds")
    expect(bench.calls()).toEqual([])
  })

  it("is sent with its amount, and looked at afterwards", async () => {
    const result = await refund(await paid(), "99.99 SAR")
    expect(result.refunded.toDecimal()).toBe("99.99")
    expect(bench.calls()).toEqual([GET, REFUND, GET])
    expect(bench.body("POST /payments/*")).toMatchObject({ amount: "99.99" })
    expect(payments()[0]).toMatchObject({ status: "PARTIALLY_REFUNDED", amountRefunded: "99.99" })
  })

  it("can be followed by others, up to the whole", async () => {
    let attempt = await paid()
    for (const [amount, total] of [
      ["100.00 SAR", "100.00"],
      ["100.00 SAR", "200.00"],
      ["50.00 SAR", "250.00"],
    ]) {
      const result = await refund(attempt, amount)
      expect(result.refunded.toDecimal()).toBe(total)
      attempt = await bench.reread(gateway, attempt)
    }
    expect(payments()[0]).toMatchObject({ status: "REFUNDED", amountRefunded: "250.00" })
  })

  it("that is repeated is not sent again", async () => {
    const attempt = await paid()
    await refund(attempt, "100.00 SAR")
    await refund(attempt, "100.00 SAR")
    expect(refundsSent()).toBe(1)
    expect(payments()[0]).toMatchObject({ amountRefunded: "100.00" })
  })

  it("whose answer is lost is found done, and not sent twice", async () => {
    const attempt = await paid()
    bench.break("POST /payments/*", { kind: "reset", when: "after" }, { times: 1 })
    const result = await refund(attempt, "100.00 SAR")
    expect(result.refunded.toDecimal()).toBe("100.00")
    expect(refundsSent()).toBe(1)
  })

  it("that this account refuses is an error, and nothing goes back", async () => {
    bench.sandbox.streampay.changeSettings({ partialRefunds: "refused" })
    const error = await bench.errorOf(refund(await paid(), "100.00 SAR"))
    expect(error).toMatchObject({ reason: "rejected", httpStatus: 422 })
    expect(error.detail).toContain("amount")
    expect(payments()[0]).toMatchObject({ status: "SUCCEEDED" })
  })

  it("that gives back the whole payment is told at once", async () => {
    bench.sandbox.streampay.changeSettings({ partialRefunds: "ignored" })
    const error = await bench.errorOf(refund(await paid(), "100.00 SAR"))
    expect(error).toMatchObject({ reason: "unclear", retry: false })
    expect(error.message).toContain("100.00 SAR")
    expect(error.message).toContain(payments()[0].id)
    expect(bench.logged("error")).toEqual([expect.stringContaining("the whole payment")])
    expect(refundsSent()).toBe(1)
  })

  it("is told to be in doubt where StreamPay does not say how much went back", async () => {
    bench.sandbox.streampay.changeSettings({ showAmountRefunded: false })
    const attempt = await paid()
    const error = await bench.errorOf(refund(attempt, "100.00 SAR"))
    expect(error).toMatchObject({ reason: "unclear", retry: false })
    await bench.errorOf(refund(attempt, "100.00 SAR"))
    expect(refundsSent()).toBe(1)
    expect(payments()[0]).toMatchObject({ amountRefunded: "100.00" })
  })

  it("is in doubt when it cannot be looked at afterwards, and is then not sent twice", async () => {
    const attempt = await paid()
    bench.break(
      "GET /payments/*",
      { kind: "status", status: 500, when: "before" },
      { skip: 1, times: 3 }
    )
    expect(await bench.errorOf(refund(attempt, "100.00 SAR"))).toMatchObject({
      reason: "unclear",
      retry: true,
    })
    await refund(attempt, "100.00 SAR")
    expect(refundsSent()).toBe(1)
  })
})

describe("several payments", () => {
  /** 250.00 in three instalments, each paid in a transaction and at a time of its own. */
  async function paidInParts(): Promise<Attempt> {
    const attempt = await bench.open(gateway)
    const linkId = attempt.reference ?? ""
    bench.sandbox.streampay.payInParts(linkId, { parts: 3 })
    await bench.sandbox.clock.advance(60_000)
    bench.sandbox.streampay.payNextPart(linkId)
    await bench.sandbox.clock.advance(60_000)
    bench.sandbox.streampay.payNextPart(linkId)
    const read = await bench.reread(gateway, attempt)
    bench.sandbox.requests.clear()
    return read
  }

  const refunded = () => payments().map(({ amountRefunded }) => amountRefunded)

  it("all go back for a full refund", async () => {
    const result = await refund(await paidInParts(), "250.00 SAR")
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(refunded()).toEqual(["83.34", "83.33", "83.33"])
    expect(refundsSent()).toBe(3)
  })

  it("go back newest first, whole ones without an amount", async () => {
    await refund(await paidInParts(), "83.33 SAR")
    expect(refunded()).toEqual(["0.00", "0.00", "83.33"])
    expect(bench.body("POST /payments/*")).not.toHaveProperty("amount")
  })

  it("go back whole where partial refunds are not enabled", async () => {
    const attempt = await paidInParts()
    gateway = bench.gateway()
    await refund(attempt, "166.66 SAR")
    expect(refunded()).toEqual(["0.00", "83.33", "83.33"])
    expect((await bench.errorOf(refund(attempt, "100.00 SAR"))).reason).toBe("not_allowed")
  })

  it("go back newest first, the last of them in part", async () => {
    await refund(await paidInParts(), "100.00 SAR")
    expect(refunded()).toEqual(["0.00", "16.67", "83.33"])
  })

  it("go back newest first over several invoices too", async () => {
    let attempt = await bench.openPaid(gateway)
    await bench.sandbox.clock.advance(60_000)
    bench.sandbox.streampay.pay(attempt.reference ?? "", { newInvoice: true, evenIfClosed: true })
    attempt = await bench.reread(gateway, attempt)
    await refund(attempt, "250.00 SAR")
    expect(payments().map(({ status }) => status)).toEqual(["SUCCEEDED", "REFUNDED"])
  })

  it("that failed half way are told so, and are not sent twice", async () => {
    const attempt = await paidInParts()
    bench.break(
      "POST /payments/*",
      { kind: "status", status: 400, when: "before" },
      { skip: 1, times: 1 }
    )
    const error = await bench.errorOf(refund(attempt, "250.00 SAR"))
    expect(error).toMatchObject({ reason: "unclear", retry: true })
    expect(error.message).toContain("83.33 SAR of 250.00 SAR")
    expect(bench.logged("error")).toHaveLength(1)
    await refund(attempt, "250.00 SAR")
    expect(refunded()).toEqual(["83.34", "83.33", "83.33"])
    expect(refundsSent()).toBe(4)
  })
})

describe("payments of one transaction", () => {
  async function paidTogether(payNow: number): Promise<Attempt> {
    const attempt = await bench.open(gateway)
    bench.sandbox.streampay.payInParts(attempt.reference ?? "", { parts: 3, payNow })
    const read = await bench.reread(gateway, attempt)
    bench.sandbox.requests.clear()
    return read
  }

  it("go back together when that is what was asked for", async () => {
    const result = await refund(await paidTogether(3), "250.00 SAR")
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(payments().map(({ status }) => status)).toEqual(["REFUNDED", "REFUNDED", "REFUNDED"])
    expect(refundsSent()).toBe(2)
    expect(bench.body("POST /payments/*")).toMatchObject({
      allow_refund_multiple_related_payments: true,
    })
  })

  it("are found done when the answer to that is lost", async () => {
    const attempt = await paidTogether(3)
    bench.break("POST /payments/*", { kind: "reset", when: "after" }, { skip: 1, times: 1 })
    const result = await refund(attempt, "250.00 SAR")
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(refundsSent()).toBe(2)
  })

  it("do not go back when less was asked for", async () => {
    const error = await bench.errorOf(refund(await paidTogether(3), "83.33 SAR"))
    expect(error).toMatchObject({ reason: "rejected", gatewayCode: "MULTIPLE_RELATED_PAYMENTS" })
    expect(payments().map(({ status }) => status)).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"])
  })

  it.each([
    ["another sum", { total_amount: "333.33" }],
    ["no sum", { total_amount: null }],
    ["a sum that is none", { total_amount: "all" }],
    ["a payment that is not ours", { payment_ids: ["99999999-2222-4333-8444-555555555555"] }],
  ])("do not go back when StreamPay names %s", async (_, members) => {
    const attempt = await paidTogether(3)
    bench.break("POST /payments/*", { kind: "replace", members })
    const error = await bench.errorOf(refund(attempt, "250.00 SAR"))
    expect(error).toMatchObject({ reason: "rejected", gatewayCode: "MULTIPLE_RELATED_PAYMENTS" })
    expect(refundsSent()).toBe(1)
  })
})
