import { at, messages, startXGateway, text, type XGatewaySetup } from "./harness"

const EVM = ["BNB", "bUSDT", "ETH", "eUSDC", "eUSDT", "FTN", "POL", "pUSDC", "wpUSDC", "wpUSDT"]
const OTHERS = ["BTC", "SOL", "sUSDT", "tUSDC", "tUSDT"]

describe("channels, rates and balances", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  it.each([
    ...EVM.map((code) => [code, /^0x[0-9a-f]{40}$/] as const),
    ["BTC", /^bc1q[02-9ac-hj-np-z]{38}$/] as const,
    ["SOL", /^[1-9A-HJ-NP-Za-km-z]{44}$/] as const,
    ["sUSDT", /^[1-9A-HJ-NP-Za-km-z]{44}$/] as const,
    ["tUSDC", /^T[1-9A-HJ-NP-Za-km-z]{33}$/] as const,
    ["tUSDT", /^T[1-9A-HJ-NP-Za-km-z]{33}$/] as const,
  ])("give an address for %s, and the same one again", async (currency, form) => {
    const address = await setup.channel(currency)
    expect(address).toMatch(form)
    expect(await setup.channel(currency)).toBe(address)
    expect(await setup.channel(currency, "payses_2")).not.toBe(address)
  })

  it("share one wallet over all EVM chains", async () => {
    const addresses = new Set<string>()
    for (const currency of EVM) {
      addresses.add(await setup.channel(currency))
    }
    expect(addresses.size).toBe(1)
    for (const currency of OTHERS) {
      addresses.add(await setup.channel(currency))
    }
    expect(addresses.size).toBe(4)
    expect(setup.xgateway.channels()[0]).toMatchObject({ customerId: "payses_1", currencies: EVM })
  })

  it("answer with a QR code that can be loaded", async () => {
    const { call, xgateway } = setup
    const body = { currency: "BTC", customerId: "c" }
    const reply = await call("POST", "/channels", body)
    expect(reply).toEqual({
      status: 201,
      json: {
        success: true,
        data: { address: expect.any(String) as string, qrCodeURL: expect.any(String) as string },
      },
    })
    const image = await fetch(text(reply.json, "data.qrCodeURL"))
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/svg+xml"])
    expect(await image.text()).toMatch(/^<svg /)
    xgateway.changeSettings({ channelReply: "address_only", channelStatus: 200 })
    const short = await call("POST", "/channels", body)
    expect([short.status, Object.keys(at(short.json, "data") as object)]).toEqual([
      200,
      ["address"],
    ])
    xgateway.changeSettings({ channelReply: "qr_url_and_code" })
    expect(text((await call("POST", "/channels", body)).json, "data.qrCode")).toMatch(
      /^data:image\/svg\+xml;base64,/
    )
  })

  it.each([
    [{ currency: "BTC" }, ["customerId is required"]],
    [{ customerId: "c" }, ["currency is required"]],
    [{ customerId: 5, currency: "BTC" }, ["customerId must be a string"]],
    [{ customerId: "c", currency: "BTC", orderId: "o" }, ["orderId is not allowed"]],
    [{ customerId: "c", currency: "usdt" }, [expect.stringMatching(/^currency must be one of/)]],
    [{ customerId: "c", currency: "EUR" }, [expect.stringMatching(/^currency must be one of/)]],
  ])("refuse %p with 422", async (body, expected) => {
    const reply = await setup.call("POST", "/channels", body)
    expect([reply.status, messages(reply)]).toEqual([422, expected])
    expect(setup.xgateway.channels()).toEqual([])
  })

  const rate = (query: string) => setup.call("GET", `/exchange/rate?${query}`)

  it("tell rates as strings", async () => {
    setup.xgateway.setRates({ EUR: "1.0008", BTC: "60000" })
    expect(await rate("source=EUR&target=BTC&amount=1&direction=toTarget")).toEqual({
      status: 200,
      json: { data: "0.00001668", success: true },
    })
    expect((await rate("source=BTC&target=USD&amount=1&direction=toTarget")).json).toEqual({
      data: "60000",
      success: true,
    })
    const many = "source=BTC&target=USD&amount=0.5&direction=toTarget"
    expect(text((await rate(many)).json, "data")).toBe("30000")
    setup.xgateway.changeSettings({ rateReply: "rate" })
    expect(text((await rate(many)).json, "data")).toBe("60000")
  })

  it("keep an active invoice's rate", async () => {
    const id = await setup.invoice()
    setup.xgateway.activate(id, "BTC")
    const before = text(
      (await rate("source=EUR&target=BTC&amount=1&direction=toTarget")).json,
      "data"
    )
    setup.xgateway.setRates({ BTC: "30000" })
    const query = `source=EUR&target=BTC&amount=1&direction=toTarget`
    expect(text((await rate(`${query}&invoiceId=${id}`)).json, "data")).toBe(before)
    expect(text((await rate(query)).json, "data")).not.toBe(before)
  })

  it.each([
    ["target=BTC&amount=1&direction=toTarget", "source is required"],
    ["source=SAR&target=BTC&amount=1&direction=toTarget", /^source must be one of/],
    ["source=USD&target=btc&amount=1&direction=toTarget", /^target must be one of/],
    ["source=USD&target=BTC&direction=toTarget", "amount is required"],
    ["source=USD&target=BTC&amount=-1&direction=toTarget", "amount must be a positive decimal"],
    ["source=USD&target=BTC&amount=1e3&direction=toTarget", "amount must be a positive decimal"],
    ["source=USD&target=BTC&amount=1", "direction is required"],
    ["source=USD&target=BTC&amount=1&direction=toSource", /^direction must be one of/],
    ["source=USD&target=BTC&amount=1&direction=toTarget&invoiceId=1", "invoiceId must be a UUID"],
    ["source=USD&target=BTC&amount=1&direction=toTarget&x=1", "x is not allowed"],
  ])("refuse the rate of %s", async (query, message) => {
    const reply = await rate(query)
    expect([reply.status, messages(reply)]).toEqual([
      422,
      [typeof message === "string" ? message : expect.stringMatching(message)],
    ])
  })

  it("tell what the merchant has", async () => {
    const { call, xgateway, channel } = setup
    await channel("tUSDT")
    xgateway.deposit({ customerId: "payses_1", amount: "12.5" })
    const all = at((await call("GET", "/balance/accounts")).json, "data") as unknown[]
    expect(all).toHaveLength(15)
    const account = all.find((one) => at(one, "currency") === "tUSDT")
    expect(account).toEqual({
      type: "crypto",
      accountId: expect.any(String) as string,
      accountLabel: "Tether (tUSDT)",
      accountNumber: expect.any(String) as string,
      accountCurrency: "tUSDT",
      referenceCurrency: "USD",
      currency: "tUSDT",
      balance: "1012.5",
      balanceReferenceCurrency: "1012.50",
      withdrawableBalance: "1012.5",
      withdrawableBalanceReferenceCurrency: "1012.50",
      paymentMethod: "crypto",
      isActive: true,
      isWithdrawalAllowed: true,
    })
    const one = await call("GET", `/balance/accounts/${text(account, "accountId")}`)
    expect(at(one.json, "data")).toEqual(account)
  })
})
