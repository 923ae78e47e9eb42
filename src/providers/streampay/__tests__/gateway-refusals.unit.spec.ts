import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

/*
 * StreamPay's documented errors: HTTP status and body as its guide and API reference have them,
 * and what the shop is told.
 */

interface Row {
  readonly status: number
  readonly body: Record<string, string | null | object>
  readonly reason: string
  readonly retry: boolean
  readonly gatewayCode?: string
  readonly detail?: string
}

const business = (status: number, code: string, reason = "rejected", retry = false): Row => ({
  status,
  body: { error: { code, message: `What ${code} means`, additional_info: null } },
  reason,
  retry,
  gatewayCode: code,
  detail: `What ${code} means`,
})

const rows: readonly Row[] = [
  {
    status: 422,
    body: { detail: [{ type: "missing", loc: ["body", "name"], msg: "Field required" }] },
    reason: "rejected",
    retry: false,
    detail: "name: Field required",
  },
  business(422, "INVALID_PARAMETERS"),
  business(400, "INVALID_PARAMETERS"),
  business(400, "INVALID_STATUS"),
  business(400, "PAYMENT_IN_PROGRESS"),
  business(400, "PAYMENT_FINALIZED"),
  business(400, "DUPLICATE_PAYMENT"),
  business(400, "FEATURE_DISABLED"),
  business(400, "INSUFFICIENT_FUNDS"),
  business(400, "PAYMENT_GATEWAY_DECLINED"),
  business(400, "MOYASAR_BAD_REQUEST"),
  business(409, "INVOICE_FINALISED"),
  business(409, "INVOICE_INVALID_STATUS"),
  business(409, "RESOURCE_ALREADY_EXISTS"),
  business(409, "PRODUCT_USED_IN_FINALIZED_INVOICE"),
  business(401, "UNAUTHORIZED", "configuration"),
  business(403, "PERMISSION_FORBIDDEN", "configuration"),
  business(403, "BRANCH_ACCESS_DENIED", "configuration"),
  business(404, "BRANCH_NOT_FOUND", "not_found"),
  business(429, "MOYASAR_TOO_MANY_REQUESTS", "rate_limited", true),
  {
    status: 405,
    body: { detail: "Method Not Allowed" },
    reason: "rejected",
    retry: false,
    detail: "Method Not Allowed",
  },
]

const serverErrors: readonly Row[] = [
  business(500, "STREAM_UNKNOWN_ERROR", "unavailable", true),
  business(500, "MOYASAR_INTERNAL_SERVER_ERROR", "unavailable", true),
  business(503, "MOYASAR_SERVICE_UNAVAILABLE", "unavailable", true),
  business(504, "MOYASAR_TIMEOUT", "unavailable", true),
]

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

function refuse(call: string, { status, body }: Row): void {
  bench.break(call, {
    kind: "status",
    status,
    when: "before",
    retryAfterSeconds: 0,
    body: body as never,
  })
}

async function expectRefusal(row: Row, call: Promise<unknown>): Promise<void> {
  const error = await bench.errorOf(call)
  expect(error).toMatchObject({
    reason: row.reason,
    retry: row.retry,
    httpStatus: row.status,
    requestId: expect.stringMatching(/^[\w-]+$/),
  })
  expect(error.gatewayCode).toBe(row.gatewayCode)
  expect(error.detail).toBe(row.detail)
  // The shopper is told what to do, not the gateway's words; the merchant's log has these.
  expect(error.message).not.toContain(row.detail)
  expect(error.message).toContain("StreamPay")
  expect(bench.logged("warn").join("\n")).toContain(row.detail)
}

const name = "$status ($detail) is $reason"
const isRepeated = ({ status }: Row) => status === 429 || status >= 500

describe("while a payment is made", () => {
  it.each([...rows, ...serverErrors])(`${name}, at the product`, async (row) => {
    refuse("POST /products", row)
    await expectRefusal(row, gateway.create(bench.request(money("250.00 SAR"))))
    expect(bench.count("POST /products")).toBe(isRepeated(row) ? 3 : 1)
    expect(bench.count("POST /payment_links")).toBe(0)
  })

  it.each(rows)(`${name}, at the link`, async (row) => {
    refuse("POST /payment_links", row)
    await expectRefusal(row, gateway.create(bench.request(money("250.00 SAR"))))
    expect(bench.count("POST /payment_links")).toBe(1)
    expect(bench.sandbox.streampay.links()).toEqual([])
  })
})

describe("while a payment is read", () => {
  let attempt: Attempt

  beforeEach(async () => {
    attempt = await bench.open(gateway)
    bench.sandbox.requests.clear()
  })

  // A link that is not found is a state, not an error.
  const errors = [...rows, ...serverErrors].filter(({ status }) => status !== 404)

  it.each(errors)(`${name}, at the link`, async (row) => {
    refuse("GET /payment_links/*", row)
    await expectRefusal(row, bench.read(gateway, attempt))
    expect(bench.calls()).toHaveLength(isRepeated(row) ? 3 : 1)
  })

  it.each([...rows, ...serverErrors])(`${name}, at the invoices`, async (row) => {
    refuse("GET /invoices", row)
    await expectRefusal(row, bench.read(gateway, attempt))
    expect(bench.count("GET /invoices")).toBe(isRepeated(row) ? 3 : 1)
  })
})

describe("a wrong key", () => {
  it("is the merchant's to mend, and is not shown", async () => {
    const apiSecret = "as_wrong_canary_91"
    const attempt = await bench.open(gateway)
    for (const call of [
      () => bench.gateway({ apiSecret }).create(bench.request(money("250.00 SAR"))),
      () => bench.read(bench.gateway({ apiSecret }), attempt),
    ]) {
      const error = await bench.errorOf(call())
      expect(error).toMatchObject({ reason: "configuration", httpStatus: 401, retry: false })
      expect(JSON.stringify(error) + JSON.stringify(bench.log)).not.toContain("canary")
    }
  })
})

describe("a refusal that repeats a credential", () => {
  it("is told without it", async () => {
    const { apiKey, apiSecret, apiToken, webhookSecret } = bench.sandbox.streampay
    const message = `key ${apiKey}, secret ${apiSecret}, token ${apiToken}, hook ${webhookSecret}`
    refuse("POST /products", {
      ...business(401, apiSecret),
      body: { error: { code: apiSecret, message } },
    })
    const error = await bench.errorOf(gateway.create(bench.request(money("250.00 SAR"))))
    expect(error.detail).toContain("[secret]")
  })
})
