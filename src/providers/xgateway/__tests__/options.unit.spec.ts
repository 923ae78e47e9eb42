import { parseGatewayOptions } from "../../../core/define-gateway-provider"
import { COIN_CODES } from "../coins"
import { xgateway } from "../gateway"
import { XGatewayProvider } from "../index"
import { checkXGatewayOptions } from "../options"

const REQUIRED = { apiKey: "xgw-api-key", secretKey: "xgw-secret-key" }
const check = (options: Record<string, unknown> = {}) =>
  checkXGatewayOptions({ ...REQUIRED, ...options }, { name: "xgateway", id: "crypto" })

function messageOf(options: Record<string, unknown>): string {
  try {
    check(options)
    return ""
  } catch (error) {
    return (error as Error).message
  }
}

describe("XGateway's options", () => {
  it("have the documented defaults", () => {
    expect(check()).toMatchObject({
      baseUrl: "https://api.xgateway.tech/api/v2",
      sandbox: false,
      flow: "channel",
      customerIdStrategy: "session",
      refundsEnabled: false,
      underpaymentTolerancePercent: "0.5",
      deferredOrder: false,
      timeoutMs: 10_000,
    })
    expect(check().paymentCurrencies).toBeUndefined()
  })

  it("lead to the vendor's demo with sandbox, unless an address is given", () => {
    expect(check({ sandbox: true }).baseUrl).toBe("https://api.demo.xgateway.tech/api/v2")
    const own = check({ sandbox: true, baseUrl: "http://localhost:9090/xgateway/api/v2" })
    expect(own.baseUrl).toBe("http://localhost:9090/xgateway/api/v2")
    expect(check({ sandbox: false }).baseUrl).toBe("https://api.xgateway.tech/api/v2")
  })

  it("take one secret key or several, and show none", () => {
    expect(check().secretKey).toHaveLength(1)
    const { secretKey } = check({ secretKey: ["one-key", "two-key"] })
    expect(secretKey.map((secret) => secret.reveal())).toEqual(["one-key", "two-key"])
    expect(JSON.stringify(check())).not.toContain("xgw-")
  })

  it("take every code of the documentation", () => {
    expect(check({ paymentCurrencies: COIN_CODES }).paymentCurrencies).toHaveLength(15)
  })

  it("take a tolerance of zero", () => {
    expect(check({ underpaymentTolerancePercent: 0 }).underpaymentTolerancePercent).toBe("0")
  })

  it.each([
    [{ apiKey: "" }, /option "apiKey" is missing: expected the API key that XGateway handed over/],
    [{ secretKey: undefined }, /option "secretKey" is missing/],
    [{ secretKey: [] }, /option "secretKey" is wrong/],
    [{ flow: "chanel" }, /option "flow" is wrong: expected "channel"/],
    [
      { customerIdStrategy: "guest" },
      /option "customerIdStrategy" is wrong: expected "session" or/,
    ],
    [{ paymentCurrencies: [] }, /option "paymentCurrencies" is wrong: expected a list/],
    [{ paymentCurrencies: "tUSDT" }, /option "paymentCurrencies" is wrong: expected a list/],
    [{ refundsEnabled: "yes" }, /option "refundsEnabled" is wrong: expected true to let staff/],
    [{ applicationId: "" }, /option "applicationId" is missing/],
    [{ baseUrl: "http://api.example.com" }, /option "baseUrl" is wrong/],
    [
      { paymentCurrency: ["BTC"] },
      /"paymentCurrency" is not known, did you mean "paymentCurrencies"/,
    ],
    [
      { paymentCurrencies: ["tusdt"] },
      /"tusdt" is not a code .*case-sensitive, did you mean "tUSDT"/,
    ],
    [{ paymentCurrencies: ["btc"] }, /did you mean "BTC"/],
    [{ paymentCurrencies: ["USDT"] }, /"USDT" is not a code of XGateway/],
    [{ paymentCurrencies: ["DOGECOIN"] }, /known are BNB, bUSDT, BTC/],
    [
      { customerIdStrategy: "customer" },
      /option "customerIdStrategy" is wrong: with flow "channel" expected "session", because two open carts of one customer would share one wallet/,
    ],
  ])("stop the boot for %j", (options, expected) => {
    const message = messageOf(options)
    expect(message).toMatch(expected)
    expect(message).toMatch(/^Payment gateway xgateway \(id "crypto"\) cannot start: .*\.$/s)
    expect(message).not.toContain("xgw-")
  })

  it("name all that does not fit at once", () => {
    const message = messageOf({ paymentCurrencies: ["USD"], customerIdStrategy: "customer" })
    expect(message).toMatch(/paymentCurrencies.*customerIdStrategy/s)
  })

  it("take customers of the shop in the invoice flow", () => {
    const options = check({ flow: "invoice", customerIdStrategy: "customer" })
    expect(options.customerIdStrategy).toBe("customer")
  })
})

describe("the provider", () => {
  it("has its identifier for ever, and checks its options at boot", () => {
    expect(XGatewayProvider.identifier).toBe("xgateway")
    expect(() => XGatewayProvider.validateOptions({ apiKey: "xgw-api-key" })).toThrow(/secretKey/)
  })

  it("is what definePaymentGateways hands options to", () => {
    const input = { ...REQUIRED, id: "coins", backendUrl: "https://shop.example" }
    expect(parseGatewayOptions(xgateway, input).flow).toBe("channel")
  })
})
