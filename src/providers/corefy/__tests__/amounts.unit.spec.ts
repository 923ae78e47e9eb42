import fc from "fast-check"
import { Money } from "../../../core/money"
import { moneyOf, parseAmount, readAmount } from "../amounts"
import { CURRENCY_EXPONENTS } from "../currencies"
import { currencyOf } from "../../../core/currencies"
import { invoiceOf, paidInvoice } from "./support/invoices"
import { money } from "./support/money"

const USD = currencyOf("USD", CURRENCY_EXPONENTS)
const JPY = currencyOf("JPY", CURRENCY_EXPONENTS)
const KWD = currencyOf("KWD", CURRENCY_EXPONENTS)

describe("parseAmount", () => {
  it.each([
    [10, USD, "10.00"],
    [10.5, USD, "10.50"],
    [100.55, USD, "100.55"],
    ["0.00", USD, "0.00"],
    ["10.50", USD, "10.50"],
    [1e3, USD, "1000.00"],
    [10.499999999999998, USD, "10.50"],
    [0.1 + 0.2, USD, "0.30"],
    [1.005e3, USD, "1005.00"],
    [55, JPY, "55"],
    [54.99999999999999, JPY, "55"],
    [1.234, KWD, "1.234"],
    [1.2339999999999998, KWD, "1.234"],
    [10.0000000009, USD, "10.00"],
  ])("reads %s", (value, currency, decimal) => {
    expect(parseAmount(value, currency).toDecimal()).toBe(decimal)
  })

  it.each([
    [10.505, USD],
    [10.001, USD],
    [9.995, USD],
    [10.00000001, USD],
    [55.5, JPY],
    [1.2345, KWD],
    [-1, USD],
    [-0.01, USD],
    ["ten", USD],
    ["", USD],
    [Number.NaN, USD],
    [Infinity, USD],
    [1e80, USD],
    [{}, USD],
    [true, USD],
    ["1,5", USD],
  ])("refuses %s", (value, currency) => {
    expect(() => parseAmount(value, currency)).toThrow(
      expect.objectContaining({ reason: "invalid_amount" })
    )
    expect(readAmount(value, currency)).toEqual({ isUnreadable: true })
  })

  it("reads back every number that it is sent as", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.constantFrom(USD, JPY, KWD),
        (minor, currency) => {
          const sent = Money.ofMinor(minor, currency)
          expect(parseAmount(sent.toJsonNumber(), currency).equals(sent)).toBe(true)
        }
      )
    )
  })

  it("reads what sums of floats leave behind", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 8 }), (cents) => {
        const noisy = cents.reduce((sum, one) => sum + one / 100, 0)
        const exact = BigInt(cents.reduce((sum, one) => sum + one, 0))
        expect(parseAmount(noisy, USD).minor).toBe(exact)
      })
    )
  })
})

it.each([null, undefined])("%s is a missing amount", (value) => {
  expect(readAmount(value, USD)).toEqual({ isUnreadable: false })
})

describe("what is received", () => {
  const received = (processed: unknown, changes: Record<string, unknown> = {}) =>
    moneyOf(paidInvoice(processed, changes), USD).received?.toDecimal()

  it("is what was processed", () => {
    expect(received(10.5)).toBe("10.50")
    expect(received(9)).toBe("9.00")
    expect(received(12)).toBe("12.00")
    expect(received(null)).toBeUndefined()
  })

  it.each([
    ["all of the total with the fee", 11, "10.50"],
    ["the total, but not all of the fee", 10.7, "10.50"],
    ["just the amount", 10.5, "10.50"],
    ["less than the amount", 10, "10.00"],
    ["more than the total with the fee", 12, "11.50"],
  ])("leaves out an external fee: %s", (_, processed, expected) => {
    expect(received(processed, { payment_amount: 11 })).toBe(expected)
  })

  it.each([10.5, 10.2, 0, null, undefined])("takes no fee from payment_amount %s", (total) => {
    expect(received(12, { payment_amount: total })).toBe("12.00")
  })

  it("is never more than was processed, and never less than it without the fee", () => {
    const cents = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(cents, cents, cents, (amount, fee, processed) => {
        const { received: counted } = moneyOf(
          paidInvoice(processed / 100, {
            amount: amount / 100,
            payment_amount: (amount + fee) / 100,
          }),
          USD
        )
        expect(counted?.minor).toBeLessThanOrEqual(BigInt(processed))
        expect(counted?.minor).toBeGreaterThanOrEqual(BigInt(processed - fee))
        // The fee never makes a payment short that was not, nor paid one that was short.
        expect((counted?.minor ?? 0n) >= BigInt(amount)).toBe(processed >= amount)
      })
    )
  })
})

it("does not count a fee that went back", () => {
  const told = { payment_amount: 11, refunded_amount: 11 }
  expect(moneyOf(paidInvoice(11, told), USD).refunded?.toDecimal()).toBe("10.50")
})

it("names amounts that are none", () => {
  const invoice = invoiceOf({ processed_amount: 10.505, refunded_amount: "a lot", amount: -1 })
  expect(moneyOf(invoice, USD).unreadable).toEqual([
    "amount",
    "processed_amount",
    "refunded_amount",
  ])
})

describe("decimals", () => {
  it.each([
    ["USD", 2],
    ["JPY", 0],
    ["CLP", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["BHD", 3],
    ["COP", 2],
    ["IDR", 2],
    ["HUF", 2],
    ["MUR", 2],
    ["IQD", 3],
    ["ISK", 0],
    ["UGX", 0],
  ])("of %s are those of ISO 4217: %s", (code, exponent) => {
    expect(currencyOf(code, CURRENCY_EXPONENTS).exponent).toBe(exponent)
  })

  it("count in the comparison", () => {
    expect(money("0.001 KWD").minor).toBe(1n)
    expect(() => money("0.1 JPY")).toThrow()
  })
})
