import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import fc from "fast-check"
import { checkOptions, commonOptionsShape, secretListSchema, secretSchema } from "../options"
import { Secret } from "../secret"

const schema = z.object({
  ...commonOptionsShape({ baseUrl: "https://api.vendor.example" }),
  apiKey: secretSchema("the API key from the dashboard"),
  webhookSecret: secretListSchema("the webhook secret, or a list of several"),
  flow: z.enum(["page", "manual"]).describe('"page" or "manual"').default("page"),
  country: z.string().length(2).describe("a country code of two letters").optional(),
})

const KEY = "sk_live_canary_4711"
const SECRET = "whsec_canary_0815"
const COMPLETE = { apiKey: KEY, webhookSecret: SECRET }

function check(input: unknown, gateway = { name: "fake", id: "shop" as string | undefined }) {
  return checkOptions(schema, input, gateway)
}

function refusalOf(input: unknown, gateway?: { name: string; id: string | undefined }): string {
  try {
    check(input, gateway)
  } catch (error) {
    expect(error).toBeInstanceOf(MedusaError)
    expect((error as MedusaError).type).toBe("invalid_data")
    return (error as MedusaError).message
  }
  throw new Error("the options were taken")
}

describe("complete options", () => {
  test("are taken with their defaults, credentials wrapped", () => {
    const options = check(COMPLETE)

    expect(options).toMatchObject({
      baseUrl: "https://api.vendor.example",
      sandbox: false,
      timeoutMs: 10_000,
      deferredOrder: false,
      underpaymentTolerancePercent: "0",
      flow: "page",
    })
    expect(options.apiKey).toBeInstanceOf(Secret)
    expect(options.apiKey.reveal()).toBe(KEY)
    expect(options.webhookSecret.map((secret) => secret.reveal())).toEqual([SECRET])
    expect(JSON.stringify(options)).not.toContain("canary")
  })

  test("may have several secrets", () => {
    const { webhookSecret } = check({ ...COMPLETE, webhookSecret: ["first", "second"] })

    expect(webhookSecret.map((secret) => secret.reveal())).toEqual(["first", "second"])
  })

  test("may have optional ones undefined, as from the environment", () => {
    expect(check({ ...COMPLETE, country: undefined, flow: undefined }).flow).toBe("page")
  })
})

describe("the message at boot", () => {
  test("names gateway, id, option and what is expected", () => {
    expect(refusalOf({ webhookSecret: SECRET })).toBe(
      'Payment gateway fake (id "shop") cannot start: option "apiKey" is missing: expected the API key from the dashboard.'
    )
  })

  test("goes without an id that is not known", () => {
    expect(refusalOf({ webhookSecret: SECRET }, { name: "fake", id: undefined })).toMatch(
      /^Payment gateway fake cannot start: /
    )
  })

  test("names everything that is wrong at once", () => {
    const message = refusalOf({
      webhookSecret: [],
      timeoutMs: "10",
      flow: "both",
      sandBox: true,
      country: "Spain",
    })

    expect(message).toContain('option "sandBox" is not known, did you mean "sandbox"?')
    expect(message).toContain('option "apiKey" is missing')
    expect(message).toContain('option "webhookSecret" is wrong: expected the webhook secret')
    expect(message).toContain(
      'option "timeoutMs" is wrong: expected a whole number of milliseconds'
    )
    expect(message).toContain('option "flow" is wrong: expected "page" or "manual"')
    expect(message).toContain('option "country" is wrong: expected a country code of two letters')
  })

  test.each([
    ["apikey", "apiKey"],
    ["api_key", "apiKey"],
    ["webhookSecrets", "webhookSecret"],
    ["baseURL", "baseUrl"],
    ["timeout", "timeoutMs"],
    ["underpaymentTolerance", "underpaymentTolerancePercent"],
  ])("suggests for %s the name %s", (mistyped, name) => {
    expect(refusalOf({ ...COMPLETE, [mistyped]: true })).toContain(
      `option "${mistyped}" is not known, did you mean "${name}"?`
    )
  })

  test("lists the known names when nothing is near", () => {
    expect(refusalOf({ ...COMPLETE, merchantNumber: 1 })).toContain(
      'option "merchantNumber" is not known; known are baseUrl, sandbox, timeoutMs, deferredOrder, underpaymentTolerancePercent, underpaid, overpaid, duplicate, apiKey, webhookSecret, flow, country'
    )
  })

  test.each([["toString"], ["constructor"], ["__proto__"]])("does not know %s either", (name) => {
    const options = Object.defineProperty({ ...COMPLETE }, name, { value: 1, enumerable: true })

    expect(refusalOf(options)).toContain(`option "${name}" is not known`)
  })

  test.each([[undefined], [null], ["sk_live_canary_4711"], [[KEY]], [7]])(
    "says what is missing when the options are %p",
    (input) => {
      expect(refusalOf(input)).toContain('option "apiKey" is missing')
    }
  )

  test("cuts a name that is too long", () => {
    expect(refusalOf({ ...COMPLETE, ["x".repeat(5000)]: 1 }).length).toBeLessThan(500)
  })

  test("never shows a value", () => {
    const names = Object.keys(schema.shape)
    const canaries = fc.constantFrom("canary", ["canary"], { canary: "canary" }, " canary ", [
      "canary",
      7,
    ])
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), canaries), (input) => {
        // A value that is right shows nothing either, as nothing is said of it.
        expect(refusalOf({ ...input, timeoutMs: "canary" })).not.toContain("canary")
      })
    )
  })
})

