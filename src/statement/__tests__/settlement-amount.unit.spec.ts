import fc from "fast-check"
import { anyCurrency } from "../../core/__tests__/support/arbitraries"
import { Money } from "../../core/money"
import { decimalOf, exactAmount, exactMoney, readNumber } from "../settlement-amount"

describe("a number in a file", () => {
  it.each([
    ["10.50", "10.50"],
    ["-10.50", "-10.50"],
    ["+10.50", "10.50"],
    [" 7 ", "7"],
    [".5", "0.5"],
    ["1,234,567.89", "1234567.89"],
    ["1 234.5", "1234.5"],
    ["1\u00a0234.5", "1234.5"],
    ["1'234.5", "1234.5"],
    ["0.000000000000000000000001", "0.000000000000000000000001"],
  ])("%j with a point is %j", (text, number) => {
    expect(readNumber(text, ".")).toBe(number)
  })

  it.each([
    ["10,50", "10.50"],
    ["1.234,50", "1234.50"],
    ["-1.234.567", "-1234567"],
  ])("%j with a comma is %j", (text, number) => {
    expect(readNumber(text, ",")).toBe(number)
  })

  it.each([
    "",
    " ",
    "-",
    ".",
    "10,50",
    "1,23",
    "12,3456",
    "1,234 567",
    "1.234.567",
    "1e3",
    "0x10",
    "NaN",
    "10 SAR",
  ])("is not guessed: %j", (text) => {
    expect(readNumber(text, ".")).toBeUndefined()
  })

  it("that nothing holds exactly is no amount", () => {
    expect(exactAmount(`0.${"0".repeat(24)}1`, "SAR")).toBeUndefined()
    expect(exactAmount("1".repeat(60), "SAR")).toBeUndefined()
  })

  it("is the amount that was written, in every currency, to the smallest unit", () => {
    const minor = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    fc.assert(
      fc.property(minor, anyCurrency, (units, currency) => {
        const money = Money.ofMinor(units, currency)
        const read = exactAmount(String(readNumber(money.toDecimal(), ".")), currency.code)
        expect(read?.minor).toBe(exactMoney(money).minor)
        expect(decimalOf(exactMoney(money), currency.exponent)).toBe(money.toDecimal())
      })
    )
  })

  it("is written with more decimals than its currency has where it has more", () => {
    const amount = exactAmount("10.505", "SAR") as Money
    expect([decimalOf(amount, 2), decimalOf(amount, 0)]).toEqual(["10.505", "10.505"])
    expect(decimalOf(exactAmount("10", "JPY") as Money, 0)).toBe("10")
  })
})
