import { currencyOf } from "../currencies"

describe("currencyOf", () => {
  test.each([
    ["sar", "SAR", 2],
    ["USD", "USD", 2],
    ["Jpy", "JPY", 0],
    ["kwd", "KWD", 3],
    ["bhd", "BHD", 3],
  ])("%s is %s with %p decimals, as in Medusa's table", (code, upper, exponent) => {
    expect(currencyOf(code)).toEqual({ code: upper, exponent })
  })

  test("counts as the gateway does, where it counts otherwise", () => {
    expect(currencyOf("mur")).toEqual({ code: "MUR", exponent: 0 })
    expect(currencyOf("mur", { MUR: 2 })).toEqual({ code: "MUR", exponent: 2 })
    expect(currencyOf("sol", { SOL: 9 })).toEqual({ code: "SOL", exponent: 9 })
  })

  test.each([["xxx"], [""], ["toString"], ["__proto__"], ["constructor"], ["x".repeat(1000)]])(
    "does not know %p",
    (code) => {
      expect(() => currencyOf(code, {})).toThrow(
        expect.objectContaining({ reason: "unsupported_currency", type: "invalid_data" })
      )
    }
  )
})
