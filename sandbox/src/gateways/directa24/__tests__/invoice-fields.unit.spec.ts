import { startSandbox, type ApiClient, type Fields, type Setup } from "./harness"

describe("the fields of NewInvoice", () => {
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

  it.each([
    "x_invoice",
    "x_amount",
    "x_country",
    "x_bank",
    "x_iduser",
    "x_cpf",
    "x_name",
    "x_email",
    "x_return",
    "control",
    "x_address",
    "x_zip",
    "x_state",
  ])("needs %s", async (name) => {
    await refused({ [name]: undefined }, 301, `Empty param ${name}`)
    await refused({ [name]: "" }, 301, `Empty param ${name}`)
  })

  it.each(["CO", "CI", "CM", "GH", "KE", "NG", "TZ", "UG", "ZA"])(
    "needs a phone in %s",
    async (country) => {
      const fields = { x_country: country, x_currency: "USD", x_cpf: "12345678" }
      await refused(fields, 301, "Empty param x_mobile")
      expect((await api.invoice({ ...fields, x_mobile: "+57 300 1234567" })).json).toMatchObject({
        status: "0",
      })
    }
  )

  it("needs an address in CO, no zip and state", async () => {
    const fields = {
      x_country: "CO",
      x_currency: "COP",
      x_mobile: "3001234567",
      x_zip: undefined,
      x_state: undefined,
    }
    await refused({ ...fields, x_address: undefined }, 301, "Empty param x_address")
    expect((await api.invoice(fields)).json).toMatchObject({ status: "0" })
  })

  it.each([
    ["x_invoice", 125, "payses_1".padEnd(125, "x")],
    ["x_name", 100, `Jane ${"x".repeat(95)}`],
    ["x_email", 100, `${"x".repeat(88)}@example.com`],
    ["x_return", 200, `https://shop.example/${"x".repeat(179)}`],
    ["x_confirmation", 200, `https://shop.example/${"x".repeat(179)}`],
    ["x_mobile", 20, "1".repeat(20)],
    ["x_description", 200, "ñ".repeat(200)],
    ["x_address", 255, "ñ".repeat(255)],
    ["x_city", 100, "x".repeat(100)],
  ])("takes %s up to %i characters", async (name, limit, longest) => {
    expect([...longest]).toHaveLength(limit)
    await refused({ [name]: `${longest}1` }, 300, `Invalid param ${name}`)
    expect((await api.invoice({ [name]: longest })).json).toMatchObject({ status: "0" })
  })

  it.each([
    ["x_amount", "100.505"],
    ["x_amount", "0"],
    ["x_amount", "0.00"],
    ["x_amount", "-1"],
    ["x_amount", "1e2"],
    ["x_amount", "1,00"],
    ["x_amount", " 1"],
    ["x_amount", ".5"],
    ["x_currency", "EUR"],
    ["x_currency", "UYU"],
    ["x_currency", "brl"],
    ["x_bank", "ZZ"],
    ["x_bank", "RE"],
    ["x_bank", "TEST"],
    ["x_iduser", "123456789012"],
    ["x_iduser", "userId123"],
    ["x_cpf", "529.982.247-25"],
    ["x_cpf", "52998224726"],
    ["x_cpf", "00003456789"],
    ["x_cpf", "1".repeat(31)],
    ["x_name", "Jane"],
    ["x_email", "jane"],
    ["x_email", "jane@example"],
    ["x_zip", "0131010"],
    ["x_zip", "01310-10000"],
    ["x_state", "XX"],
    ["x_state", "BR-SP"],
    ["x_bdate", "1980-01-15"],
    ["x_bdate", "19800230"],
    ["x_payer_registration_date", "2020"],
    ["x_version", "2.0"],
    ["x_mobile", "call me"],
    ["iframe_view", "yes"],
    ["x_return", "http://shop.example/"],
    ["x_return", "https://shop.example:8443/"],
    ["x_return", "/return"],
    ["x_return", "https://user@shop.example/"],
    ["x_return", "javascript:alert(1)"],
    ["x_return", "ftp://localhost/"],
    ["x_confirmation", "http://shop.example/"],
    ["x_confirmation", "https://shop.example:444/"],
    ["type", "yaml"],
    ["x_control", "A"],
    ["metadata", "1"],
  ])("refuses %s %p", async (name, value) => {
    if (name === "type") {
      expect((await api.invoice({ type: value })).text).toContain("Invalid param type")
      return
    }
    await refused({ [name]: value }, 300, `Invalid param ${name}`)
  })

  it.each([
    ["x_amount", "0.01"],
    ["x_amount", "100"],
    ["x_amount", "100.5"],
    ["x_currency", undefined],
    ["x_currency", "USD"],
    ["x_cpf", "11222333000181"],
    ["x_zip", "01310-100"],
    ["x_bdate", "19800229"],
    ["iframe_view", "true"],
    ["x_return", "https://shop.example:443/r?x=1"],
    ["x_return", "http://localhost:9000/r"],
    ["x_return", "http://127.0.0.1:9000/r"],
    ["x_return", "http://[::1]:9000/r"],
    ["x_return", "https://localhost:9443/r"],
    ["x_confirmation", "http://localhost:9000/h"],
  ])("takes %s %p", async (name, value) => {
    expect((await api.invoice({ [name]: value })).json).toMatchObject({ status: "0" })
  })
})
