import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { GatewayBench, redirectOf } from "./support/gateway-bench"

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

function create(one = gateway, amount = "10.50 USD", changes = {}) {
  return one.create(bench.request(bench.money(amount), changes))
}

it("makes one invoice with one call", async () => {
  const created = await create()
  const [payment] = bench.controls.payments()
  expect(created).toEqual({
    reference: payment.reference,
    status: "requires_more",
    gatewayStatus: "created",
    nextAction: { type: "redirect", url: payment.url, method: "GET" },
    expiresAt: null,
    gatewayData: { reference_id: SESSION_ID },
  })
  expect(bench.calls()).toEqual(["POST "])
})

it("tells the gateway what is asked", async () => {
  await create()
  expect(bench.controls.payments()[0]).toMatchObject({
    amount: "10.50",
    currency: "USD",
    service: "payment_card_usd_hpp",
    referenceId: SESSION_ID,
    testMode: false,
    allowPartially: false,
    metadata: { session_id: SESSION_ID },
    customer: { reference_id: "cus_TEST0001", email: "jane@example.com", name: "Jane Doe" },
  })
})

it("takes everything that a cart can tell of a payer", async () => {
  const payer = {
    phone: "+1 555 010 0199",
    country: "US",
    state: "CA",
    city: "Springfield",
    address: "1 Main Street",
    zip: "90210",
    ip: "203.0.113.7",
  }
  await gateway.create(bench.request(bench.money("10.50 USD"), {}, payer))
  expect(bench.controls.payments()[0].customer).toMatchObject({
    phone: "15550100199",
    address: { country: "US", post_code: "90210" },
    metadata: { ip: "203.0.113.7" },
  })
})

it("takes guests", async () => {
  const nobody = { customerId: undefined, email: undefined, name: undefined }
  await gateway.create(bench.request(bench.money("10.50 USD"), {}, nobody))
  expect(bench.controls.payments()[0].customer).toMatchObject({ reference_id: SESSION_ID })
})

it("numbers the later payments of a session", async () => {
  await create()
  const second = await create(gateway, "12 USD", { sequence: 2, attemptId: "pgatt_2" })
  expect(second.gatewayData).toEqual({ reference_id: `${SESSION_ID}-11` })
  expect(bench.controls.payments()).toHaveLength(2)
})

describe("the payment page", () => {
  it.each(["hpp_url", "flow_data_get", "none"] as const)("is found by way of %s", async (way) => {
    bench.controls.changeSettings({ payerLink: way })
    const created = await create()
    const url = new URL(redirectOf(created) ?? "")
    expect(created.nextAction).toMatchObject({ type: "redirect", method: "GET" })
    expect(url.searchParams.get("cpi")).toBe(created.reference)
    expect((await fetch(url)).status).toBe(200)
  })

  it("is found by way of flow_data_post", async () => {
    bench.controls.changeSettings({ payerLink: "flow_data_post" })
    const { nextAction } = await create()
    expect(nextAction).toMatchObject({ type: "redirect", method: "POST" })
    if (nextAction.type !== "redirect") {
      throw new Error("no redirect")
    }
    const page = await fetch(nextAction.url, {
      method: "POST",
      body: new URLSearchParams(nextAction.fields),
    })
    expect(page.status).toBe(200)
  })

  it("stays the same when it is read", async () => {
    const attempt = await bench.open(gateway)
    expect((await bench.reread(gateway, attempt)).nextAction).toEqual(attempt.nextAction)
  })
})

it.each(["created", "processing", "process_pending"] as const)(
  "takes an invoice that begins as %s",
  async (statusAfterCreation) => {
    bench.controls.changeSettings({ statusAfterCreation })
    const created = await create()
    expect(created.gatewayStatus).toBe(statusAfterCreation)
    expect(created.status).toBe(statusAfterCreation === "processing" ? "pending" : "requires_more")
    expect(redirectOf(created)).toBeDefined()
  }
)

it.each([true, false])("takes [] for {} and {} (%s)", async (emptyObjectAsArray) => {
  bench.controls.changeSettings({ emptyObjectAsArray })
  expect((await create()).reference).toMatch(/^cpi_/)
})

describe("test mode", () => {
  it.each([{ sandbox: true }, { testMode: true }])("is asked for with %j", async (options) => {
    await create(bench.gateway(options))
    expect(bench.controls.payments()[0].testMode).toBe(true)
  })

  it("is not asked for with testMode false", async () => {
    await create(bench.gateway({ sandbox: true, testMode: false }))
    expect(bench.controls.payments()[0].testMode).toBe(false)
  })
})

it("asks for parts when they are accepted", async () => {
  await create(bench.gateway({ acceptPartial: true }))
  expect(bench.controls.payments()[0].allowPartially).toBe(true)
})

it.each([
  ["basic", /^Basic /],
  ["bearer", /^Bearer /],
] as const)("signs in by %s", async (authScheme, expected) => {
  bench.controls.changeSettings({ authScheme })
  expect(bench.controls.authorization).toMatch(expected)
  expect((await create(bench.gateway({ authScheme }))).reference).toMatch(/^cpi_/)
})

it.each(["EUR", "JPY", "KWD", "CLP", "COP"])("takes %s by a service of its own", async (code) => {
  const service = `payment_card_${code.toLowerCase()}_hpp`
  const one = bench.gateway({ service: undefined, serviceByCurrency: { [code]: service } })
  const created = await create(one, `1000 ${code}`)
  expect(bench.controls.payment(created.reference ?? "")).toMatchObject({ currency: code, service })
})

describe("what is refused before Corefy is called", () => {
  it.each([
    ["10.50 EUR", "unsupported_currency"],
    ["0 USD", "invalid_amount"],
    ["-1 USD", "invalid_amount"],
    ["90071992547409931.01 USD", "invalid_amount"],
  ])("%s", async (amount, reason) => {
    const checked = Promise.resolve().then(() => gateway.check(bench.money(amount)))
    expect((await bench.errorOf(checked)).reason).toBe(reason)
    expect(bench.calls()).toEqual([])
  })

  it.each(["0.01 USD", "10.50 USD", "9999999999.99 USD"])("not %s", (amount) => {
    expect(() => gateway.check(bench.money(amount))).not.toThrow()
  })
})

it("says what it can do", () => {
  expect(gateway.capabilities).toEqual({
    capture: false,
    refund: true,
    partialRefund: true,
    cancel: false,
    customers: false,
    subscriptions: false,
    partialPayment: false,
  })
  expect(bench.gateway({ acceptPartial: true }).capabilities.partialPayment).toBe(true)
  expect(gateway.cancel ?? gateway.capture ?? gateway.customers).toBeUndefined()
})
