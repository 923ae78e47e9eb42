import fc from "fast-check"
import { fractionDigits, isDecimal, isPositiveDecimal, subtractDecimals } from "../decimal.js"

/** A number of smallest units, and how many of its digits stand behind the point. */
const decimals = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 18 }))

function textOf(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, "0")
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

describe("decimals", () => {
  it("subtracts exactly, however long they are", () => {
    fc.assert(
      fc.property(decimals, decimals, ([left, leftDigits], [right, rightDigits]) => {
        const difference = subtractDecimals(textOf(left, leftDigits), textOf(right, rightDigits))
        const digits = Math.max(leftDigits, rightDigits)
        const units =
          left * 10n ** BigInt(digits - leftDigits) - right * 10n ** BigInt(digits - rightDigits)
        expect(BigInt((difference ?? "").replace(".", ""))).toBe(units)
        expect(difference?.split(".")[1]?.length ?? 0).toBe(digits)
        expect(isPositiveDecimal(difference ?? "")).toBe(units > 0n)
      })
    )
  })

  it.each(["", "1,5", "1e3", "0x1", " 1", ".5", "5.", "Infinity"])("takes %j for none", (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(isPositiveDecimal(text)).toBe(false)
    expect(subtractDecimals("1", text)).toBeUndefined()
    expect(subtractDecimals(text, "1")).toBeUndefined()
  })

  it("counts the digits that say something", () => {
    expect(["10", "10.00", "10.50", "0.000001"].map(fractionDigits)).toEqual([0, 0, 1, 6])
  })
})
