import { inspect } from "node:util"
import { corefy } from "../gateway"

const required = {
  commerceAccountId: "coma_FoXWOaBSEnUpvP4I",
  apiKey: "api_key_made_up_1",
  callbackSecret: "sk_live_Zz9Yy8Xx7",
  service: "payment_card_usd_hpp",
}

function check(changes: Record<string, unknown> = {}) {
  return corefy.checkOptions({ ...required, ...changes }, { name: "corefy", id: "destream" })
}

function messageOf(changes: Record<string, unknown>): string {
  try {
    check(changes)
  } catch (error) {
    return (error as Error).message
  }
  return "it was taken"
}

it("has the documented defaults", () => {
  expect(check()).toMatchObject({
    baseUrl: "https://com.paycore.io",
    invoicesPath: "/api/commerce/payment-invoices",
    authScheme: "basic",
    acceptPartial: false,
    testMode: false,
    sandbox: false,
    timeoutMs: 10_000,
    deferredOrder: false,
    underpaymentTolerancePercent: "0",
  })
})

it.each([
  [{}, false],
  [{ sandbox: true }, true],
  [{ sandbox: false }, false],
  [{ testMode: true }, true],
  [{ sandbox: true, testMode: false }, false],
  [{ sandbox: false, testMode: true }, true],
])("%j: test mode is %s", (options, testMode) => {
  expect(check(options).testMode).toBe(testMode)
})

it("keeps the vendor's address in the sandbox: Corefy has one for both", () => {
  expect(check({ sandbox: true }).baseUrl).toBe("https://com.paycore.io")
})

describe("the service", () => {
  it("may be one, or one for each currency, or both", () => {
    const serviceByCurrency = { usd: "payment_card_usd_hpp", EUR: "ideal_eur_hpp" }
    const upper = { USD: "payment_card_usd_hpp", EUR: "ideal_eur_hpp" }
    expect(check().service).toBe(required.service)
    expect(check({ service: undefined, serviceByCurrency }).serviceByCurrency).toEqual(upper)
    expect(check({ serviceByCurrency })).toMatchObject({
      service: required.service,
      serviceByCurrency: upper,
    })
  })

  it("has to be there", () => {
    expect(messageOf({ service: undefined })).toBe(
      'Payment gateway corefy (id "destream") cannot start: option "service" is missing: expected a service code, e.g. payment_card_usd_hpp, or "serviceByCurrency" with one for each currency.'
    )
  })

  it("is told with everything else that is wrong", () => {
    const message = messageOf({ service: undefined, apiKey: undefined, invoicePath: "/x" })
    expect(message).toContain('option "service" is missing')
    expect(message).toContain('option "apiKey" is missing')
    expect(message).toContain('did you mean "invoicesPath"?')
  })

  it.each([undefined, null, "text", 5, []])("is missed in %p", (input) => {
    expect(() => corefy.checkOptions(input, { name: "corefy" })).toThrow('option "service"')
  })
})

it.each([
  ["commerceAccountId", ""],
  ["commerceAccountId", "coma_1/../x"],
  ["apiKey", " key"],
  ["apiKey", ""],
  ["apiKey", 5],
  ["callbackSecret", ""],
  ["callbackSecret", undefined],
  ["callbackSecretTest", ""],
  ["service", "Payment Card"],
  ["service", "a"],
  ["serviceByCurrency", {}],
  ["serviceByCurrency", { usd: "no service" }],
  ["serviceByCurrency", { "us dollar": "payment_card_usd_hpp" }],
  ["serviceByCurrency", "payment_card_usd_hpp"],
  ["invoicesPath", "/payment"],
  ["invoicesPath", "api/payment-invoices"],
  ["hppUrl", "http://pay.example/hpp"],
  ["hppUrl", "https://pay.example/hpp?x=1"],
  ["hppUrl", "javascript:alert(1)"],
  ["baseUrl", "http://api.example"],
  ["baseUrl", "https://user:word@api.example"],
  ["authScheme", "digest"],
  ["acceptPartial", "yes"],
  ["testMode", "true"],
  ["sandbox", 1],
  ["timeoutMs", 0],
  ["underpaymentTolerancePercent", 6],
])("%s may not be %p", (name, value) => {
  const message = messageOf({ [name]: value })
  expect(message).toMatch(new RegExp(`option "${name}" is (wrong|missing): expected .{5,}`))
  expect(message.match(/option "/g)).toHaveLength(1)
})

it("shows no value of a secret", () => {
  const secrets = {
    apiKey: " canary_a",
    callbackSecret: "canary_b ",
    callbackSecretTest: "canary_c",
  }
  expect(messageOf(secrets)).not.toContain("canary")
  const checked = check({
    apiKey: "canary_a",
    callbackSecret: "canary_b",
    callbackSecretTest: "canary_c",
  })
  expect(inspect(checked, { depth: 5, showHidden: true })).not.toContain("canary")
  expect(JSON.stringify(checked)).not.toContain("canary")
})

it.each([
  ["baseUrl", "https://api.label.example/", "https://api.label.example"],
  ["baseUrl", "http://localhost:4000/corefy", "http://localhost:4000/corefy"],
  ["hppUrl", "https://pay.label.example/hpp/", "https://pay.label.example/hpp"],
  ["invoicesPath", "/payment-invoices", "/payment-invoices"],
  ["invoicesPath", "/api/payment-invoices", "/api/payment-invoices"],
  ["authScheme", "bearer", "bearer"],
])("%s may be %s", (name, value, expected) => {
  expect(check({ [name]: value })).toHaveProperty(name, expected)
})
