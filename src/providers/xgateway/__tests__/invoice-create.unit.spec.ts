import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { API_KEY, INVOICE_ID, money, ScriptedApi, SECRET_KEY } from "./support/api"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start("invoice")
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

function create(options: Record<string, unknown> = {}, amount = "250.00 USD", payer = {}) {
  const own = bench.gateway(options)
  return own.create(bench.request(bench.money(amount, own), {}, payer))
}

describe("a payment of the invoice flow", () => {
  it("is an invoice, and the address of its page", async () => {
    const request = bench.request(bench.money("250.00 USD"))
    const created = await gateway.create(request)
    const invoice = bench.sandbox.xgateway.payment(SESSION_ID)
    expect(created).toEqual({
      reference: invoice.id,
      status: "pending",
      gatewayStatus: "invoice created",
      nextAction: { type: "redirect", url: invoice.url, method: "GET" },
      expiresAt: new Date(request.now.getTime() + 24 * 3_600_000),
      gatewayData: { flow: "invoice", customer_id: SESSION_ID, order_id: SESSION_ID },
    })
    expect(bench.calls()).toEqual(["POST /invoices"])
    bench.expectClean(created)
  })

  it("is asked for with these members, and no others", async () => {
    const request = bench.request(bench.money("250.50 USD"))
    await gateway.create(request)
    expect(bench.body("POST /invoices")).toEqual({
      customerId: SESSION_ID,
      orderId: SESSION_ID,
      amount: 250.5,
      baseCurrency: "USD",
      invoiceStrategy: "fixed",
      redirectUrl: request.returnUrl,
    })
  })

  it("leaves out what is not set", async () => {
    const request = bench.request(bench.money("250.00 USD"), { returnUrl: undefined })
    await gateway.create(request)
    expect(Object.keys(bench.body("POST /invoices"))).not.toContain("redirectUrl")
  })

  it("carries the merchant's coins and look", async () => {
    await create({ paymentCurrencies: ["BTC", "tUSDT"], applicationId: "look-1" })
    expect(bench.body("POST /invoices")).toMatchObject({
      displayCurrencies: ["BTC", "tUSDT"],
      applicationId: "look-1",
    })
  })

  it("has an order of its own for each payment of a session", async () => {
    const request = bench.request(bench.money("250.00 USD"), { sequence: 3 })
    expect((await gateway.create(request)).gatewayData).toMatchObject({
      order_id: `${SESSION_ID}-21`,
      customer_id: `${SESSION_ID}-21`,
    })
  })

  it.each(["250.00 EUR", "1000 JPY", "19.99 TRY", "0.01 USD"])("can be of %s", async (amount) => {
    await create({}, amount)
    const [sum, code] = amount.split(" ")
    expect(bench.body("POST /invoices")).toMatchObject({ amount: Number(sum), baseCurrency: code })
  })

  it("understands the short address, too", async () => {
    bench.sandbox.xgateway.changeSettings({ checkoutUrlForm: "short" })
    const created = await create()
    expect(created.reference).toBe(bench.sandbox.xgateway.payment(SESSION_ID).id)
  })
})

describe("the customer of an invoice", () => {
  it.each([
    ["session", { customerId: "cus_TEST0001" }, SESSION_ID],
    ["customer", { customerId: "cus_TEST0001" }, "cus_TEST0001"],
    ["customer", { customerId: undefined }, SESSION_ID],
    ["customer", { customerId: "cus.with.dots" }, SESSION_ID],
    ["customer", { customerId: "" }, SESSION_ID],
    ["customer", { customerId: "c".repeat(101) }, SESSION_ID],
  ])("by strategy %s for %j is %s", async (customerIdStrategy, payer, expected) => {
    const created = await create({ customerIdStrategy }, "250.00 USD", payer)
    expect(bench.body("POST /invoices")).toMatchObject({
      customerId: expected,
      orderId: SESSION_ID,
    })
    expect(created.gatewayData).toMatchObject({ customer_id: expected, order_id: SESSION_ID })
  })
})

