import type { Attempt } from "../../../core/attempt"
import type { Gateway, RefundRequest } from "../../../core/contract"
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
  gateway = bench.gateway()
})

function refund(attempt: Attempt, changes: Partial<RefundRequest> = {}) {
  const request = {
    attempt,
    amount: money("250.00 SAR"),
    idempotencyKey: "refund_1",
    fields: {},
    ...changes,
  }
  return gateway.refund?.(request) ?? Promise.reject(new Error("cannot refund"))
}

/** A paid attempt, with an empty log of calls. */
async function paid(): Promise<Attempt> {
  const attempt = await bench.openPaid(gateway)
  bench.sandbox.requests.clear()
  return attempt
}

const payments = () => bench.sandbox.streampay.payments()
const refundsSent = () => bench.calls().filter((call) => call === REFUND).length

describe("a full refund", () => {
  it("is sent once, without an amount", async () => {
    const result = await refund(await paid())
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(bench.calls()).toEqual([GET, REFUND])
    expect(bench.body("POST /payments/*")).toEqual({ refund_reason: "REQUESTED_BY_CUSTOMER" })
    expect(payments()).toEqual([
      expect.objectContaining({ status: "REFUNDED", amountRefunded: "250.00" }),
    ])
    bench.expectClean(result)
  })

  it.each([
    ["the payment", { refundReply: "payment" }],
    ["a row of the refund", { refundReply: "row" }],
    ["no sum of what went back", { showAmountRefunded: false }],
  ] as const)("is done when StreamPay answers with %s", async (_, settings) => {
    bench.sandbox.streampay.changeSettings(settings)
    const result = await refund(await paid())
    expect(result.refunded.toDecimal()).toBe("250.00")
  })

  it.each([
    ["DUPLICATE", "DUPLICATE"],
    ["FRAUDULENT", "FRAUDULENT"],
    ["OTHER", "OTHER"],
    ["the color was wrong", "REQUESTED_BY_CUSTOMER"],
    [undefined, "REQUESTED_BY_CUSTOMER"],
  ])("with the reason %j is sent as %s", async (reason, sent) => {
    await refund(await paid(), { reason })
    expect(bench.body("POST /payments/*").refund_reason).toBe(sent)
  })

  it("carries a note, cut at what StreamPay takes", async () => {
    await refund(await paid(), { note: "n".repeat(2000) })
    expect(bench.body("POST /payments/*").refund_note).toBe("n".repeat(512))
  })

  it("of three decimals is exact", async () => {
    const attempt = await bench.openPaid(gateway, "10.125 KWD")
    const result = await refund(attempt, { amount: money("10.125 KWD") })
    expect(result.refunded.toDecimal()).toBe("10.125")
    expect(payments()[0]).toMatchObject({ amountRefunded: "10.125" })
  })

  it("that is repeated is not sent again", async () => {
    const attempt = await paid()
    await refund(attempt)
    await refund(attempt)
    expect(refundsSent()).toBe(1)
    expect(payments()[0]).toMatchObject({ amountRefunded: "250.00" })
  })

  it("that was made in StreamPay's dashboard is not sent", async () => {
    const attempt = await paid()
    bench.sandbox.streampay.refund(payments()[0].id)
    const result = await refund(attempt)
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(bench.calls()).toEqual([GET])
  })

  it("that StreamPay calls made already is done, when it is", async () => {
    const attempt = await paid()
    bench.sandbox.streampay.refund(payments()[0].id)
    bench.break(
      "GET /payments/*",
      { kind: "replace", members: { current_status: "SUCCEEDED", amount_refunded: "0.00" } },
      { times: 1 }
    )
    await refund(attempt)
    expect(bench.calls()).toEqual([GET, REFUND, GET])
  })
})

