import { parseGatewayOptions } from "../../../core/define-gateway-provider"
import { directa24 } from "../gateway"
import { Directa24Provider } from "../index"

const required = {
  apiKey: "key-canary-1",
  apiPassphrase: "passphrase-canary-2",
  apiSignature: "signature-canary-3",
  statusApiKey: "status-canary-4",
  statusApiPassphrase: "status-passphrase-canary-5",
}

const parse = (options: Record<string, unknown>) =>
  parseGatewayOptions(directa24, { ...required, ...options })

describe("options", () => {
  it("have defaults", () => {
    expect(parse({})).toMatchObject({
      baseUrl: "https://api.directa24.com",
      sandbox: false,
      timeoutMs: 10_000,
      deferredOrder: false,
      underpaymentTolerancePercent: "0",
      userIdMode: "numeric",
      iframe: false,
    })
  })

  it("lead to the test environment", () => {
    expect(parse({ sandbox: true }).baseUrl).toBe("https://api-stg.directa24.com")
  })

  it.each(["https://api.pay.example", "https://api.directa24.com", "http://localhost:9090/d24"])(
    "keep the merchant's own address in the test environment: %s",
    (baseUrl) => {
      expect(parse({ sandbox: true, baseUrl })).toMatchObject({ sandbox: true, baseUrl })
    }
  )

  it("know no test environment by its address", () => {
    expect(parse({ baseUrl: "https://api-stg.directa24.com" }).sandbox).toBe(false)
  })

  it.each(Object.keys(required))("need %s", (name) => {
    expect(() => parse({ [name]: undefined })).toThrow(`option "${name}" is missing`)
    expect(() => parse({ [name]: " padded " })).toThrow(`option "${name}" is wrong`)
  })

  it.each([
    ["defaultCountry", "BRA"],
    ["defaultCountry", "DE"],
    ["defaultCountry", ""],
    ["defaultBank", "LONG"],
    ["defaultBank", "é"],
    ["userIdMode", "email"],
    ["iframe", "yes"],
    ["readOnlyKey", ""],
    ["baseUrl", "http://api.directa24.com"],
  ])("refuse %s: %j", (name, value) => {
    expect(() => parse({ [name]: value })).toThrow(`option "${name}" is`)
  })

  it("take a country in any case", () => {
    expect(parse({ defaultCountry: "br" }).defaultCountry).toBe("BR")
  })

  it("suggest the right name", () => {
    expect(() => parse({ apiSignatur: "x" })).toThrow('did you mean "apiSignature"?')
  })

  it("never show a value", () => {
    const shown = JSON.stringify(parse({ readOnlyKey: "read-canary-6" }))
    expect(shown).not.toContain("canary")
    expect(() => parse({ apiKey: " key-canary-1" })).toThrow(/^((?!canary).)*$/)
  })

  it("are those of a provider that Medusa can load", () => {
    expect(Directa24Provider.identifier).toBe("directa24")
    expect(() => Directa24Provider.validateOptions({})).toThrow("Payment gateway directa24")
  })
})

describe("the shop's public address", () => {
  it.each(["https://shop.example", "https://shop.example/api"])("may be %s", (backendUrl) => {
    expect(() => parse({ backendUrl })).not.toThrow()
  })

  it.each([
    ["http://shop.example", "https"],
    ["https://shop.example:8443", "standard port"],
    ["http://localhost:9000", "https"],
    [`https://${"a".repeat(130)}.example`, "125 characters"],
  ])("may not be %s", (backendUrl, words) => {
    expect(() => parse({ backendUrl })).toThrow(words)
    expect(() => parse({ backendUrl, sandbox: true })).toThrow(words)
  })

  it.each(["http://localhost:9090/directa24", "http://127.0.0.1:9090"])(
    "may be any when Directa24 is simulated at %s",
    (baseUrl) => {
      expect(() => parse({ backendUrl: "http://localhost:9000", baseUrl })).not.toThrow()
      expect(() => parse({ backendUrl: "https://shop.example:8443", baseUrl })).not.toThrow()
    }
  )
})
