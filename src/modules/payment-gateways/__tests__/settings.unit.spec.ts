import { missingSettings, parseSettings } from "../settings"

function refusalOf(settings: unknown): string {
  try {
    parseSettings(settings)
  } catch (error) {
    expect(error).toMatchObject({ __isMedusaError: true, type: "invalid_data" })
    return (error as Error).message
  }
  throw new Error("the settings were taken")
}

describe("parseSettings", () => {
  test("takes addresses in their normal form", () => {
    expect(
      parseSettings({
        backendUrl: "https://Shop.example/",
        storefrontUrl: "http://localhost:8000/store/",
        returnPath: "/checkout/paid",
      })
    ).toEqual({
      backendUrl: "https://shop.example",
      storefrontUrl: "http://localhost:8000/store",
      returnPath: "/checkout/paid",
    })
  })

  test.each<[unknown]>([[undefined], [null], [{}], [{ backendUrl: undefined }], ["settings"]])(
    "takes %p: everything may be missing",
    (settings) => {
      expect(parseSettings(settings)).toMatchObject({ returnPath: "/checkout/payment" })
    }
  )

  test("takes what Medusa adds to a module's options", () => {
    expect(() =>
      parseSettings({ database: {}, id: "x", resources: "shared", scope: "internal" })
    ).not.toThrow()
  })

  test.each<[unknown]>([
    ["http://shop.example"],
    ["shop.example"],
    ["https://user:password@shop.example"],
    ["https://shop.example?x=1"],
    ["https://shop.example#x"],
    ["javascript:alert(1)"],
    [""],
    [null],
    [7],
  ])("refuses %p as an address", (address) => {
    expect(refusalOf({ backendUrl: address })).toBe(
      `medusa-payment-gateways cannot start: setting "backendUrl" is wrong: expected the shop's public https address (http only for localhost), without query.`
    )
    expect(refusalOf({ storefrontUrl: address })).toContain('setting "storefrontUrl" is wrong')
  })

  test.each<[unknown]>([
    ["checkout"],
    ["//evil.example"],
    ["https://evil.example"],
    ["/checkout?step=pay"],
    ["/checkout#pay"],
    ["/check out"],
    [""],
    [null],
  ])("refuses %p as a path", (returnPath) => {
    expect(refusalOf({ returnPath })).toContain(
      'setting "returnPath" is wrong: expected a path that begins with "/", without "?" and "#"'
    )
  })

  test("suggests for a mistyped name, and names all that is wrong at once", () => {
    const message = refusalOf({ backendURL: "https://a.example", returnPath: "x", port: 9000 })

    expect(message).toContain('setting "backendURL" is not known, did you mean "backendUrl"?')
    expect(message).toContain(
      'setting "port" is not known; known are backendUrl, storefrontUrl, returnPath'
    )
    expect(message).toContain('setting "returnPath" is wrong')
    expect(message).not.toContain("a.example")
  })
})

describe("missingSettings", () => {
  const backendUrl = "https://shop.example"
  const storefrontUrl = "https://store.example"
  const returnPath = "/checkout/payment"

  test("says nothing when all is there", () => {
    expect(missingSettings({ backendUrl, storefrontUrl, returnPath })).toEqual([])
  })

  test("says for each missing one what does not work", () => {
    expect(missingSettings({ returnPath })).toEqual([
      expect.stringMatching(/^backendUrl is missing: payers are not led back/),
      expect.stringMatching(/^storefrontUrl is missing: /),
    ])
    expect(missingSettings({ backendUrl, returnPath })).toEqual([
      expect.stringMatching(/^storefrontUrl is missing: /),
    ])
  })
})
