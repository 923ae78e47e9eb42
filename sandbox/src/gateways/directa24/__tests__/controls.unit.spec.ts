import { startSandbox, type ApiClient, type Setup } from "./harness"

describe("the controls", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
    await api.link()
  })

  afterEach(() => setup.stop())

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${setup.sandbox.url}/control/directa24${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
  }

  it.each([
    [{}, "100.50"],
    [{ amount: "1" }, "1.00"],
    [{ shortBy: "0.5" }, "100.00"],
    [{ overBy: "0.01" }, "100.51"],
  ])("pay with %p", async (options, paid) => {
    const { payment, returnForm } = setup.controls.pay("payses_1", options)
    expect(payment).toMatchObject({ paid, toldAmount: paid, result: "9", closed: "completed" })
    expect(returnForm).toMatchObject({ method: "POST", fields: { result: "9", x_amount: paid } })
    expect((await api.status()).json).toMatchObject({ x_amount: paid, x_currency: "BRL" })
  })

  it.each([
    [{ amount: "1", shortBy: "1" }, "only one of"],
    [{ amount: "0" }, "more than 0"],
    [{ amount: "1.005" }, "no amount in BRL"],
    [{ shortBy: "100.50" }, "more than 0"],
  ])("cannot pay with %p", (options, message) => {
    expect(() => setup.controls.pay("payses_1", options)).toThrow(message)
    expect(setup.controls.payment("payses_1").paid).toBe("0.00")
  })

  it("pay late and twice when told so", () => {
    const { controls } = setup
    controls.cancel("payses_1")
    expect(() => controls.pay("payses_1")).toThrow("is cancelled; pass evenIfClosed")
    expect(controls.pay("payses_1", { evenIfClosed: true }).payment.paid).toBe("100.50")
    expect(() => controls.pay("payses_1")).toThrow("is completed")
    expect(controls.pay("payses_1", { evenIfClosed: true }).payment.paid).toBe("201.00")
  })

  it("never take a completed invoice back to cancelled", () => {
    const { controls } = setup
    controls.pay("payses_1")
    for (const act of [controls.cancel, controls.fail, controls.expire, controls.takeSlip]) {
      expect(() => act("payses_1")).toThrow("is completed")
    }
  })

  it("take D24's id as well, and name those that are not there", () => {
    expect(setup.controls.payment("300000001").reference).toBe("payses_1")
    expect(() => setup.controls.pay("none")).toThrow("no invoice none")
    expect(() => setup.controls.setRefundStatus(1, "COMPLETED")).toThrow("no refund 1")
  })

  it("set a status with and without telling it", () => {
    expect(setup.controls.setStatus("payses_1", "8").deliveries).toEqual([])
    expect(setup.controls.setStatus("payses_1", "9", { event: true }).deliveries).toMatchObject([
      { event: "RESULT_9" },
    ])
  })

  it("refund in the panel", () => {
    const { controls } = setup
    expect(() => controls.refund("payses_1")).toThrow("not completed")
    controls.pay("payses_1")
    expect(controls.refund("payses_1", "0.50")).toMatchObject({ amount: "0.50", madeBy: "panel" })
    expect(() => controls.refund("payses_1", "100.01")).toThrow("at most 100.00 BRL")
    expect(controls.refund("payses_1")).toMatchObject({ amount: "100.00", status: "PENDING" })
    expect(controls.refunds("payses_1")).toHaveLength(2)
    expect(controls.payment("payses_1").refunded).toBe("100.50")
  })

  it("forget with reset, but keep the URL", async () => {
    const { controls, sandbox } = setup
    controls.changeSettings({ ipRegistered: false })
    controls.setWebhookSecret("other")
    sandbox.reset()
    expect([controls.payments(), controls.settings().ipRegistered, controls.apiSignature]).toEqual([
      [],
      true,
      "d24_sandbox_signature",
    ])
    await api.link()
    expect(controls.pay("payses_1").deliveries).toMatchObject([{ url: setup.webhookUrl }])
  })

  it("do all of it over HTTP", async () => {
    const ok = async (method: string, path: string, body?: unknown) => {
      const { status, json } = await control(method, path, body)
      expect([status, json]).toEqual([200, json])
      return json
    }
    const act = async (path: string, body?: unknown) => {
      const reference = `p-${path}-${JSON.stringify(body ?? null)}`
      await api.link({ x_invoice: reference })
      return ok("POST", `/payments/${encodeURIComponent(reference)}/${path}`, body)
    }
    expect(await ok("GET", "/account")).toMatchObject({
      baseUrl: setup.controls.baseUrl,
      apiKey: "d24_sandbox_login",
      statusApiKey: "d24_sandbox_status_login",
    })
    expect(await act("pay", { shortBy: "1.00" })).toMatchObject({ payment: { paid: "99.50" } })
    expect(await act("pay", { unmatched: true })).toMatchObject({ payment: { result: "7" } })
    expect(await act("approve")).toMatchObject({ payment: { result: "9" } })
    expect(await act("take-slip")).toMatchObject({ payment: { status: "PENDING" } })
    expect(await act("fail")).toMatchObject({ payment: { status: "DECLINED" } })
    expect(await act("cancel")).toMatchObject({ payment: { status: "CANCELLED" } })
    expect(await act("expire")).toMatchObject({ payment: { closed: "expired" } })
    const set = { status: "COMPLETED", event: true }
    expect(await ok("PUT", "/payments/payses_1/status", set)).toMatchObject({
      deliveries: [{ event: "RESULT_9" }],
    })
    const { id } = await ok("POST", "/payments/payses_1/refund", { amount: "1.00" })
    expect(await ok("PUT", `/refunds/${String(id)}/status`, { status: "COMPLETED" })).toMatchObject(
      {
        status: "COMPLETED",
      }
    )
    expect(await ok("GET", "/payments/payses_1")).toMatchObject({ refunds: [{ amount: "1.00" }] })
    expect(await ok("GET", "/refunds")).toMatchObject({ refunds: [{}] })
    expect((await ok("GET", "/payments")).payments).toHaveLength(8)
    const event = {
      reference: "payses_1",
      result: "8",
      fields: { x_bank: null },
      tamper: "signature",
    }
    expect(await ok("POST", "/events", event)).toMatchObject({
      deliveries: [{ event: "RESULT_8" }],
    })
    await ok("PUT", "/webhook", { url: null, secret: "s2" })
    expect(setup.controls.apiSignature).toBe("s2")
    expect(setup.controls.sendEvent("payses_1")).toMatchObject([{ state: "no_endpoint" }])
    const settings = { rates: { BR: "5" }, userIds: "any", statusLagMs: 5 }
    expect(await ok("PATCH", "/settings", settings)).toMatchObject(settings)
    expect(await ok("GET", "/settings")).toMatchObject({ ...settings, ipRegistered: true })
  })

  it.each([
    ["POST", "/payments/none/pay", undefined, "no invoice none"],
    ["POST", "/payments/payses_1/pay", { amout: "1" }, "unknown: amout"],
    ["POST", "/payments/payses_1/cancel", { why: "1" }, "unknown: why"],
    ["PUT", "/payments/payses_1/status", {}, '"status" is missing'],
    ["POST", "/events", {}, '"reference" is missing'],
    ["POST", "/events", { reference: "payses_1", fields: { a: 1 } }, "must be a string or null"],
    ["PATCH", "/settings", { userIds: "all" }, "must be one of"],
    ["PATCH", "/settings", { rates: { BR: 5 } }, '"rates.BR" must be a string'],
    ["PATCH", "/settings", { rates: { BR: "x" } }, "is no rate"],
  ])("%s %s with %p is refused", async (method, path, body, message) => {
    const reply = await control(method, path, body)
    expect([reply.status, reply.json.error]).toEqual([400, expect.stringContaining(message)])
  })

  it("stand in the panel", async () => {
    const entry = async () => {
      const reply = await fetch(`${setup.sandbox.url}/control/panel`)
      const { gateways } = (await reply.json()) as {
        gateways: { name: string; entries: unknown[] }[]
      }
      return gateways.find(({ name }) => name === "directa24")?.entries[0] as {
        detail: string
        actions: { label: string; path: string; body?: unknown }[]
      }
    }
    const press = async (label: string) => {
      const action = (await entry()).actions.find((candidate) => candidate.label === label)
      const reply = await fetch(`${setup.sandbox.url}/control${action?.path}`, {
        method: "POST",
        body: action?.body === undefined ? undefined : JSON.stringify(action.body),
      })
      expect([label, reply.status]).toEqual([label, 200])
    }
    const labels = async () => (await entry()).actions.map(({ label }) => label)
    expect(await labels()).toEqual([
      "Pay",
      "Pay 1.00 short",
      "Pay 1.00 over",
      "Pay unmatched",
      "Fail",
      "Cancel",
      "Expire",
    ])
    await press("Pay unmatched")
    expect((await entry()).detail).toContain("not matched 99.50")
    await press("Expire")
    expect(await labels()).toEqual(["Approve"])
    await press("Approve")
    expect((await entry()).detail).toContain("paid 99.50")
    await press("Refund")
    expect(await labels()).toEqual(["Pay again"])
    await press("Pay again")
    expect(setup.controls.payment("payses_1").paid).toBe("200.00")
  })
})
