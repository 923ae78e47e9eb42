import { resultControl } from "../signature"
import { startSandbox, type ApiClient, type Setup } from "./harness"

describe("webpaystatus and webcurrencyexchange", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const signOf = (login: string, result: string, amount: string, invoice = "payses_1") =>
    resultControl(setup.controls.apiSignature, { login, result, amount, invoice })

  it("tells a pending invoice", async () => {
    await api.link({ x_amount: "100.5" })
    const { status, json } = await api.status()
    expect([status, json]).toEqual([
      200,
      {
        result: "7",
        x_iduser: "12345678901",
        x_invoice: "payses_1",
        x_amount: "100.50",
        PT: "0",
        Sign: signOf(setup.controls.apiKey, "7", "100.50"),
        x_document: "300000001",
        x_bank: "TE",
        x_payment_type: "00",
        x_bank_name: "Test",
        x_currency: "BRL",
      },
    ])
  })

  it("tells it as text between bars unless asked otherwise", async () => {
    await api.link()
    const { text, headers } = await api.status("payses_1", { type: undefined })
    const sign = signOf(setup.controls.apiKey, "7", "100.50")
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8")
    expect(text).toBe(`7|12345678901|payses_1|100.50|0|${sign}|300000001|TE|00|Test|BRL`)
    expect((await api.status("payses_1", { type: "XML" })).text).toContain("<result>7</result>")
  })

  it("tells an unknown invoice with result 6", async () => {
    const { status, json } = await api.status("nothing")
    expect([status, json]).toMatchObject([
      200,
      {
        result: "6",
        x_iduser: "0",
        x_amount: "0",
        x_document: "-1",
        PT: "0",
        Sign: signOf(setup.controls.apiKey, "6", "0", "nothing"),
      },
    ])
  })

  it.each(["7", "8", "9"])("tells result %s", async (result) => {
    await api.link()
    setup.controls.setStatus("payses_1", result)
    expect((await api.status()).json).toMatchObject({
      result,
      Sign: signOf(setup.controls.apiKey, result, "100.50"),
    })
  })

  it("tells a result that no document knows", async () => {
    await api.link()
    setup.controls.setStatus("payses_1", "11")
    expect((await api.status()).json).toMatchObject({ result: "11" })
  })

  it.each([
    [{ x_login: undefined }, "Empty param x_login"],
    [
      { x_login: "d24_sandbox_login", x_trans_key: "d24_sandbox_passphrase" },
      "Invalid credentials",
    ],
    [{ x_trans_key: "other" }, "Invalid credentials"],
    [{ x_invoice: "" }, "Empty param x_invoice"],
    [{ x_document: "1" }, "Invalid param x_document"],
  ])("refuses %p", async (changes, desc) => {
    await api.link()
    expect((await api.status("payses_1", changes)).json).toMatchObject({ status: "1", desc })
  })

  it("signs with the status login by setting", async () => {
    await api.link()
    setup.controls.changeSettings({ statusSignLogin: "status" })
    expect((await api.status()).json).toMatchObject({
      Sign: signOf(setup.controls.statusApiKey, "7", "100.50"),
    })
  })

  it("tells the test marker, the amount as sent and the invoiced amount by setting", async () => {
    await api.link({ x_amount: "100.5" })
    setup.controls.changeSettings({ testMode: true, amountFormat: "as_sent" })
    expect((await api.status()).json).toMatchObject({ PT: "1", x_amount: "100.5" })
    setup.controls.pay("payses_1", { shortBy: "10.00" })
    expect((await api.status()).json).toMatchObject({ result: "9", x_amount: "90.50" })
    setup.controls.changeSettings({ paidAmountShown: "invoiced" })
    expect((await api.status()).json).toMatchObject({ result: "9", x_amount: "100.5" })
  })

  it("finds a new invoice late by setting", async () => {
    setup.controls.changeSettings({ statusLagMs: 60_000 })
    setup.sandbox.clock.setSpeed(0)
    await api.link()
    expect((await api.status()).json).toMatchObject({ result: "6" })
    await setup.sandbox.clock.advance(60_000)
    expect((await api.status()).json).toMatchObject({ result: "7" })
  })

  it("tells dollars as invoiced, or local money by setting", async () => {
    await api.link({ x_currency: "USD", x_amount: "10.00" })
    setup.controls.pay("payses_1")
    expect((await api.status()).json).toMatchObject({ x_amount: "10.00", x_currency: "USD" })
    setup.controls.changeSettings({ usdInvoiceEcho: "local" })
    expect((await api.status()).json).toMatchObject({ x_amount: "58.46", x_currency: "BRL" })
    setup.controls.changeSettings({ rates: { BR: "5.5" } })
    expect((await api.status()).json).toMatchObject({ x_amount: "55.00", x_currency: "BRL" })
  })

  it("rounds local money without decimals to whole units", async () => {
    setup.controls.changeSettings({ usdInvoiceEcho: "local", rates: { CL: "948.12" } })
    await api.link({ x_country: "CL", x_currency: "USD", x_amount: "1.99", x_cpf: "123456789" })
    expect((await api.status()).json).toMatchObject({ x_amount: "1887.00", x_currency: "CLP" })
  })

  it("tells the card masked", async () => {
    await api.link({ x_bank: "VI" })
    setup.controls.pay("payses_1")
    expect((await api.status()).json).toMatchObject({
      x_payment_type: "03",
      card_number: "411111******1111",
    })
  })

  const rate = (changes = {}) =>
    api.form("/apd/webcurrencyexchange", {
      x_login: setup.controls.statusApiKey,
      x_trans_key: setup.controls.statusApiPassphrase,
      x_country: "BR",
      ...changes,
    })

  it("tells what dollars come to, as a bare number", async () => {
    expect((await rate()).text).toBe("5.8464")
    expect((await rate({ x_amount: "2.50" })).text).toBe("14.616")
    expect((await rate({ x_country: "EC" })).text).toBe("1")
  })

  it.each([
    [{ x_country: "DE" }, "1|Country not found|505"],
    [{ x_country: undefined }, "1|Empty param x_country|301"],
    [{ x_amount: "many" }, "1|Invalid param x_amount|300"],
    [{ x_login: "d24_sandbox_login" }, "1|Invalid credentials|401"],
  ])("refuses a rate for %p", async (changes, text) => {
    expect((await rate(changes)).text).toBe(text)
  })

  it("lists the ways to pay of a country", async () => {
    const banks = (changes = {}) =>
      api.form("/api_curl/apd/get_banks_by_country", {
        x_login: setup.controls.apiKey,
        x_trans_key: setup.controls.apiPassphrase,
        country_code: "UY",
        type: "json",
        ...changes,
      })
    const { json } = await banks()
    expect(json).toContainEqual(expect.objectContaining({ code: "RE", name: "Red Pagos" }))
    expect(json).not.toContainEqual(expect.objectContaining({ code: "IX" }))
    expect((await banks({ type: "xml" })).text).toContain("<item><code>TE</code>")
    expect((await banks({ country_code: "DE" })).json).toMatchObject({ error_code: "505" })
    expect((await banks({ x_login: "other" })).json).toMatchObject({ error_code: "401" })
  })
})
