import fc from "fast-check"
import { divideHalfUp, formatDecimal, parseDecimal } from "../money"

describe("money", () => {
  it.each([
    ["12.5", 2, 1250n],
    ["12.50", 2, 1250n],
    ["12", 2, 1200n],
    ["0.001", 3, 1n],
    ["12.500", 2, 1250n],
    ["-1.05", 2, -105n],
    ["9007199254740993.01", 2, 900719925474099301n],
    ["5", 0, 5n],
  ])("reads %s with %i decimals", (text, exponent, units) => {
    expect(parseDecimal(text, exponent)).toBe(units)
  })

  it.each(["", " 1", "1e3", "1,5", "1.", ".5", "+1", "0x10", "1.005", "NaN"])(
    "reads no amount from %p",
    (text) => {
      expect(parseDecimal(text, 2)).toBeUndefined()
    }
  )

  it("writes what it reads", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat(6),
        (units, exponent) => {
          expect(parseDecimal(formatDecimal(units, exponent), exponent)).toBe(units)
        }
      )
    )
  })

  it.each([
    [5n, 2n, 3n],
    [4n, 3n, 1n],
    [149n, 100n, 1n],
    [150n, 100n, 2n],
  ])("divides %p by %p half up", (dividend, divisor, quotient) => {
    expect(divideHalfUp(dividend, divisor)).toBe(quotient)
  })
})
