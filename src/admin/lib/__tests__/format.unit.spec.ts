import { formatAmount, formatDistance, groupDigits, isPositive } from "../format"

const NOW = Date.UTC(2026, 10, 1, 12)
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString()

test.each([
  ["1234.50", "usd", "en", "1,234.50 USD"],
  ["1234.50", "brl", "pt-BR", "1.234,50 BRL"],
  ["10", "clp", "es", "10 CLP"],
  ["-0.05", "usd", "en", "-0.05 USD"],
  // More digits than a float has.
  [
    "9007199254740993.123456789012345678",
    "usdc",
    "en",
    "9,007,199,254,740,993.123456789012345678 USDC",
  ],
  ["0.000000001", "sol", "zh-CN", "0.000000001 SOL"],
])("%s %s in %s is %s", (amount, unit, language, shown) => {
  expect(formatAmount(amount, unit, language)).toBe(shown)
})

test("an amount keeps its order in a line that runs from the right", () => {
  expect(formatAmount("2.00", "usd", "ar-u-nu-latn")).toBe("\u20662.00 USD\u2069")
})

test("what is no number is shown as it is", () => {
  expect(groupDigits("about 3", "en")).toBe("about 3")
})

test.each([
  ["0.01", true],
  ["0.00", false],
  ["-1.00", false],
  [null, false],
  [undefined, false],
])("%s is more than nothing: %s", (amount, expected) => {
  expect(isPositive(amount)).toBe(expected)
})

test.each([
  [at(30), "in 30 seconds"],
  [at(9 * 60), "in 9 minutes"],
  [at(-110 * 60), "2 hours ago"],
  [at(-47 * 3600), "47 hours ago"],
  [at(-3 * 86_400), "3 days ago"],
])("%s is %s", (moment, shown) => {
  expect(formatDistance(moment, NOW, "en")).toBe(shown)
})