describe("an answer that was lost", () => {
  it.each([
    { kind: "timeout", when: "after" },
    { kind: "timeout", when: "before" },
    { kind: "reset", when: "after" },
    { kind: "reset", when: "before" },
    { kind: "status", status: 500, when: "after" },
    { kind: "status", status: 502, when: "before" },
    { kind: "truncated" },
    { kind: "empty" },
    { kind: "html", status: 200 },
  ] as const)("leads to another invoice with an order of its own: %j", async (effect) => {
    bench.break("POST /invoices", effect, { times: 1 })
    const created = await create({ timeoutMs: 500 })
    expect(bench.count("POST /invoices")).toBe(2)
    expect(created.gatewayData).toMatchObject({
      customer_id: SESSION_ID,
      order_id: `${SESSION_ID}-2`,
    })
    const invoice = bench.sandbox.xgateway.payment(`${SESSION_ID}-2`)
    expect(created.reference).toBe(invoice.id)
    expect(bench.logged("warn").join()).toMatch(/was not answered; another one takes its place/)
  })

  it("ends in an error when the second is lost, too, and then nobody has an address", async () => {
    bench.break("POST /invoices", { kind: "reset", when: "after" })
    const error = await bench.errorOf(create())
    expect(error).toMatchObject({ reason: "unclear", retry: true })
    expect(bench.count("POST /invoices")).toBe(2)
  })

  it.each([
    [401, "configuration"],
    [403, "configuration"],
    [400, "rejected"],
    [422, "rejected"],
    [429, "rate_limited"],
  ] as const)("is not what %s is: no second invoice", async (status, reason) => {
    bench.break("POST /invoices", { kind: "status", status })
    expect((await bench.errorOf(create())).reason).toBe(reason)
    expect(bench.count("POST /invoices")).toBe(1)
  })

  it("of a second invoice is found by its order, when it is paid", async () => {
    bench.break("POST /invoices", { kind: "timeout", when: "after" }, { times: 1 })
    const own = bench.gateway({ timeoutMs: 500 })
    const attempt = await bench.open(own)
    bench.sandbox.xgateway.pay(attempt.reference ?? "")
    expect(await bench.reread(own, attempt)).toMatchObject({ status: "captured", exception: null })
  })

  it("shows what XGateway said in the log, and not to the shopper", async () => {
    bench.sandbox.xgateway.changeSettings({ invoiceMinimum: "1000" })
    const error = await bench.errorOf(create())
    expect(error.reason).toBe("rejected")
    expect(error.detail).toBeTruthy()
    expect(error.message).toMatch(/^XGateway did not accept the request/)
  })
})

describe("the page's address", () => {
  let api: ScriptedApi

  beforeAll(async () => {
    api = await ScriptedApi.start()
  })

  afterAll(() => api.stop())

  beforeEach(() => api.reset())

  const pageOf = async (page: unknown) => {
    api.on("POST /invoices", page, 201)
    return api.gateway({ flow: "invoice" }).create(bench.request(money("250.00 USD")))
  }

  const other = "184e9933-1111-4222-8333-444455556666"
  it.each([
    [`https://checkout.xgateway.tech/v2/invoice/${INVOICE_ID}`, INVOICE_ID],
    [`https://checkout.xgateway.tech/${INVOICE_ID}`, INVOICE_ID],
    [`https://checkout.xgateway.dev/v2/invoice/${INVOICE_ID}?lang=en`, INVOICE_ID],
    [`https://xgateway.tech/${other}/invoice/${INVOICE_ID}/`, INVOICE_ID],
    [`https://checkout.xgateway.tech/${INVOICE_ID}?customer=${other}`, INVOICE_ID],
    [`http://127.0.0.1:1/invoice/${INVOICE_ID}`, INVOICE_ID],
  ])("%s names the invoice", async (page, id) => {
    const created = await pageOf(page)
    expect(created.reference).toBe(id)
    expect(created.nextAction).toEqual({ type: "redirect", url: page, method: "GET" })
  })

  it.each([
    `https://xgateway.tech.evil.example/${INVOICE_ID}`,
    `https://evil.example/${INVOICE_ID}`,
    `https://notxgateway.tech/${INVOICE_ID}`,
    `http://checkout.xgateway.tech/${INVOICE_ID}`,
    `https://checkout.xgateway.tech@evil.example/${INVOICE_ID}`,
    `javascript:alert("${INVOICE_ID}")`,
    `data:text/html,${INVOICE_ID}`,
    "not an address",
    "",
    "https://checkout.xgateway.tech/v2/invoice/",
    `https://checkout.xgateway.tech/?id=${INVOICE_ID}`,
    `https://checkout.xgateway.tech/#${INVOICE_ID}`,
  ])("is not %s", async (page) => {
    const error = await bench.errorOf(pageOf(page))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: false })
    expect(error.message).toMatch(/payment page/)
    expect(`${error.message} ${error.detail}`).not.toMatch(new RegExp(`${API_KEY}|${SECRET_KEY}`))
  })

  it.each([[null], [{}], [7], [{ url: "https://checkout.xgateway.tech" }]])(
    "is no %j, and nobody knows then what was made",
    async (page) => {
      expect((await bench.errorOf(pageOf(page))).reason).toBe("unclear")
    }
  )
})
