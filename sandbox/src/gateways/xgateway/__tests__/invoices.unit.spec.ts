import { INVOICE, messages, startXGateway, text, type XGatewaySetup } from "./harness"

describe("invoices", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  it("are made with 201 and the URL of their checkout, in both forms", async () => {
    const { call, sandbox, xgateway } = setup
    const long = await call("POST", "/invoices", INVOICE)
    expect(long).toEqual({
      status: 201,
      json: { data: expect.any(String) as string, success: true },
    })
    expect(text(long.json, "data")).toMatch(
      new RegExp(`^${sandbox.url}/xgateway/v2/invoice/[0-9a-f-]{36}$`)
    )
    xgateway.changeSettings({ checkoutUrlForm: "short" })
    const short = await call("POST", "/invoices", INVOICE)
    expect(text(short.json, "data")).toMatch(new RegExp(`^${sandbox.url}/xgateway/[0-9a-f-]{36}$`))
  })

  it("are told as documented", async () => {
    const { invoice, readInvoice, sandbox, xgateway } = setup
    const id = await invoice()
    expect(await readInvoice(id)).toEqual({
      id,
      amount: "200.00",
      baseCurrency: "EUR",
      paymentCurrency: null,
      customerId: "payses_1",
      orderId: "payses_1",
      status: "created",
      strategy: "fixed",
      type: "deposit",
      accountId: expect.any(String) as string,
      createdAt: new Date(sandbox.clock.now()).toISOString(),
      paymentUrl: `${sandbox.url}/xgateway/${id}`,
      transactions: [],
    })
    xgateway.pay(id, { amount: "50", currency: "BTC" })
    await sandbox.clock.advance(1000)
    xgateway.pay(id)
    const told = await readInvoice(id)
    expect(told).toMatchObject({ paymentCurrency: "BTC", status: "completed" })
    const listed = xgateway.payment(id).transactions.map((transaction) => transaction.id)
    expect(told).toMatchObject({
      transactions: listed
        .reverse()
        .map((one) => ({ id: one, type: "deposit", status: "confirmed" })),
    })
  })

  it.each([
    ["customerId", undefined, "customerId is required"],
    ["customerId", 7, "customerId must be a string"],
    ["customerId", "", "customerId must not be empty"],
    ["customerId", "x".repeat(256), "customerId must be shorter than or equal to 255 characters"],
    ["amount", undefined, "amount is required"],
    ["amount", "200", "amount must be a number"],
    ["amount", null, "amount must be a number"],
    ["amount", 0, "amount must be a positive number with at most 2 decimal places"],
    ["amount", -1, "amount must be a positive number with at most 2 decimal places"],
    ["amount", 1.005, "amount must be a positive number with at most 2 decimal places"],
    ["baseCurrency", undefined, "baseCurrency is required"],
    ["baseCurrency", "eur", /^baseCurrency must be one of the following values: AZN, .*UZS$/],
    ["baseCurrency", "BTC", /^baseCurrency must be one of/],
    ["orderId", 1, "orderId must be a string"],
    ["invoiceStrategy", "free", /^invoiceStrategy must be one of .*fixed, floating$/],
    ["paymentCurrency", "USDT", /^paymentCurrency must be one of .*tUSDT/],
    ["displayCurrencies", ["BTC", "btc"], /^displayCurrencies must be one of/],
    ["displayCurrencies", [], "displayCurrencies must not be empty"],
    ["displayCurrencies", [1], "displayCurrencies must be an array of strings or a string"],
    ["redirectUrl", "shop", "redirectUrl must be a URL address"],
    ["redirectUrl", "javascript:alert(1)", "redirectUrl must be a URL address"],
    ["customerEmail", "nobody", "customerEmail must be an email"],
    ["applicationId", {}, "applicationId must be a string"],
    ["metadata", { a: 1 }, "metadata is not allowed"],
  ])("are refused with 422 for %s = %p", async (field, value, message) => {
    const reply = await setup.call("POST", "/invoices", { ...INVOICE, [field]: value })
    expect([reply.status, reply.json]).toMatchObject([
      422,
      { success: false, errors: [{ code: "validation_error" }] },
    ])
    expect(messages(reply)).toEqual([
      typeof message === "string" ? message : expect.stringMatching(message),
    ])
    expect(setup.xgateway.payments()).toEqual([])
  })

  it("name every field that is wrong", async () => {
    const reply = await setup.call("POST", "/invoices", {})
    expect([reply.status, messages(reply)]).toEqual([
      422,
      ["customerId is required", "baseCurrency is required", "amount is required"],
    ])
  })

  it.each(["{", "[1]", '"text"', "1"])("refuse the body %s with 400", async (body) => {
    expect(await setup.call("POST", "/invoices", body)).toMatchObject({
      status: 400,
      json: { success: false, errors: [{ code: "bad_request" }] },
    })
  })

  it("do not read what is not declared as JSON", async () => {
    const reply = await fetch(`${setup.xgateway.baseUrl}/invoices`, {
      method: "POST",
      headers: { "x-api-key": setup.xgateway.apiKey, "content-type": "text/plain" },
      body: JSON.stringify(INVOICE),
    })
    expect(reply.status).toBe(422)
  })

  it("take what settings allow", async () => {
    const { call, xgateway } = setup
    const status = async (changes: Record<string, unknown>) =>
      (await call("POST", "/invoices", { ...INVOICE, ...changes })).status
    xgateway.changeSettings({ amountAsText: true, unknownFields: "ignored" })
    expect(await status({ amount: "200.50", metadata: {} })).toBe(201)
    expect(xgateway.payment("payses_1").amount).toBe("200.50")
    expect(await status({ baseCurrency: "JPY", amount: 1000.5 })).toBe(422)
    expect(await status({ displayCurrencies: "BTC" })).toBe(201)
    xgateway.changeSettings({ duplicateOrderId: "refused" })
    const repeated = await call("POST", "/invoices", INVOICE)
    expect(repeated).toMatchObject({ status: 400, json: { errors: [{ code: "db_violation" }] } })
    xgateway.changeSettings({ duplicateOrderId: "accepted", invoiceMinimum: "5" })
    xgateway.changeSettings({ invoiceMaximum: "300" })
    expect([await status({ amount: 4.99 }), await status({ amount: 300.01 })]).toEqual([400, 400])
    expect([await status({ amount: 5 }), await status({ amount: 300 })]).toEqual([201, 201])
    xgateway.setBaseCurrencies(["USD"])
    expect(await status({})).toBe(422)
  })

  it("are found by their id only", async () => {
    const { call, xgateway } = setup
    const unknown = "/invoices/00000000-0000-4000-8000-000000000000"
    expect(await call("GET", unknown)).toMatchObject({
      status: 404,
      json: { success: false, errors: [{ code: "not_found" }] },
    })
    expect((await call("GET", "/invoices/payses_1")).status).toBe(400)
    xgateway.changeSettings({ unknownIdStatus: 400 })
    expect((await call("GET", unknown)).status).toBe(400)
  })

  it("have no clock until a currency is chosen, then a quarter of an hour", async () => {
    const { invoice, readInvoice, sandbox, xgateway } = setup
    const id = await invoice()
    await sandbox.clock.advance(30 * 86_400_000)
    expect(await readInvoice(id)).toMatchObject({ status: "created" })
    xgateway.activate(id, "tUSDT")
    await sandbox.clock.advance(15 * 60_000 - 1)
    expect(await readInvoice(id)).toMatchObject({ status: "active", paymentCurrency: "tUSDT" })
    await sandbox.clock.advance(1)
    expect(await readInvoice(id)).toMatchObject({ status: "canceled" })
    for (const expiredInvoiceStatus of ["expired", "active"] as const) {
      xgateway.changeSettings({ expiredInvoiceStatus })
      expect(await readInvoice(id)).toMatchObject({ status: expiredInvoiceStatus })
    }
    expect(() => xgateway.pay(id)).toThrow("is expired; pass evenIfClosed")
  })

  it("of the floating kind last a day, and a new one cancels the older", async () => {
    const { invoice, readInvoice, sandbox, xgateway } = setup
    const first = await invoice({ invoiceStrategy: "floating" })
    const second = await invoice({ invoiceStrategy: "floating" })
    expect(await readInvoice(first)).toMatchObject({ status: "canceled" })
    xgateway.activate(second)
    await sandbox.clock.advance(86_400_000 - 1)
    expect(await readInvoice(second)).toMatchObject({ status: "active" })
    await sandbox.clock.advance(1)
    expect(await readInvoice(second)).toMatchObject({ status: "canceled" })
  })

  it("of the fixed kind can be active ten times for a customer", async () => {
    const { invoice, xgateway } = setup
    for (let count = 0; count < 10; count += 1) {
      xgateway.activate(await invoice(), "BTC")
    }
    const last = await invoice()
    expect(() => xgateway.activate(last, "BTC")).toThrow("has 10 active invoices")
    xgateway.expire(xgateway.payments()[0]?.id ?? "")
    expect(xgateway.activate(last, "BTC").status).toBe("active")
  })
})