describe("a full refund whose answer is lost", () => {
  const losses = [
    ["500", { kind: "status", status: 500, when: "after" }],
    ["a page of HTML", { kind: "html", when: "after" }],
    ["nothing", { kind: "empty", when: "after" }],
    ["half an answer", { kind: "truncated" }],
    ["a reset connection", { kind: "reset", when: "after" }],
  ] as const

  it.each(losses)("(%s) is found done, and not sent twice", async (_, effect) => {
    const attempt = await paid()
    bench.break("POST /payments/*", effect, { times: 1 })
    const result = await refund(attempt)
    expect(result.refunded.toDecimal()).toBe("250.00")
    expect(bench.calls()).toEqual([GET, REFUND, GET])
  })

  it("(time-out) is found done, and not sent twice", async () => {
    const attempt = await paid()
    gateway = bench.gateway({ timeoutMs: 150 })
    bench.break("POST /payments/*", { kind: "timeout", when: "after" }, { times: 1 })
    await refund(attempt)
    expect(bench.calls()).toEqual([GET, REFUND, GET])
  })

  it.each([
    ["500", { kind: "status", status: 500, when: "before" }],
    ["a reset connection", { kind: "reset", when: "before" }],
  ] as const)("(%s) before anything happened is unclear, then made once", async (_, effect) => {
    const attempt = await paid()
    bench.break("POST /payments/*", effect, { times: 1 })
    const error = await bench.errorOf(refund(attempt))
    expect(error).toMatchObject({ reason: "unclear", retry: true })
    expect(payments()[0]).toMatchObject({ status: "SUCCEEDED" })
    await refund(attempt)
    expect(refundsSent()).toBe(2)
    expect(payments()[0]).toMatchObject({ amountRefunded: "250.00" })
  })

  it("stays unclear when StreamPay cannot be asked either, and is then not sent twice", async () => {
    const attempt = await paid()
    bench.break("POST /payments/*", { kind: "reset", when: "after" }, { times: 1 })
    bench.break(
      "GET /payments/*",
      { kind: "status", status: 500, when: "before" },
      { skip: 1, times: 3 }
    )
    const error = await bench.errorOf(refund(attempt))
    expect(error).toMatchObject({ reason: "unclear", retry: true })
    await refund(attempt)
    expect(refundsSent()).toBe(1)
  })
})

describe("a refund that StreamPay refuses", () => {
  it.each([
    [400, "PAYMEND_UNPAID", "rejected", false],
    [400, "PAYMENT_REFUNDED_FAILED", "rejected", false],
    [400, "INVALID_STATUS", "rejected", false],
    [403, "PERMISSION_FORBIDDEN", "configuration", false],
    [404, "PAYMENT_NOT_FOUND", "not_found", false],
    [429, "MOYASAR_TOO_MANY_REQUESTS", "rate_limited", true],
  ])("with %i %s is %s", async (status, code, reason, retry) => {
    const attempt = await paid()
    bench.break("POST /payments/*", {
      kind: "status",
      status,
      when: "before",
      body: { error: { code, message: "It cannot be refunded", additional_info: null } },
    })
    const error = await bench.errorOf(refund(attempt))
    expect(error).toMatchObject({ reason, retry, httpStatus: status, gatewayCode: code })
    expect(refundsSent()).toBe(1)
    expect(payments()[0]).toMatchObject({ status: "SUCCEEDED" })
  })

  it("is not sent when the payment cannot be read", async () => {
    const attempt = await paid()
    bench.break("GET /payments/*", { kind: "status", status: 404, when: "before" })
    expect((await bench.errorOf(refund(attempt))).reason).toBe("not_found")
    expect(refundsSent()).toBe(0)
  })

  it("is not sent for more than the payments hold", async () => {
    const attempt = await paid()
    const error = await bench.errorOf(refund(attempt, { amount: money("250.01 SAR") }))
    expect(error).toMatchObject({ reason: "not_allowed", retry: false })
    expect(error.message).toContain("250.00 SAR")
    expect(bench.calls()).toEqual([])
  })

  it.each([
    ["no payments", { payments: [] }],
    ["nothing of its payments", {}],
    ["something else in place of its payments", { payments: "none" }],
  ])("is not sent when the attempt knows %s", async (_, gatewayData) => {
    const attempt = { ...(await paid()), gatewayData }
    const error = await bench.errorOf(refund(attempt))
    expect(error).toMatchObject({ reason: "not_allowed", retry: false })
    expect(bench.calls()).toEqual([])
  })
})
