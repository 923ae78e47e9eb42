import { ACCOUNT, at, invoiceBody, PLATFORM, startSandbox, type Setup } from "./harness"

const attributes = invoiceBody().data.attributes

describe("what is refused", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  const expectRefusal = async (body: unknown, codes: string[], path = PLATFORM) => {
    const reply = await setup.api.call("POST", path, body)
    expect([reply.status, at(reply.json, "error_codes")]).toEqual([422, codes])
    expect(at(reply.json, "error_type")).toBe("validation_error")
    expect(at(reply.json, "request_id")).toMatch(/^[0-9a-f-]{36}$/)
    expect(setup.corefy.payments()).toEqual([])
  }

  it.each<[string, unknown]>([
    ["commerce_account.required", undefined],
    ["commerce_account.invalid", "coma_other"],
    ["commerce_account.invalid_type", 7],
    ["currency.required", undefined],
    ["currency.invalid", "usd"],
    ["currency.invalid", "XYZ"],
    ["amount.required", undefined],
    ["amount.required", null],
    ["amount.invalid_type", "10.50"],
    ["amount.invalid", 0],
    ["amount.invalid", -1],
    ["amount.invalid", 10.505],
    ["amount.invalid", 1e21],
    ["service.required", undefined],
    ["service.invalid", "payment_card_usd"],
    ["service.invalid", "PAYMENT_CARD_USD_HPP"],
    ["service.invalid", "payment_card_eur_hpp"],
    ["flow.required", undefined],
    ["flow.invalid", "verify"],
    ["flow.invalid", "auth"],
    ["test_mode.invalid_type", "true"],
    ["test_mode.invalid_type", 1],
    ["reference_id.invalid_type", 5],
    ["reference_id.blank", " "],
    ["reference_id.too_long", "x".repeat(256)],
    ["description.too_long", "x".repeat(1025)],
    ["description.blank", ""],
    ["metadata.invalid_type", "text"],
    ["metadata.invalid_type", [1]],
    ["customer.invalid_type", "Jane"],
    ["reference_id.required", { customer: { email: "jane@example.com" } }],
    ["email.invalid", { customer: { reference_id: "c", email: "jane" } }],
    ["name.blank", { customer: { reference_id: "c", name: "" } }],
    ["phone.invalid", { customer: { reference_id: "c", phone: "+4915112345678" } }],
    ["date_of_birth.invalid", { customer: { reference_id: "c", date_of_birth: "1990-02-30" } }],
    ["zip.unknown", { customer: { reference_id: "c", address: { zip: "1" } } }],
    ["surname.unknown", { customer: { reference_id: "c", surname: "Doe" } }],
    ["return_url.invalid", "http://shop.example/back"],
    ["return_url.invalid", "/back"],
    ["callback_url.invalid", "http://shop.example/hooks"],
    ["callback_url.invalid", "ftp://localhost/hooks"],
    ["callback_url.too_long", `https://shop.example/${"x".repeat(2048)}`],
    ["success.invalid", { return_urls: { success: "javascript:alert(1)" } }],
    ["cancel.unknown", { return_urls: { cancel: "https://shop.example" } }],
    ["options.invalid_type", true],
    ["allow_partially.invalid_type", { options: { allow_partially: "no" } }],
    ["partial.unknown", { options: { partial: true } }],
    ["service_fields.invalid_type", "CC"],
    ["token.invalid_type", 1],
    ["gateway_options.invalid_type", "x"],
    ["expires.unknown", 4102444800],
    ["client_id.unknown", "x"],
  ])("%s: %j", async (code, value) => {
    const [name = ""] = code.split(".")
    const isNested = typeof value === "object" && value !== null && !Array.isArray(value)
    const changed = isNested ? value : { [name]: value }
    await expectRefusal(invoiceBody(changed as Record<string, unknown>), [code])
  })

  it("says all that is wrong at once", async () => {
    await expectRefusal(invoiceBody({ currency: undefined, amount: "1", flow: "x", foo: 1 }), [
      "currency.required",
      "amount.invalid_type",
      "flow.invalid",
      "foo.unknown",
    ])
  })

  it("commerce_account where the account is the login itself", async () => {
    const body = invoiceBody({ commerce_account: "coma_sandbox" }, ACCOUNT)
    await expectRefusal(body, ["commerce_account.unknown"], ACCOUNT)
  })

  it.each<[string, unknown, string[]]>([
    ["no data", { attributes }, ["data.required", "attributes.unknown"]],
    ["a list", { data: [1] }, ["data.invalid_type"]],
    ["no type", { data: { attributes } }, ["type.required"]],
    ["another type", { data: { type: "payments", attributes } }, ["type.invalid"]],
    ["no attributes", { data: { type: "payment-invoice" } }, ["attributes.required"]],
    ["an id", { data: { type: "payment-invoice", id: "cpi_1", attributes } }, ["id.unknown"]],
    ["an array", [], ["body.invalid_type"]],
    ["broken JSON", '{"data":', ["body.invalid_json"]],
  ])("a document with %s", async (_name, body, codes) => {
    await expectRefusal(body, codes)
  })

  it("other content types", async () => {
    const body = JSON.stringify(invoiceBody())
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const reply = await setup.api.call("POST", PLATFORM, body, { "content-type": type })
      expect([reply.status, at(reply.json, "error_codes")]).toEqual([422, ["content_type.invalid"]])
    }
    const reply = await setup.api.call("POST", PLATFORM, body, {
      "content-type": "application/vnd.api+json",
    })
    expect(reply.status).toBe(201)
  })

  it("in the words of JSON:API, where the setting says so", async () => {
    setup.corefy.changeSettings({ errorForm: "json_api" })
    const reply = await setup.api.create({ amount: "10" })
    expect(reply.json).toEqual({
      errors: [
        {
          status: "422",
          code: "amount.invalid_type",
          title: "validation_error",
          detail: "amount must be a number",
          source: { pointer: "/data/attributes/amount" },
        },
      ],
    })
  })

  it("nothing that is unknown, where the setting says so", async () => {
    setup.corefy.changeSettings({ unknownAttributes: "ignored" })
    const body = invoiceBody({
      foo: 1,
      options: { partial: true },
      customer: { reference_id: "c", surname: "x", address: { zip: "1" } },
    })
    const reply = await setup.api.call("POST", PLATFORM, { ...body, meta: {} })
    expect(reply.status).toBe(201)
    expect((await setup.api.call("GET", `${PLATFORM}?sort=created`)).status).toBe(200)
  })

  it("by settings: no customer, decimals", async () => {
    setup.corefy.changeSettings({ customerRequired: true, wholeAmountsOnly: true })
    await expectRefusal(invoiceBody(), ["amount.invalid", "customer.required"])
    const reply = await setup.api.create({ amount: 10, customer: { reference_id: "c" } })
    expect(reply.status).toBe(201)
  })

  it("a service, where the setting leaves the choice to the payer", async () => {
    setup.corefy.changeSettings({ serviceRequired: false })
    expect((await setup.api.create({ service: undefined })).status).toBe(201)
  })

  it("a service of another currency, unless Corefy converts", async () => {
    setup.corefy.changeSettings({ currencyConversion: true })
    const reply = await setup.api.create({ service: "payment_card_eur_hpp" })
    expect(at(reply.json, "data.attributes.service_currency")).toBe("EUR")
  })

  it("currencies and services that the account does not have", async () => {
    setup.corefy.setEnabledCurrencies(["EUR"])
    await expectRefusal(invoiceBody(), ["currency.invalid"])
    setup.corefy.setEnabledCurrencies(null)
    expect((await setup.api.create()).status).toBe(201)
    const other = await startSandbox({ enabledServices: ["blik_eur_hpp"] })
    expect((await other.api.create()).status).toBe(422)
    await other.stop()
  })

  it("`expires` in the past, where it is taken at all", async () => {
    setup.corefy.changeSettings({ acceptExpires: true })
    await expectRefusal(invoiceBody({ expires: 1_000_000_000 }), ["expires.invalid"])
    await expectRefusal(invoiceBody({ expires: "soon" }), ["expires.invalid_type"])
    const inAnHour = Math.floor(Date.now() / 1000) + 3600
    expect((await setup.api.create({ expires: inAnHour })).status).toBe(201)
    await setup.sandbox.clock.advance(3_601_000)
    expect(setup.corefy.payment("payses_1").status).toBe("expired")
  })

  it("methods, paths and sizes that are not there", async () => {
    const status = async (method: string, path: string, body?: unknown) => {
      const reply = await setup.api.call(method, path, body)
      expect(at(reply.json, "error_codes.0")).toEqual(expect.any(String))
      return reply.status
    }
    const id = await setup.api.invoice()
    expect(await status("DELETE", `${PLATFORM}/${id}`)).toBe(405)
    expect(await status("GET", "/payment-invoices")).toBe(404)
    expect(await status("POST", `${PLATFORM}/${id}/capture`, {})).toBe(404)
    expect(await status("GET", `${PLATFORM}/cpi_unknown`)).toBe(404)
    expect(await status("POST", PLATFORM, `"${"x".repeat(1_100_000)}"`)).toBe(413)
  })
})
