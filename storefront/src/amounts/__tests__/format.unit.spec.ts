import fc from "fast-check"
import { formatAmount } from "../format-amount.js"
import { formatClock, formatDuration } from "../format-time.js"

/** What a reader of Latin digits sees as number. */
const digitsOf = (text: string) => text.replace(/[^\d.]/g, "").replace(/^\.|\.$/g, "")

describe("formatAmount", () => {
  it.each([
    ["10.5", "usd", "en", "$10.50"],
    ["1234.00", "JPY", "en", "¥1,234"],
    ["10.001", "usd", "en", "$10.001"],
    ["12345678901234567890.12", "usd", "en", "$12,345,678,901,234,567,890.12"],
    ["1234.5", "brl", "pt-BR", "R$\u00a01.234,50"],
    ["12.5", "usdc", "en", "12.5 USDC"],
    ["0.123456789", "SOL", "en", "0.123456789 SOL"],
    ["many", "usd", "en", "many USD"],
  ])("writes %s %s in %s", (amount, unit, language, text) => {
    expect(formatAmount(amount, unit, language)).toBe(text)
  })

  it("keeps a currency's sign together in what is written from right to left", () => {
    expect(formatAmount("10.5", "usd", "ar")).toMatch(/^\u200f[\d٠-٩.٫]+\s\u2068US\$\u2069$/)
    expect(formatAmount("10.5", "usd", "es")).not.toMatch(/\u2068/)
  })

  it("loses no digit of any amount", () => {
    const amounts = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 1, max: 18 }))
      .map(([units, digits]) => {
        const text = units.toString().padStart(digits + 1, "0")
        return `${text.slice(0, -digits)}.${text.slice(-digits)}`
      })
    fc.assert(
      fc.property(amounts, fc.constantFrom("usd", "jpy", "kwd", "usdc"), (amount, unit) => {
        const plain = (text: string) => text.replace(/\.?0+$/, "")
        const shown = digitsOf(formatAmount(amount, unit, "en"))
        expect(shown.includes(".") ? plain(shown) : shown).toBe(plain(amount))
      })
    )
  })
})

describe("times", () => {
  it.each([
    [0, "0:00"],
    [9, "0:09"],
    [845, "14:05"],
    [3845, "1:04:05"],
    [86_399, "23:59:59"],
  ])("shows %d seconds as a clock", (seconds, text) => {
    expect(formatClock(seconds, "en")).toBe(text)
  })

  it.each([
    [30, "en", "30 seconds"],
    [60, "en", "1 minute"],
    [300, "es", "5 minutos"],
    [7200, "pt-BR", "2 horas"],
    [600, "zh", "10分钟"],
  ])("says %d seconds in %s", (seconds, language, text) => {
    expect(formatDuration(seconds, language)).toBe(text)
  })

  it("says minutes in Arabic's own plurals", () => {
    const words = [60, 120, 300, 660].map((seconds) => formatDuration(seconds, "ar"))
    expect(new Set(words.map((word) => word.replace(/[\d٠-٩\s]/g, ""))).size).toBeGreaterThan(2)
  })
})
