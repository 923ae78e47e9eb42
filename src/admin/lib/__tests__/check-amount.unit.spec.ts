import fc from "fast-check"
import { amountProblem, compareDecimals } from "../check-amount"
import { translateIn } from "./support/texts"

const t = translateIn("en")
const problem = (typed: string, most = "57.90") => amountProblem(typed, most, "usd", t, "en")

test.each(["57.90", "57.9", "1", "0.01", " 5 "])("%s can be sent back", (typed) => {
  expect(problem(typed)).toBeUndefined()
})

test.each([
  ["", "Enter an amount such as 57.90."],
  ["5,5", "Enter an amount such as 57.90."],
  ["-5", "Enter an amount such as 57.90."],
  ["1e3", "Enter an amount such as 57.90."],
  ["5.001", "Enter an amount such as 57.90."],
  ["0.00", "Enter more than zero."],
  ["57.91", "At most 57.90 USD is possible."],
  ["100", "At most 57.90 USD is possible."],
])("%s: %s", (typed, expected) => {
  expect(problem(typed)).toBe(expected)
})

test("a currency without decimals takes none", () => {
  expect(problem("5.5", "900")).toBe("Enter an amount such as 900.")
})

test("decimals are compared as what they are", () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 30n })
  const decimalOf = (value: bigint) => {
    const digits = value.toString().padStart(3, "0")
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`
  }
  fc.assert(
    fc.property(cents, cents, (one, other) => {
      const expected = one === other ? 0 : one > other ? 1 : -1
      expect(compareDecimals(decimalOf(one), decimalOf(other))).toBe(expected)
    })
  )
})
