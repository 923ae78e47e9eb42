import { at, startXGateway, type XGatewaySetup } from "./harness"

describe("the pages", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  const get = async (path: string) => {
    const reply = await fetch(`${setup.sandbox.url}/xgateway${path}`)
    return { status: reply.status, html: await reply.text() }
  }
  const post = async (path: string, form: Record<string, string | undefined>) => {
    const reply = await fetch(`${setup.sandbox.url}/xgateway${path}`, {
      method: "POST",
      body: new URLSearchParams(JSON.parse(JSON.stringify(form)) as Record<string, string>),
      redirect: "manual",
    })
    return [reply.status, reply.headers.get("location")]
  }
  const SHOP = "http://shop.example/return?s=payses_1"

  it("of an invoice let the payer choose, then show address, QR code and buttons", async () => {
    const id = await setup.invoice({ displayCurrencies: ["tUSDT", "BTC"] })
    for (const path of [`/v2/invoice/${id}`, `/${id}`]) {
      const { status, html } = await get(path)
      expect([
        status,
        [...html.matchAll(/<option value="(\w+)"/g)].map(([, code]) => code),
      ]).toEqual([200, ["tUSDT", "BTC"]])
    }
    const page = `/v2/invoice/${id}`
    expect(await post(page, { action: "pay" })).toEqual([409, null])
    expect(await post(page, { action: "choose", currency: "ETH" })).toEqual([422, null])
    const stay = `${setup.sandbox.url}/xgateway${page}`
    expect(await post(page, { action: "choose", currency: "tUSDT" })).toEqual([303, stay])
    const { html } = await get(page)
    expect(html).toContain(setup.xgateway.payment(id).payment?.address)
    expect(html).toContain('<b data-testid="coins">220 tUSDT</b>')
    expect(html).toContain("<svg xmlns")
  })

  it.each([
    [{ action: "pay" }, "200.00", "completed", SHOP],
    [{ action: "pay_short" }, "180.00", "active", null],
    [{ action: "pay_over" }, "220.00", "completed", SHOP],
    [{ action: "pay_amount", amount: "110" }, "100.00", "active", null],
    [{ action: "pay_other", currency: "tUSDC" }, "200.00", "completed", SHOP],
    [{ action: "processing" }, "0.00", "processing", null],
    [{ action: "fail" }, "0.00", "active", SHOP],
    [{ action: "cancel" }, "0.00", "active", SHOP],
  ])(
    "of an invoice take %p",
    async (form: Record<string, string | undefined>, received, status, location) => {
      const id = await setup.invoice()
      setup.xgateway.activate(id, "tUSDT")
      const stay = `${setup.sandbox.url}/xgateway/v2/invoice/${id}`
      expect(await post(`/${id}`, form)).toEqual([303, location ?? stay])
      expect(setup.xgateway.payment(id)).toMatchObject({ received, status })
    }
  )

  it("refuse forms that make no sense, and invoices that are over", async () => {
    const id = await setup.invoice()
    setup.xgateway.activate(id, "tUSDT")
    const nonsense = [
      { action: "odd" },
      { action: "pay_amount", amount: "x" },
      { action: "pay_other", currency: "BTC" },
    ]
    for (const form of nonsense) {
      expect(await post(`/${id}`, form)).toEqual([422, null])
    }
    setup.xgateway.expire(id)
    expect(await post(`/${id}`, { action: "pay" })).toEqual([409, null])
    expect((await get(`/${id}`)).html).toContain("The time to pay this invoice is over.")
    expect((await get("/v2/invoice/none")).status).toBe(404)
    expect(setup.xgateway.transactions()).toEqual([])
  })

  it("escape what comes from outside", async () => {
    const evil = `"><script>alert('x')</script>`
    const id = await setup.invoice({
      orderId: evil,
      customerId: evil,
      redirectUrl: `http://a/${evil}`,
    })
    setup.xgateway.activate(id, "tUSDT")
    const address = await setup.channel("tUSDT", evil)
    setup.xgateway.expire(id)
    const query = `?amount=${encodeURIComponent(evil)}`
    for (const path of [`/${id}`, `/coins/${address}${query}`]) {
      const { html } = await get(path)
      expect(html).not.toContain("<script>alert")
      expect(html).toContain("&lt;script&gt;")
    }
  })

  it.each([
    [{ action: "send", amount: "10", unit: "coins" }, ["10"], "confirmed"],
    [{ action: "send", amount: "10", unit: "EUR" }, ["11"], "confirmed"],
    [{ action: "send_short", amount: "10", unit: "USD" }, ["9"], "confirmed"],
    [{ action: "send_over", amount: "10", unit: "USD" }, ["11"], "confirmed"],
    [{ action: "send_twice", amount: "10.01", unit: "USD" }, ["5.005", "5.005"], "confirmed"],
    [{ action: "processing", amount: "10" }, ["10"], "processing"],
    [{ action: "fail", amount: "10" }, ["10"], "failed"],
    [{ action: "send", amount: "10", currency: "tUSDC" }, ["10"], "confirmed"],
  ])("send coins: %p", async (form: Record<string, string | undefined>, coins, status) => {
    const address = await setup.channel("tUSDT")
    expect((await get(`/coins/${address}`)).status).toBe(200)
    expect(await post(`/coins/${address}`, form)).toEqual([
      303,
      `${setup.sandbox.url}/xgateway/coins/${address}`,
    ])
    const sent = setup.xgateway.transactions()
    expect(sent.map((one) => [one.coins, one.coin, one.status])).toEqual(
      coins.map((amount) => [amount, form.currency ?? "tUSDT", status])
    )
  })

  it("send no coins for forms that make no sense", async () => {
    const address = await setup.channel("tUSDT")
    const nonsense = [
      { action: "odd", amount: "1" },
      { action: "send", amount: "-1" },
      { action: "send", amount: "1", unit: "SAR" },
      { action: "send", amount: "1", currency: "BTC" },
    ]
    for (const form of nonsense) {
      expect(await post(`/coins/${address}`, form)).toEqual([422, null])
    }
    expect(await post("/coins/none", { action: "send", amount: "1" })).toEqual([404, null])
    expect((await get("/public/none.svg")).status).toBe(404)
    expect(at(setup.xgateway.channels(), "0.transactions")).toEqual([])
  })
})