describe("a credential", () => {
  test.each([[""], ["  "], [" key"], ["key\n"], [7], [null], [{}], [["key"]]])(
    "is not %p",
    (apiKey) => {
      expect(refusalOf({ ...COMPLETE, apiKey })).toContain('option "apiKey" is ')
    }
  )

  test.each([[""], [["first", ""]], [["first", 7]], [[]], [{}], [[["first"]]]])(
    "in a list is not %p",
    (webhookSecret) => {
      expect(refusalOf({ ...COMPLETE, webhookSecret })).toContain('option "webhookSecret" is ')
    }
  )

  test("that is empty is called missing, as the environment often leaves it", () => {
    expect(refusalOf({ ...COMPLETE, apiKey: "" })).toContain('option "apiKey" is missing')
  })
})

describe("a base URL", () => {
  const baseUrlOf = (baseUrl: unknown) => check({ ...COMPLETE, baseUrl }).baseUrl

  test.each([
    ["https://api.example", "https://api.example"],
    ["https://api.example/", "https://api.example"],
    ["https://api.example///", "https://api.example"],
    ["https://api.example/api/v1/", "https://api.example/api/v1"],
    ["https://api.example:8443/v1", "https://api.example:8443/v1"],
    ["HTTPS://API.Example/Path", "https://api.example/Path"],
    ["https://api.example?", "https://api.example"],
    ["https://api.example#", "https://api.example"],
    [" https://api.example\n", "https://api.example"],
    ["http://localhost:4000", "http://localhost:4000"],
    ["http://127.0.0.1:4000/api", "http://127.0.0.1:4000/api"],
    ["http://[::1]:4000", "http://[::1]:4000"],
    ["http://sandbox.localhost", "http://sandbox.localhost"],
  ])("%p is taken as %s", (given, normal) => {
    expect(baseUrlOf(given)).toBe(normal)
  })

  test.each([
    ["http://api.example"],
    ["http://localhost.example"],
    ["http://notlocalhost"],
    ["http://192.168.0.1"],
    ["ftp://localhost"],
    ["file:///etc"],
    ["javascript:alert(1)"],
    ["//api.example"],
    ["api.example"],
    ["https://"],
    [""],
    ["https://user@api.example"],
    ["https://user:password@api.example"],
    ["https://:password@api.example"],
    ["https://api.example?key=1"],
    ["https://api.example/#top"],
    [7],
    [null],
    [{}],
  ])("%p is refused", (given) => {
    expect(refusalOf({ ...COMPLETE, baseUrl: given })).toContain(
      "expected an https address (http only for localhost) without query"
    )
  })
})

describe("numbers and switches", () => {
  test.each([[100], [10_000], [20_000]])("a time-out of %p ms is taken", (timeoutMs) => {
    expect(check({ ...COMPLETE, timeoutMs }).timeoutMs).toBe(timeoutMs)
  })

  test.each([[99], [20_001], [0], [-1], [1000.5], [NaN], [Infinity], ["1000"], [null]])(
    "a time-out of %p ms is refused",
    (timeoutMs) => {
      expect(refusalOf({ ...COMPLETE, timeoutMs })).toContain('option "timeoutMs" is wrong')
    }
  )

  test.each([
    [0, "0"],
    [-0, "0"],
    [0.5, "0.5"],
    [0.0001, "0.0001"],
    [5, "5"],
  ])("a tolerance of %p percent is taken as %s", (given, percent) => {
    const options = check({ ...COMPLETE, underpaymentTolerancePercent: given })

    expect(options.underpaymentTolerancePercent).toBe(percent)
  })

  test.each([[-0.1], [5.1], [0.00001], [1e-7], [NaN], [Infinity], ["0.5"], ["1%"], [null]])(
    "a tolerance of %p percent is refused",
    (underpaymentTolerancePercent) => {
      expect(refusalOf({ ...COMPLETE, underpaymentTolerancePercent })).toContain(
        "expected a number of percent from 0 to 5 with at most 4 decimals"
      )
    }
  )

  test.each([["true"], [1], [null]])("%p is neither true nor false", (given) => {
    expect(refusalOf({ ...COMPLETE, sandbox: given })).toContain('option "sandbox" is wrong')
    expect(refusalOf({ ...COMPLETE, deferredOrder: given })).toContain("to place orders before")
  })
})
