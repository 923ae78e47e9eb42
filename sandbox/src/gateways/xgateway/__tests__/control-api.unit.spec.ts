import { at, startXGateway, type XGatewaySetup } from "./harness"

describe("XGateway's control API and faults", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  const control = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${setup.sandbox.url}/control${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: reply.status, json: (await reply.json()) as unknown }
  }
  const ok = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await control(method, `/xgateway${path}`, body)
    expect([status, json]).toEqual([200, json])
    return json
  }

  it("does everything that can happen to an invoice", async () => {
    const act = async (path: string, body?: unknown) => {
      await setup.invoice()
      return ok("POST", `/payments/payses_1/${path}`, body)
    }
    expect(await act("activate", { currency: "BTC" })).toMatchObject({ status: "active" })
    expect(await act("pay", { shortBy: "1" })).toMatchObject({ payment: { received: "199.00" } })
    expect(await ok("POST", "/payments/payses_1/refund", { amount: "9" })).toMatchObject({
      type: "withdrawal",
    })
    expect(await ok("POST", "/payments/payses_1/charge-back")).toMatchObject({
      deliveries: [{ event: "chargeback" }],
    })
    expect(await act("fail")).toMatchObject({ transaction: { status: "failed" } })
    expect(await act("cancel")).toMatchObject({ redirectUrl: expect.any(String) as string })
    expect(await act("expire")).toMatchObject({ status: "canceled" })
    expect(
      await ok("PUT", "/payments/payses_1/status", { status: "odd", event: true })
    ).toMatchObject({ payment: { status: "odd" }, deliveries: [{ event: "deposit.odd" }] })
    expect(await ok("GET", "/payments/payses_1")).toMatchObject({ reference: "payses_1" })
    expect(at(await ok("GET", "/payments"), "payments")).toHaveLength(5)
  })

  it("does everything that can happen to a deposit", async () => {
    const address = await setup.channel("BTC")
    const deposit = { address, value: "10", status: "processing" }
    const id = String(at(await ok("POST", "/deposits", deposit), "transaction.id"))
    expect(await ok("POST", `/transactions/${id}/confirm`)).toMatchObject({
      deliveries: [{ event: "deposit.confirmed" }],
    })
    expect(await ok("POST", `/transactions/${id}/fail`)).toMatchObject({
      transaction: { status: "failed" },
    })
    await ok("PUT", `/transactions/${id}/status`, { status: "held" })
    expect(await ok("GET", `/transactions/${id}`)).toMatchObject({ status: "held" })
    expect(await ok("GET", "/channels")).toMatchObject({ channels: [{ address }] })
    expect(await ok("POST", "/events", { event: "kyc", customerId: "c" })).toMatchObject({
      deliveries: [{ event: "kyc" }],
    })
  })

  it("sets up the account", async () => {
    await ok("PUT", "/webhook", { url: null, secretKey: "other" })
    expect(await ok("GET", "/account")).toMatchObject({
      baseUrl: `${setup.sandbox.url}/xgateway/api/v2`,
      secretKey: "other",
    })
    expect(await ok("PATCH", "/rates", { BTC: "70000" })).toMatchObject({ BTC: "70000", USD: "1" })
    await ok("PUT", "/balances/BTC", { amount: "3" })
    expect(await ok("GET", "/balances")).toMatchObject({ BTC: "3", ETH: "1000" })
    await ok("PUT", "/base-currencies", { currencies: ["USD"] })
    const changes = {
      ...setup.xgateway.settings(),
      lateDeposits: "listed",
      unknownIdStatus: 400,
      withdrawalSettlesAfterMs: null,
    }
    expect(await ok("PATCH", "/settings", changes)).toEqual(changes)
    setup.sandbox.reset()
    expect(await ok("GET", "/settings")).toMatchObject({ lateDeposits: "apart" })
    expect(await ok("GET", "/rates")).toMatchObject({ BTC: "60000" })
  })

  it.each([
    ["POST", "/payments/none/pay", undefined, "no invoice none"],
    ["POST", "/payments/none/pay", { amout: "1" }, "unknown: amout"],
    ["POST", "/deposits", { address: "none", amount: "1" }, "no wallet none"],
    ["POST", "/deposits", { amount: "1" }, "address or customerId must be given"],
    ["POST", "/transactions/none/confirm", undefined, "no transaction none"],
    ["POST", "/events", {}, '"event" is missing'],
    ["PATCH", "/settings", { unknownIdStatus: 500 }, "unknownIdStatus"],
    ["PATCH", "/settings", { lateDeposits: "no" }, "must be one of"],
    ["PATCH", "/rates", { BTC: "-1" }, "no rate can be BTC: -1"],
    ["PUT", "/base-currencies", { currencies: ["SAR"] }, "no SAR"],
  ])("refuses %s %s with %p", async (method, path, body, message) => {
    const { status, json } = await control(method, `/xgateway${path}`, body)
    expect([status, at(json, "error")]).toEqual([400, expect.stringContaining(message) as string])
  })

  it("says that a channel has no price", async () => {
    await setup.channel("BTC")
    expect(() => setup.xgateway.pay("payses_1")).toThrow("a channel has no price, use deposit")
  })

  it("lists invoices, channels and withdrawals in the panel", async () => {
    await setup.invoice({ customerId: "other", orderId: "order" })
    await setup.channel("BTC")
    setup.xgateway.deposit({ customerId: "payses_1", value: "10", status: "processing" })
    const gateways = at((await control("GET", "/panel")).json, "gateways") as unknown[]
    const entries = at(
      gateways.find((gateway) => at(gateway, "name") === "xgateway"),
      "entries"
    ) as { title: string; actions: { label: string; path: string; body?: unknown }[] }[]
    const labels = entries.map(({ title, actions }) => [
      title,
      ...actions.map(({ label }) => label),
    ])
    expect(labels.sort((left, right) => left.length - right.length)).toEqual([
      ["payses_1", "Confirm deposit", "Fail deposit", "Send 10 USD", "Send 100 USD"],
      ["order", "Pay", "Pay 1 short", "Pay 1 over", "Pay, unconfirmed", "Fail", "Expire"],
    ])
    for (const { path, body } of entries.flatMap(({ actions }) => actions.slice(0, 1))) {
      expect((await control("POST", path, body)).status).toBe(200)
    }
  })

  it("spoils answers as asked", async () => {
    const { sandbox, call, invoice, xgateway } = setup
    const id = await invoice()
    const transactionId = xgateway.pay(id, { currency: "BTC" }).transaction?.id
    const spoiled = async (
      path: string,
      effect: Parameters<typeof sandbox.faults.add>[0]["effect"]
    ) => {
      sandbox.faults.add({ gateway: "xgateway", path: `/api/v2${path}`, times: 1, effect })
      return call("GET", path)
    }
    const invoicePath = `/invoices/${id}`
    const path = `/transaction/${transactionId}`
    expect((await spoiled(invoicePath, { kind: "wrong_amount" })).json).toMatchObject({
      data: { amount: "201" },
    })
    expect((await spoiled(path, { kind: "wrong_amount", by: -6000 })).json).toMatchObject({
      data: {
        amount: "140",
        usd: "160",
        info: { transactionAmountBaseCurrency: "140", transactionAmount: "0.00266667" },
      },
    })
    expect((await spoiled(path, { kind: "wrong_currency" })).json).toMatchObject({
      data: { currency: "USD", info: { transactionCurrency: "ETH", referenceCurrency: "EUR" } },
    })
    expect((await spoiled(path, { kind: "unknown_enum" })).json).toMatchObject({
      data: { status: "SANDBOX_UNKNOWN" },
    })
    expect(
      await spoiled(path, { kind: "status", status: 429, retryAfterSeconds: 1 })
    ).toMatchObject({
      status: 429,
      json: { success: false, errors: [{ code: "too_many_requests" }] },
    })
    const rate = "/exchange/rate?source=BTC&target=USD&amount=1&direction=toTarget"
    sandbox.faults.add({
      path: "/api/v2/exchange/rate",
      times: 1,
      effect: { kind: "wrong_amount" },
    })
    expect((await call("GET", rate)).json).toMatchObject({ data: "60600" })
    expect((await call("GET", path)).json).toMatchObject({ data: { amount: "200" } })
  })
})
