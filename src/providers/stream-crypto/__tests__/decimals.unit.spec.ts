import fc from "fast-check"
import { Money } from "../../../core/money"
import {
  decimalOfParts,
  decimalsOf,
  exactParts,
  isDecimal,
  moneyOfParts,
  partsOfMoney,
  shortened,
} from "../decimals"

const USD = { code: "USD", exponent: 2 }
const STRM = { code: "STRM", exponent: 24 }
const parts = (text: string) => exactParts(text) ?? -1n

describe("amounts as Stream writes them", () => {
  it.each(["0", "1", "1.00", "0.16638", "007.5", "166389351081530800779973", "9".repeat(40)])(
    "are %s",
    (text) => {
      expect(isDecimal(text)).toBe(true)
    }
  )

  it.each([
    "",
    " 1",
    "1 ",
    "1.",
    ".5",
    "-1",
    "+1",
    "1e5",
    "1,00",
    "0x10",
    "NaN",
    "1;2",
    "1\n",
    "١",
    "9".repeat(41),
  ])("are not %j", (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(exactParts(text)).toBeUndefined()
  })

  it.each([
    ["1", 0],
    ["1.0", 1],
    ["0.16638", 5],
    ["x", 0],
  ])("%s has %i decimals", (text, count) => {
    expect(decimalsOf(text)).toBe(count)
  })
})

describe("exact parts", () => {
  it.each([
    ["1.005", "1.00"],
    ["0.999999", "0.99"],
    ["0.009", "0.00"],
    ["15.89", "15.89"],
    ["2", "2.00"],
  ])("of %s are %s USD, cut toward zero", (text, amount) => {
    expect(moneyOfParts(parts(text), USD).toDecimal()).toBe(amount)
  })

  it("compare as the numbers do", () => {
    expect(parts("1.0") === parts("1.00")).toBe(true)
    expect(parts("10") > parts("9.99")).toBe(true)
    expect(parts("0.1663893510815308007799731") > parts("0.166389351081530800779973")).toBe(true)
  })

  it("are money's, in any currency", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.constantFrom(USD, STRM),
        (minor, currency) => {
          const money = Money.ofMinor(minor, currency)
          expect(parts(money.toDecimal())).toBe(partsOfMoney(money))
          expect(moneyOfParts(partsOfMoney(money), currency).equals(money)).toBe(true)
        }
      )
    )
  })

  it.each([
    ["0.5", "0.50"],
    ["1.00", "1.00"],
    ["0.125", "0.125"],
    ["12", "12.00"],
  ])("of %s are written as %s", (text, written) => {
    expect(decimalOfParts(parts(text))).toBe(written)
  })
})

it.each([
  ["0.020000000000000000000000", "0.02"],
  ["5.000000000000000000000000", "5.00"],
  ["15.89", "15.89"],
  ["100.00", "100.00"],
  ["0.166389351081530800779973", "0.166389351081530800779973"],
  ["1.1010", "1.101"],
  ["100", "100"],
])("%s is sent as %s", (decimal, sent) => {
  expect(shortened(decimal)).toBe(sent)
})
