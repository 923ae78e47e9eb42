import { ACCOUNT, at, PLATFORM, startSandbox, text, type Setup } from "./harness"

describe("creating an invoice", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  it.each([PLATFORM, ACCOUNT])("answers 201 with the documented object at %s", async (path) => {
    const reply = await setup.api.create(
      {
        description: "Order at Shop",
        metadata: { session_id: "payses_1", nested: { list: [1] } },
        callback_url: "https://api.shop.example/hooks",
        customer: { reference_id: "cus_1", email: "jane@example.com", name: "Jane Doe" },
      },
      path
    )
    expect(reply.status).toBe(201)
    const id = text(reply.json, "data.id")
    expect(id).toMatch(/^cpi_[A-Za-z0-9]{16}$/)
    expect(reply.json).toMatchObject({
      data: {
        type: "payment-invoices",
        attributes: {
          status: "created",
          resolution: "ok",
          amount: 10.5,
          payment_amount: 10.5,
          currency: "USD",
          service_currency: "USD",
          reference_id: "payses_1",
          test_mode: true,
          description: "Order at Shop",
          processed: null,
          processed_amount: null,
          refunded_amount: null,
          charged_back_amount: 0,
          metadata: { session_id: "payses_1", nested: { list: [1] } },
          flow: "hpp",
          payment_flow: "charge",
          return_url: null,
          return_urls: {
            success: "https://shop.example/back?at=success",
            pending: "https://shop.example/back?at=pending",
            fail: "https://shop.example/back?at=fail",
          },
          callback_url: "https://api.shop.example/hooks",
          created: expect.any(Number) as number,
          updated: expect.any(Number) as number,
          hpp_url: `${setup.corefy.hppUrl}?cpi=${id}`,
        },
        links: { self: `/api/payment-invoices/${id}` },
      },
      included: [{ type: "customers", attributes: { email: "jane@example.com" } }],
    })
    expect(await setup.statuses()).toEqual([])
  })

  it("takes the minimum of the documents", async () => {
    const reply = await setup.api.create({
      reference_id: "00c35215-cb27-444f-9c58-0f9d5fc7172f",
      amount: 10,
      test_mode: false,
      return_urls: undefined,
    })
    expect(reply.status).toBe(201)
    expect(at(reply.json, "data.attributes.amount")).toBe(10)
    expect(setup.corefy.payments()).toMatchObject([{ testMode: false, amount: "10.00" }])
  })

  it("takes everything that is documented", async () => {
    const { status, json } = await setup.api.create({
      customer: {
        reference_id: "cus_1",
        email: "jane@example.com",
        name: "Jane Doe",
        phone: "4915112345678",
        date_of_birth: "1990-02-28",
        individual_tax_id: "123",
        address: {
          full_address: "Street 1",
          country: "DE",
          region: "BE",
          city: "Berlin",
          street: "Street 1",
          post_code: "10115",
        },
        metadata: { ip: "203.0.113.7" },
      },
      metadata: {},
      return_url: "http://localhost:8000/back",
      callback_url: "http://127.0.0.1:9000/hooks",
      service_fields: { document_type: "CC", document_id: "1" },
      options: { allow_partially: true },
      token: "tok_1",
      gateway_options: { cardgate: { instant: true } },
    })
    expect([status, json]).toEqual([201, json])
  })

  it("takes both names of the type", async () => {
    const body = {
      data: {
        type: "payment-invoices",
        attributes: {
          currency: "USD",
          amount: 1,
          service: "payment_card_usd_hpp",
          flow: "charge",
        },
      },
    }
    const reply = await setup.api.call("POST", ACCOUNT, body)
    expect(reply.status).toBe(201)
    expect(text(reply.json, "data.attributes.reference_id")).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each([
    ["JPY", 1200, "1200"],
    ["CLP", 1200, "1200"],
    ["KWD", 1.234, "1.234"],
    ["EUR", 100.55, "100.55"],
    ["USD", 0.01, "0.01"],
    ["USD", 1234567890.12, "1234567890.12"],
  ])("keeps amounts in %s exactly: %p", async (currency, amount, shown) => {
    const service = `payment_card_${currency.toLowerCase()}_hpp`
    const reply = await setup.api.create({ currency, amount, service })
    expect([reply.status, at(reply.json, "data.attributes.amount")]).toEqual([201, amount])
    expect(setup.corefy.payment("payses_1").amount).toBe(shown)
  })

  it("shows empty objects as PHP does, or as objects", async () => {
    const attributes = ["metadata", "payload", "flow_data", "return_urls"]
    const shown = async (reference: string) => {
      const { json } = await setup.api.create({ reference_id: reference, return_urls: undefined })
      return attributes.map((name) => at(json, `data.attributes.${name}`))
    }
    expect(await shown("payses_1")).toEqual([[], [], [], []])
    setup.corefy.changeSettings({ emptyObjectAsArray: false })
    expect(await shown("payses_2")).toEqual([{}, {}, {}, {}])
  })

  it.each(["processing", "process_pending"] as const)("may start as %s", async (status) => {
    setup.corefy.changeSettings({ statusAfterCreation: status })
    expect(at((await setup.api.create()).json, "data.attributes.status")).toBe(status)
  })

  it("puts an external fee on top, and takes an included one off", async () => {
    setup.corefy.changeSettings({ feePercent: "2.5", feeStrategy: "external" })
    expect((await setup.api.create({ amount: 100 })).json).toMatchObject({
      data: { attributes: { amount: 100, payment_amount: 102.5, fee: "2.50", deposit: 100 } },
    })
    setup.corefy.changeSettings({ feeStrategy: "included" })
    expect((await setup.api.create({ amount: 100, reference_id: "payses_2" })).json).toMatchObject({
      data: { attributes: { amount: 100, payment_amount: 100, fee: "2.50", deposit: 97.5 } },
    })
  })

  describe("with a reference_id that was used before", () => {
    it.each([422, 429] as const)("answers %i", async (status) => {
      setup.corefy.changeSettings({ duplicateReferenceStatus: status })
      await setup.api.create()
      const reply = await setup.api.create({ amount: 11 }, ACCOUNT)
      expect(reply.status).toBe(status)
      expect(at(reply.json, "error_codes")).toEqual(["reference_id.duplicate"])
      expect(setup.corefy.payments()).toHaveLength(1)
    })

    it("answers 422 unless set", async () => {
      await setup.api.create()
      expect((await setup.api.create()).status).toBe(422)
    })
  })

  describe("says where the payer goes", () => {
    const flowData = (json: unknown) => at(json, "data.attributes.flow_data")

    it("with flow_data to GET", async () => {
      setup.corefy.changeSettings({ payerLink: "flow_data_get" })
      const { json } = await setup.api.create()
      const id = text(json, "data.id")
      expect(at(json, "data.attributes.hpp_url")).toBeNull()
      expect(flowData(json)).toEqual({
        action: setup.corefy.hppUrl,
        method: "GET",
        params: { cpi: id },
        metadata: [],
      })
    })

    it("with flow_data to POST, which opens the page", async () => {
      setup.corefy.changeSettings({ payerLink: "flow_data_post" })
      const { json } = await setup.api.create()
      expect(flowData(json)).toMatchObject({ method: "POST" })
      const open = (token: string) =>
        fetch(text(json, "data.attributes.flow_data.action"), {
          method: "POST",
          body: new URLSearchParams({ cpi: text(json, "data.id"), token }),
        })
      expect((await open("wrong")).status).toBe(404)
      const page = await open(text(json, "data.attributes.flow_data.params.token"))
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('name="action" value="pay"')
    })

    it("not at all: only the documented page is left", async () => {
      setup.corefy.changeSettings({ payerLink: "none" })
      const { json } = await setup.api.create()
      expect([flowData(json), at(json, "data.attributes.hpp_url")]).toEqual([[], null])
      const page = await fetch(`${setup.corefy.hppUrl}?cpi=${text(json, "data.id")}`)
      expect(page.status).toBe(200)
    })
  })
})
