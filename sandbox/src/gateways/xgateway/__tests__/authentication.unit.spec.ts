import { createSandbox } from "../../../sandbox"
import { INVOICE, startXGateway, type XGatewaySetup } from "./harness"

const UUID = "00000000-0000-4000-8000-000000000000"

describe("the API key", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  it.each([
    ["POST", "/invoices", INVOICE],
    ["GET", `/invoices/${UUID}`, undefined],
    ["GET", `/transaction/${UUID}`, undefined],
    ["POST", "/transaction/simulate", {}],
    ["POST", "/channels", { currency: "BTC", customerId: "c" }],
    ["GET", "/balance/accounts", undefined],
    ["GET", `/balance/accounts/${UUID}`, undefined],
    ["POST", "/withdrawal", {}],
  ])("is wanted for %s %s", async (method, path, body) => {
    const refusals: Record<string, string>[] = [
      {},
      { "x-api-key": "wrong" },
      { authorization: `Bearer ${setup.xgateway.apiKey}` },
      { "x-api-key": setup.xgateway.secretKey },
    ]
    for (const headers of refusals) {
      expect(await setup.call(method, path, body, headers)).toEqual({
        status: 401,
        json: { success: false, errors: [{ code: "unauthorized", message: "Unauthorized" }] },
      })
    }
    expect((await setup.call(method, path, body)).status).not.toBe(401)
  })

  it("is wanted for rates only when a setting says so", async () => {
    const path = "/exchange/rate?source=USD&target=BTC&amount=1&direction=toTarget"
    expect((await setup.call("GET", path, undefined, {})).status).toBe(200)
    setup.xgateway.changeSettings({ rateNeedsKey: true })
    expect((await setup.call("GET", path, undefined, {})).status).toBe(401)
    expect((await setup.call("GET", path)).status).toBe(200)
  })

  it("is not asked for where there is nothing", async () => {
    expect(await setup.call("GET", "/nothing", undefined, {})).toMatchObject({
      status: 404,
      json: { success: false, errors: [{ code: "not_found" }] },
    })
    expect((await setup.call("DELETE", "/invoices")).status).toBe(405)
  })

  it("can be chosen", async () => {
    const other = await startXGateway({ apiKey: "mine", secretKey: "my-secret" })
    expect([other.xgateway.apiKey, other.xgateway.secretKey]).toEqual(["mine", "my-secret"])
    expect((await other.call("GET", "/balance/accounts")).status).toBe(200)
    await other.stop()
  })

  it.each([
    [{ baseCurrencies: ["SAR"] }, "no SAR"],
    [{ rates: { DOGE: "1" } }, "DOGE"],
    [{ rates: { BTC: "0" } }, "BTC: 0"],
  ])("stops the start for %p", async (xgateway, message) => {
    await expect(createSandbox({ xgateway })).rejects.toThrow(message)
  })
})
