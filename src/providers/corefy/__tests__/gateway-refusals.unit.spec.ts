import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

/*
 * Corefy's documented errors: HTTP status and body as its documentation has them, and what the
 * shop is told.
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

const create = (one = gateway, amount = "10.50 USD") =>
  one.create(bench.request(bench.money(amount)))

const own = {
  request_id: "req_1",
  error_type: "validation_error",
  error_codes: ["invalid_service"],
}
const jsonApi = {
  errors: [{ status: "422", title: "Invalid", detail: "service: not found", source: {} }],
}

const rows = [
  { status: 401, body: {}, reason: "configuration", retry: false },
  { status: 403, body: {}, reason: "configuration", retry: false },
  {
    status: 422,
    body: own,
    reason: "rejected",
    retry: false,
    detail: "invalid_service · request req_1",
  },
  { status: 422, body: jsonApi, reason: "rejected", retry: false, detail: "service: not found" },
  { status: 400, body: own, reason: "rejected", retry: false, detail: "invalid_service" },
  { status: 409, body: {}, reason: "rejected", retry: false },
  { status: 429, body: {}, reason: "rate_limited", retry: true },
  { status: 500, body: {}, reason: "unclear", retry: true },
  { status: 502, body: {}, reason: "unclear", retry: true },
  { status: 302, body: {}, reason: "rejected", retry: false },
] as const

describe.each(rows)("$status $body", ({ status, body, reason, retry, ...row }) => {
  beforeEach(() => bench.break("POST ", { kind: "status", status, body, when: "before" }))

  it(`is ${reason}, in words for the shopper and for the log`, async () => {
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason, retry, httpStatus: status })
    expect(error.toLogLine()).toContain("detail" in row ? row.detail : String(status))
    expect(bench.controls.payments()).toEqual([])
  })

  it("is sent again only where that may help", async () => {
    await bench.errorOf(create())
    expect(bench.count("POST ")).toBe(retry ? 2 : 1)
    const isLookedUp = retry || status === 422 || status === 409
    expect(bench.count("GET /") > 0).toBe(isLookedUp)
  })
})

it("names a wrong path: no account has its invoices there", async () => {
  bench.break("POST ", { kind: "status", status: 404, when: "before" })
  const error = await bench.errorOf(create())
  expect(error).toMatchObject({ reason: "configuration", retry: false, httpStatus: 404 })
  expect(error.detail).toContain("check baseUrl and invoicesPath")
  expect(bench.calls()).toEqual(["POST "])
})

it.each([
  ["a wrong key", { apiKey: "api_key_canary_wrong" }],
  ["another account", { commerceAccountId: "coma_other" }],
  ["another way to sign in", { authScheme: "bearer" }],
])("tells the shopper nothing of %s", async (_, options) => {
  const error = await bench.errorOf(create(bench.gateway(options)))
  expect(error).toMatchObject({ reason: "configuration", retry: false })
  expect(error.message).toBe(
    `Corefy is not set up correctly in this shop. Choose another payment method. (request ${error.requestId})`
  )
  expect(error.toLogLine()).not.toContain("canary_wrong")
})

describe("what the account does not take", () => {
  it("a currency", async () => {
    bench.controls.setEnabledCurrencies(["EUR"])
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "rejected", httpStatus: 422 })
    expect(error.toLogLine()).toMatch(/currency/i)
  })

  it("decimals", async () => {
    bench.controls.changeSettings({ wholeAmountsOnly: true })
    expect((await bench.errorOf(create())).toLogLine()).toMatch(/amount/i)
    expect((await create(gateway, "11 USD")).reference).toMatch(/^cpi_/)
  })

  it.each(["corefy", "json_api"] as const)("told in the form %s", async (errorForm) => {
    bench.controls.changeSettings({ errorForm })
    bench.controls.setEnabledCurrencies(["EUR"])
    const error = await bench.errorOf(create())
    expect(error.detail).toMatch(/\w{4,}/)
    expect(error.httpStatus).toBe(422)
  })
})

it("has the payer's data in no error and no line of the log", async () => {
  const payer = {
    email: "canary@example.com",
    name: "Canary Person",
    phone: "+15550100199",
    address: "1 Canary Street",
    ip: "203.0.113.77",
  }
  for (const status of [401, 422, 429, 500]) {
    bench.break("POST ", { kind: "status", status, when: "before" })
    const request = bench.request(bench.money("10.50 USD"), {}, payer)
    const error = await bench.errorOf(gateway.create(request))
    const shown = [error.message, error.toLogLine(), ...bench.log.map(({ text }) => text)].join()
    expect(shown).not.toMatch(/canary|15550100199|203\.0\.113\.77/i)
    bench.sandbox.faults.clear()
  }
})
