import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { controlOf } from "../signatures"
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
  gateway = bench.gateway()
})

const NEW_INVOICE = "POST /api_curl/streamline/NewInvoice"
const BANKS = "POST /api_curl/apd/get_banks_by_country"
const RATE = "POST /apd/webcurrencyexchange"

const create = (amount = "100.50 BRL", ...rest: [object?, object?]) =>
  gateway.create(bench.request(bench.money(amount), ...rest))

describe("creating a payment", () => {
  it("makes one invoice and sends the payer to its page", async () => {
    const created = await create()
    expect(bench.calls()).toEqual([NEW_INVOICE])
    const payment = bench.account.payment(SESSION_ID)
    expect(payment).toMatchObject({ amount: "100.50", currency: "BRL", bank: "TE", country: "BR" })
    expect(created).toEqual({
      reference: SESSION_ID,
      status: "requires_more",
      gatewayStatus: "invoice created",
      nextAction: { type: "redirect", url: payment.url, method: "GET" },
      expiresAt: null,
      gatewayData: { country: "BR", bank: "TE", created_at: expect.any(String) },
    })
    bench.expectClean(created)
  })

  it("tells Directa24 all that it demands, signed", async () => {
    const request = bench.request(bench.money("100.50 BRL"))
    await gateway.create(request)
    const { control, ...body } = bench.body(NEW_INVOICE)
    expect(body).toMatchObject({
      x_invoice: SESSION_ID,
      x_amount: "100.50",
      x_currency: "BRL",
      x_country: "BR",
      x_bank: "TE",
      x_iduser: expect.stringMatching(/^\d{1,11}$/),
      x_cpf: CPF,
      x_name: "Jane Doe",
      x_email: "jane@example.com",
      x_return: request.returnUrl,
      x_confirmation: request.webhookUrl,
      x_description: `Order ${SESSION_ID}`,
      type: "json",
    })
    const { apiSignature } = bench.check()
    expect(control).toBe(controlOf(body as Record<string, string>, apiSignature))
  })

  it.each([
    ["1.00 BRL", "BR", "1.00"],
    ["12345678.90 BRL", "BR", "12345678.90"],
    ["15000 CLP", "CL", "15000"],
    ["250000 PYG", "PY", "250000"],
    ["99000.50 COP", "CO", "99000.50"],
    ["700 UGX", "UG", "700"],
    ["10.25 USD", "EC", "10.25"],
  ])("asks for %s in %s exactly", async (amount, country, asked) => {
    const answers = { bank: "TE", document: country === "BR" ? CPF : "12345678" }
    await create(amount, {}, { country, phone: "+573001234567", answers })
    expect(bench.account.payments()).toHaveLength(1)
    expect(bench.body(NEW_INVOICE).x_amount).toBe(asked)
  })

  it("numbers the invoices of one session", async () => {
    const second = await create("100.50 BRL", { sequence: 2 })
    expect(second.reference).toBe(`${SESSION_ID}-11`)
  })

  it("takes the plus of an e-mail and other alphabets as they are", async () => {
    const told = { email: "jane+shop@example.com", name: "José Ñandú", city: "São Paulo" }
    await create("100.50 BRL", {}, told)
    expect(bench.account.payment(SESSION_ID)).toMatchObject({
      email: "jane+shop@example.com",
      name: "José Ñandú",
    })
  })

  it("cuts an address before it is signed", async () => {
    await create("100.50 BRL", {}, { address: "ã 1 ".repeat(200) })
    expect(String(bench.body(NEW_INVOICE).x_address).length).toBeLessThanOrEqual(255)
    expect(bench.account.payments()).toHaveLength(1)
  })

  it("tells the customer's id as it is where the merchant wants it", async () => {
    bench.account.changeSettings({ userIds: "any" } as never)
    gateway = bench.gateway({ userIdMode: "raw" })
    await create()
    expect(bench.account.payment(SESSION_ID).userId).toBe("cus_TEST0001")
  })

  it("takes Directa24's test document with `sandbox: true` only", async () => {
    bench.account.changeSettings({ testMode: true })
    const answers = { bank: "TE", document: "00003456789" }
    expect((await create("100.50 BRL", {}, { answers })).nextAction).toMatchObject({
      type: "collect",
      fields: [{ name: "document" }],
    })
    expect(bench.account.payments()).toHaveLength(0)
    gateway = bench.gateway({ sandbox: true })
    await create("100.50 BRL", {}, { answers })
    expect(bench.account.payment(SESSION_ID).payerDocument).toBe("00003456789")
  })

  it("gives the page that can be shown inside the shop, where the merchant wants it", async () => {
    gateway = bench.gateway({ iframe: true })
    const { nextAction } = await create()
    const { url } = bench.account.payment(SESSION_ID)
    expect(nextAction).toMatchObject({ type: "redirect", url: `${url}?iframe_view=1` })
  })

  it.each(["returnUrl", "webhookUrl"])("needs the shop's address (%s)", async (name) => {
    const missing = await bench.errorOf(create("1.00 BRL", { [name]: undefined }))
    expect(missing).toMatchObject({ reason: "configuration" })
    const url = `https://shop.example/${"a".repeat(200)}`
    const long = await bench.errorOf(create("1.00 BRL", { [name]: url }))
    expect(long).toMatchObject({ reason: "configuration" })
    expect(long.detail).toContain("too long")
    expect(bench.calls()).toEqual([])
  })

  it.each([`payses_${"X".repeat(125)}`, "0payses"])(
    "refuses an invoice number that Directa24 would not take: %s",
    async (sessionId) => {
      expect(await bench.errorOf(create("1.00 BRL", { sessionId }))).toMatchObject({
        reason: "invalid_input",
      })
      expect(bench.calls()).toEqual([])
    }
  )
})

