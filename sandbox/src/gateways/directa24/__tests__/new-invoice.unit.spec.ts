import { createSandbox } from "../../../sandbox"
import { INVOICE_REFUSALS } from "../options"
import { startSandbox, type ApiClient, type Fields, type Setup } from "./harness"

describe("NewInvoice", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const invoices = () => setup.controls.payments().map(({ reference }) => reference)
  const refused = async (changes: Fields, code: number | undefined, desc: string) => {
    const reply = await api.invoice(changes)
    expect([reply.status, reply.json]).toEqual([
      200,
      { status: "1", desc, ...(code === undefined ? {} : { error_code: String(code) }) },
    ])
    expect(invoices()).toEqual([])
  }

  it("answers with the link to the page", async () => {
    const { status, json, headers } = await api.invoice()
    expect([status, headers.get("content-type"), json]).toEqual([
      200,
      "application/json",
      { status: "0", link: setup.controls.payment("payses_1").url },
    ])
    expect(setup.controls.payment("payses_1")).toMatchObject({
      result: "7",
      status: "CREATED",
      amount: "100.50",
      currency: "BRL",
      document: "300000001",
      returnUrl: "https://shop.example/return",
      confirmationUrl: null,
      payerDocument: "52998224725",
    })
  })

  it("answers with more in version 1.1", async () => {
    const { json } = await api.invoice({ x_version: "1.1" })
    expect(json).toMatchObject({ status: "0", x_invoice: "payses_1", x_document: "300000001" })
  })

  it.each([
    [
      undefined,
      "text/xml; charset=utf-8",
      /^<\?xml.*<response><status>0<\/status><link>http.*<\/link><\/response>$/s,
    ],
    ["xml", "text/xml; charset=utf-8", /<status>0<\/status>/],
    ["STRING", "text/plain; charset=utf-8", /^0\|http[^|]+$/],
    ["JSON", "application/json", /^\{"status":"0"/],
  ])("writes type %p as %s", async (type, contentType, pattern) => {
    const reply = await api.invoice({ type })
    expect(reply.headers.get("content-type")).toBe(contentType)
    expect(reply.text).toMatch(pattern)
  })

  it.each([
    [
      undefined,
      /<status>1<\/status><desc>Invalid param x_cpf<\/desc><error_code>300<\/error_code>/,
    ],
    ["STRING", /^1\|Invalid param x_cpf\|300$/],
  ])("writes errors as type %p too", async (type, pattern) => {
    expect((await api.invoice({ type, x_cpf: "1" })).text).toMatch(pattern)
  })

  it("assumes US dollars", async () => {
    await api.invoice({ x_currency: undefined })
    expect(setup.controls.payment("payses_1").currency).toBe("USD")
  })

  it("takes whole amounts only of currencies without decimals", async () => {
    const chile = { x_country: "CL", x_currency: "CLP", x_cpf: "12345678K" }
    await refused({ ...chile, x_amount: "15000.50" }, 300, "Invalid param x_amount")
    expect((await api.invoice({ ...chile, x_amount: "15000.00" })).json).toMatchObject({
      status: "0",
    })
  })

  it("refuses an unknown country", async () => {
    await refused({ x_country: "DE" }, 505, "Country not found")
    await refused({ x_country: "br" }, 505, "Country not found")
  })

  it.each([
    ["of another secret", "0".repeat(64)],
    ["cut to 32", "0".repeat(32)],
    ["too long", "0".repeat(65)],
  ])("refuses a control %s", (_name, control) => refused({ control }, 302, "Invalid control"))

  it("refuses a lower-case control", async () => {
    const control = String(api.invoiceFields().control).toLowerCase()
    await refused({ control }, 302, "Invalid control")
  })

  it.each([
    "x_invoice",
    "x_amount",
    "x_iduser",
    "x_bank",
    "x_cpf",
    "x_bdate",
    "x_email",
    "x_zip",
    "x_address",
    "x_city",
    "x_state",
  ])("signs %s", async (name) => {
    const { control } = api.invoiceFields({ x_bdate: "19800115" })
    const others: Fields = {
      x_amount: "100.51",
      x_iduser: "1",
      x_bank: "VI",
      x_cpf: "11222333000181",
      x_bdate: "19800116",
      x_zip: "01310101",
      x_state: "RJ",
      x_email: "joe@example.com",
    }
    await refused(
      { x_bdate: "19800115", [name]: others[name] ?? "other", control },
      302,
      "Invalid control"
    )
  })

  it("takes the '+' of an e-mail as it is", async () => {
    await api.invoice()
    expect(setup.controls.payment("payses_1").email).toBe("jane+shop@example.com")
  })

  it("refuses an invoice that was used", async () => {
    await api.link()
    const { json } = await api.invoice()
    expect(json).toEqual({ status: "1", desc: "Invoice already used" })
    expect(invoices()).toEqual(["payses_1"])
  })

  it.each([
    [{ x_login: undefined }, 301, "Empty param x_login"],
    [{ x_trans_key: undefined }, 301, "Empty param x_trans_key"],
    [{ x_login: "other" }, 401, "Invalid credentials"],
    [{ x_trans_key: "other" }, 401, "Invalid credentials"],
    [{ x_login: "d24_sandbox_status_login" }, 401, "Invalid credentials"],
  ])("checks the keys: %p", (changes, code, desc) => refused(changes, code, desc))

  it("refuses an IP address that is not on the list", async () => {
    setup.controls.changeSettings({ ipRegistered: false })
    await refused({}, 402, "Unregistered IP address")
    expect((await api.status()).json).toMatchObject({ error_code: "402" })
    expect((await api.v3("GET", "/v3/deposits/1")).status).toBe(403)
    expect((await api.list("banks?country=BR")).status).toBe(403)
  })

  it.each([
    ["user_unauthorized", 502, "User unauthorized"],
    ["user_blacklisted", 503, "User blacklisted"],
    ["user_limit_exceeded", undefined, "User limit has been exceeded"],
    ["cadastral_situation", 504, "Invalid cadastral situation"],
    ["could_not_make_deposit", 500, "Could not make the deposit"],
    ["could_not_register_user", 500, "Could not register user"],
    ["merchant_configuration_missing", 409, "Merchant configuration missing"],
    ["generic", 500, "Generic error"],
  ] as const)("refuses by setting: %s", async (reason, code, desc) => {
    expect(INVOICE_REFUSALS).toContain(reason)
    setup.controls.changeSettings({ newInvoiceRefusal: reason })
    await refused({}, code, desc)
  })

  it("leaves codes out and answers with HTTP statuses by setting", async () => {
    setup.controls.changeSettings({ showErrorCode: false, errorStatus: "http" })
    const reply = await api.invoice({ x_login: "other" })
    expect([reply.status, reply.json]).toEqual([401, { status: "1", desc: "Invalid credentials" }])
    expect((await api.invoice({ x_cpf: "1" })).status).toBe(400)
    setup.controls.changeSettings({ newInvoiceRefusal: "user_blacklisted" })
    expect((await api.invoice()).status).toBe(403)
  })

  it("reads forms only", async () => {
    const path = "/api_curl/streamline/NewInvoice"
    const json = await api.send(
      "POST",
      path,
      { "content-type": "application/json" },
      JSON.stringify(api.invoiceFields())
    )
    expect(json.text).toContain("Empty param x_login")
    expect((await api.form(path, api.invoiceFields(), "text/plain")).text).toContain("Empty param")
    expect((await api.send("GET", path, {})).status).toBe(405)
    expect((await api.send("POST", "/api_curl/apd/refund", {})).status).toBe(404)
  })

  it("refuses a field that comes twice", async () => {
    const body = `${new URLSearchParams(api.invoiceFields()).toString()}&x_amount=1`
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }
    const reply = await api.send("POST", "/api_curl/streamline/NewInvoice", headers, body)
    expect(reply.json).toMatchObject({ desc: "Invalid param x_amount" })
  })

  it("has settings for user ids, unknown fields, the test document and an empty bank", async () => {
    setup.controls.changeSettings({
      userIds: "any",
      unknownFields: "ignored",
      testMode: true,
      emptyBank: "chooser",
    })
    await refused({ x_iduser: "x".repeat(21) }, 300, "Invalid param x_iduser")
    const { json } = await api.invoice({
      x_iduser: "userId123",
      metadata: "1",
      x_bank: "",
      x_cpf: "00003456789",
    })
    expect(json).toMatchObject({ status: "0" })
    expect(setup.controls.payment("payses_1")).toMatchObject({
      bank: null,
      payerDocument: "00003456789",
    })
  })

  it("takes the panel's return URL", async () => {
    const other = await startSandbox({ returnUrl: "https://shop.example/panel" })
    await other.api.link({ x_return: undefined })
    expect(other.controls.payment("payses_1").returnUrl).toBe("https://shop.example/panel")
    await other.stop()
  })

  it("logs the form without the keys", async () => {
    await api.link()
    const [entry] = setup.sandbox.requests.list({ gateway: "directa24" })
    expect(entry?.body).toMatchObject({
      x_invoice: "payses_1",
      x_city: "São Paulo",
      x_login: "[hidden]",
      x_trans_key: "[hidden]",
    })
  })

  it("refuses options that make no sense", async () => {
    await expect(createSandbox({ directa24: { apiKey: "k".repeat(33) } })).rejects.toThrow("apiKey")
    await expect(
      createSandbox({ directa24: { settings: { rates: { DE: "1" } } } })
    ).rejects.toThrow("no country DE")
    expect(() => setup.controls.changeSettings({ rates: { BR: "0" } })).toThrow("no rate")
  })
})
