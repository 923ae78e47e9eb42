import { startSandbox, type Setup } from "./harness"

describe("the control API of Corefy", () => {
  let setup: Setup
  let id: string

  beforeEach(async () => {
    setup = await startSandbox()
    id = await setup.api.invoice()
  })

  afterEach(() => setup.stop())

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${setup.sandbox.url}/control/corefy${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
  }

  it("shows account, payments and refunds", async () => {
    expect((await control("GET", "/account")).json).toMatchObject({
      baseUrl: setup.corefy.baseUrl,
      commerceAccountId: "coma_sandbox",
      callbackSecretTest: "sk_test_sandbox_corefy",
      settings: { refundModel: "new" },
    })
    expect((await control("GET", "/payments")).json).toMatchObject({
      payments: [{ reference: id }],
    })
    expect((await control("GET", `/payments/payses_1`)).json).toMatchObject({ reference: id })
    expect((await control("GET", "/refunds")).json).toEqual({ refunds: [] })
  })

  it.each([
    ["pay", { shortBy: "1.00" }, { payment: { paid: "9.50" } }],
    ["open", undefined, { payment: { status: "process_pending" } }],
    ["decline", { resolution: "x" }, { payment: { status: "process_error", resolution: "x" } }],
    ["fail", {}, { payment: { status: "process_failed" }, deliveries: [{}] }],
    ["cancel", undefined, { payment: { status: "terminated" } }],
    ["expire", undefined, { status: "expired" }],
  ])("does %s", async (act, body, expected) => {
    const reply = await control("POST", `/payments/${id}/${act}`, body)
    expect(reply).toMatchObject({ status: 200, json: expected })
  })

  it("refunds, settles, charges back, sets statuses", async () => {
    await control("POST", `/payments/${id}/pay`)
    await control("PATCH", "/settings", { refundStatus: "pending" })
    const { json } = await control("POST", `/payments/${id}/refund`, { amount: "1.00" })
    expect(json).toMatchObject({ refunds: [{ status: "pending" }] })
    const refundId = setup.corefy.refunds()[0]?.id ?? ""
    const settled = await control("POST", `/refunds/${refundId}/settle`, { status: "processed" })
    expect(settled.json).toMatchObject({ status: "processed", amount: "1.00" })
    const back = await control("POST", `/payments/${id}/charge-back`, { amount: "2.00" })
    expect(back.json).toMatchObject({ status: "partially_charged_back", chargedBack: "2.00" })
    const set = { status: "odd", event: true }
    expect((await control("PUT", `/payments/${id}/status`, set)).json).toMatchObject({
      status: "odd",
    })
    expect(await setup.statuses()).toContain("odd")
  })

  it("sends events and changes the account", async () => {
    const sent = await control("POST", "/events", {
      event: "processed",
      reference: id,
      attributes: { processed_amount: 1 },
      copies: 2,
    })
    expect(sent.json).toMatchObject({ deliveries: [{ event: "processed" }, {}] })
    await control("PUT", "/webhook", { url: null, secret: "live", testSecret: "test" })
    expect(setup.corefy).toMatchObject({ callbackSecret: "live", callbackSecretTest: "test" })
    expect(setup.corefy.pay(id).deliveries).toMatchObject([{ state: "no_endpoint" }])
    expect((await control("PUT", "/currencies", { currencies: ["EUR"] })).status).toBe(200)
    expect((await setup.api.create({ reference_id: "2" })).status).toBe(422)
    await control("PUT", "/currencies", { currencies: null })
    expect((await setup.api.create({ reference_id: "2" })).status).toBe(201)
  })

  it("reads and changes every setting", async () => {
    const settings = setup.corefy.settings()
    expect((await control("GET", "/settings")).json).toEqual(settings)
    const reply = await control("PATCH", "/settings", settings)
    expect(reply).toEqual({ status: 200, json: settings })
    const changed = { duplicateReferenceStatus: 429, payerLink: "none" }
    expect((await control("PATCH", "/settings", changed)).json).toMatchObject(changed)
  })

  it.each([
    ["PATCH", "/settings", { payerLink: "pigeon" }],
    ["PATCH", "/settings", { duplicateReferenceStatus: 500 }],
    ["PATCH", "/settings", { lifetimeMinutes: 0 }],
    ["PATCH", "/settings", { payerlink: "none" }],
    ["POST", "/payments/nobody/pay", {}],
    ["POST", "/payments/payses_1/pay", { amont: "1" }],
    ["PUT", "/payments/payses_1/status", {}],
    ["POST", "/events", { reference: "payses_1" }],
    ["PUT", "/currencies", {}],
  ])("refuses %s %s %j", async (method, path, body) => {
    const { status, json } = await control(method, path, body)
    expect([status, json]).toEqual([400, { error: expect.any(String) as string }])
  })

  it("puts buttons into the panel that work", async () => {
    const panel = async () => {
      const reply = await fetch(`${setup.sandbox.url}/control/panel`)
      const { gateways } = (await reply.json()) as {
        gateways: { name: string; entries: { id: string; actions: PanelButton[] }[] }[]
      }
      const entries = gateways.find(({ name }) => name === "corefy")?.entries ?? []
      return entries.find((entry) => entry.id === id)?.actions ?? []
    }
    const press = async (label: string) => {
      const button = (await panel()).find((action) => action.label === label)
      const reply = await fetch(`${setup.sandbox.url}/control${button?.path}`, {
        method: "POST",
        body: JSON.stringify(button?.body ?? {}),
      })
      expect([label, reply.status]).toEqual([label, 200])
    }
    const labels = async () => (await panel()).map(({ label }) => label)
    expect(await labels()).toEqual([
      "Pay",
      "Pay 1.00 short",
      "Pay 1.00 over",
      "Fail",
      "Cancel",
      "Expire",
    ])
    await press("Expire")
    expect(await labels()).toEqual(["Pay late"])
    await press("Pay late")
    setup.corefy.changeSettings({ refundStatus: "pending" })
    await press("Refund")
    expect(await labels()).toEqual(["Refund went through", "Pay again"])
    await press("Refund went through")
    expect(setup.corefy.payment(id)).toMatchObject({ status: "refunded", refunded: "10.50" })
  })
})

interface PanelButton {
  label: string
  path: string
  body?: unknown
}
