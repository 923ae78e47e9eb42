import fc from "fast-check"
import { Money } from "../../../core/money"
import { cutDown, multiply, parsePositive, roundUp, shareOf } from "../exact-amounts"

const EUR = { code: "EUR", exponent: 2 }
const exact = (text: string) => parsePositive(text) ?? 0n

describe("parsePositive", () => {
  it.each([["0.00001668"], ["250"], [12.5], ["1e-7"], ["0.123456789012345678"]])(
    "reads %j",
    (input) => {
      expect(parsePositive(input)).toBeGreaterThan(0n)
    }
  )

  it.each([
    ["0"],
    ["-1"],
    [0],
    [-2.5],
    ["abc"],
    [""],
    [null],
    [undefined],
    [{}],
    [{ value: "5" }],
    [[5]],
    [true],
    [NaN],
    [Infinity],
    ["1,5"],
    [`0.${"1".repeat(40)}`],
    ["9".repeat(99)],
  ])("finds no amount in %j", (input) => {
    expect(parsePositive(input)).toBeUndefined()
  })
})

describe("cutDown", () => {
  it.each([
    ["199.984", "199.98"],
    ["199.999999999", "199.99"],
    ["200", "200.00"],
    ["0.009", "0.00"],
  ])("makes %s whole cents: %s", (text, cents) => {
    expect(cutDown(exact(text), EUR).toDecimal()).toBe(cents)
  })
})

describe("roundUp", () => {
  it.each([
    ["0.004166666666", 8, "0.00416667"],
    ["250", 4, "250.00"],
    ["250.00001", 4, "250.0001"],
    ["0.1", 6, "0.10"],
    ["0.123", 6, "0.123"],
    ["0.1230001", 6, "0.123001"],
    ["99.99999999", 4, "100.00"],
    ["0.0000000001", 8, "0.00000001"],
  ])("makes %s with %s decimals %s", (text, decimals, shown) => {
    expect(roundUp(exact(text), decimals)).toBe(shown)
  })

  it("is never too little, and never a whole step too much", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 40n), fc.integer({ min: 2, max: 8 }), (amount, decimals) => {
        const over = exact(roundUp(amount, decimals)) - amount
        expect(over >= 0n && over < 10n ** BigInt(30 - decimals)).toBe(true)
      })
    )
  })
})

describe("multiply and shareOf", () => {
  it.each([
    ["0.00001668", "250", "0.00417"],
    ["1.03759", "200", "207.518"],
    ["1", "0.01", "0.01"],
  ])("%s times %s is %s", (left, right, product) => {
    expect(multiply(exact(left), exact(right))).toBe(exact(product))
  })

  it("takes a share of what was asked before, rounded up", () => {
    const [rest, whole] = [Money.parse("50.00", EUR), Money.parse("250.00", EUR)]
    expect(shareOf(exact("0.0041667"), rest, whole)).toBe(exact("0.00083334"))
  })
})