describe("before anything is asked", () => {
  it.each(["EUR", "SAR", "GBP"])("%s is refused", (code) => {
    const check = () => gateway.check(bench.money(`1.00 ${code}`))
    expect(check).toThrow(`Directa24 does not take ${code}.`)
  })

  it("nothing is refused as an amount", () => {
    expect(() => gateway.check(bench.money("0.00 BRL"))).toThrow("takes no payment of 0.00 BRL")
  })

  it("a country that does not take the currency is refused", async () => {
    const error = await bench.errorOf(create("1.00 BRL", {}, { country: "AR" }))
    expect(error.reason).toBe("unsupported_currency")
    expect(bench.calls()).toEqual([])
  })
})

describe("a payer of whom too little is known", () => {
  it("is asked, and no invoice is made", async () => {
    const created = await create("100.50 BRL", {}, { answers: {}, state: "São Paulo" })
    expect(created).toMatchObject({
      reference: null,
      status: "requires_more",
      nextAction: {
        type: "collect",
        fields: [
          { name: "bank", options: expect.arrayContaining([{ value: "TE", label: "Test" }]) },
          { name: "document", label: "CPF or CNPJ" },
          { name: "state", label: "State (please check)" },
        ],
      },
      gatewayData: {},
    })
    expect(bench.calls()).toEqual([BANKS])
    expect(bench.account.payments()).toEqual([])
  })

  it("is asked with the newer list where there is a read-only key", async () => {
    gateway = bench.gateway({ readOnlyKey: bench.account.readOnlyKey })
    const created = await create("100.50 BRL", {}, { answers: { document: CPF } })
    expect(bench.calls()).toEqual(["GET /v3/payment_methods"])
    expect(created.nextAction).toMatchObject({
      fields: [{ options: expect.arrayContaining([{ value: "TE", label: "Test" }]) }],
    })
  })

  it("shares the list with others", async () => {
    const answers = { document: CPF }
    await Promise.all([1, 2, 3].map(() => create("1.00 BRL", {}, { answers })))
    await create("1.00 BRL", {}, { answers })
    expect(bench.calls()).toEqual([BANKS])
  })

  it.each([
    ["is away", { kind: "status", status: 503, when: "before", retryAfterSeconds: 0 }],
    ["is HTML", { kind: "html", status: 200 }],
    ["refuses the key", { kind: "status", status: 401, when: "before" }],
  ] as const)("is asked for a code where the list %s", async (_, effect) => {
    bench.break(BANKS, effect)
    const created = await create("100.50 BRL", {}, { answers: { document: CPF } })
    expect(created.nextAction).toMatchObject({ fields: [{ name: "bank", required: true }] })
    expect(created.nextAction).not.toHaveProperty("fields.0.options")
    expect(bench.logged("warn").join()).toContain("the payer is asked for a code")
  })

  it("is asked for the country first, then for what it needs", async () => {
    const guest = { country: undefined, phone: undefined, answers: {} }
    const first = await create("10.00 USD", {}, guest)
    expect(first.nextAction).toMatchObject({ fields: [{ name: "country" }] })
    const second = await create("10.00 USD", {}, { ...guest, country: "CO", answers: {} })
    expect(second.nextAction).toMatchObject({
      fields: [{ name: "bank" }, { name: "document" }, { name: "phone" }],
    })
    const answers = { bank: "TE", document: "12345678" }
    const third = await create("10.00 USD", {}, { country: "CO", phone: "+573001234567", answers })
    expect(third.reference).toBe(SESSION_ID)
  })

  it("needs to tell less where the merchant has chosen country and method", async () => {
    gateway = bench.gateway({ defaultCountry: "BR", defaultBank: "TE" })
    await create("1.00 BRL", {}, { country: undefined, answers: { document: CPF } })
    expect(bench.account.payment(SESSION_ID)).toMatchObject({ country: "BR", bank: "TE" })
  })
})

describe("an invoice in dollars", () => {
  it("keeps the exchange rate for people", async () => {
    const { gatewayData } = await create("10.00 USD")
    expect(bench.calls().sort()).toEqual([RATE, NEW_INVOICE])
    expect(gatewayData.exchange_rate).toEqual({
      from: "USD",
      to: "BRL",
      rate: expect.stringMatching(/^\d+(\.\d+)?$/),
      read_at: expect.any(String),
    })
  })

  it.each([
    ["is away", { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 }],
    ["is no number", { kind: "html", status: 200 }],
  ] as const)("is made without a rate that %s", async (_, effect) => {
    bench.break(RATE, effect)
    const { gatewayData, reference } = await create("10.00 USD")
    expect(reference).toBe(SESSION_ID)
    expect(gatewayData).not.toHaveProperty("exchange_rate")
  })

  it("needs none where dollars are the country's own", async () => {
    const answers = { bank: "TE", document: "12345678" }
    await create("10.00 USD", {}, { country: "EC", answers })
    expect(bench.calls()).toEqual([NEW_INVOICE])
  })
})
