import { BigNumber, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { Money } from "../money"
import { anyCurrency, anyMinor, SAR } from "./support/arbitraries"

const amountsOfOneCurrency = fc
  .tuple(anyCurrency, anyMinor, anyMinor, anyMinor)
  .map(([currency, ...minors]) => minors.map((minor) => Money.ofMinor(minor, currency)))

const anyAmount = fc
  .tuple(anyMinor, anyCurrency)
  .map(([minor, currency]) => Money.ofMinor(minor, currency))

describe("what is written is read back as the same amount", () => {
  test("as a decimal string", () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(Money.parse(amount.toDecimal(), amount.currency)).toEqual(amount)
      })
    )
  })

  test("as the smallest unit", () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(Money.parseMinor(amount.minor.toString(), amount.currency).equals(amount)).toBe(true)
      })
    )
  })

  test("through Medusa's raw value, its BigNumber and its arithmetic", () => {
    // Medusa keeps 20 significant digits.
    const minors = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
    fc.assert(
      fc.property(minors, anyCurrency, (minor, currency) => {
        const amount = Money.ofMinor(minor, currency)
        const text = amount.toDecimal()

        expect(Money.parse({ value: text, precision: 20 }, currency).minor).toBe(minor)
        expect(Money.parse(new BigNumber(text), currency).minor).toBe(minor)
        expect(Money.parse(new BigNumber(text).raw, currency).minor).toBe(minor)
        expect(Money.parse(MathBN.convert(text), currency).minor).toBe(minor)
      })
    )
  })

  test("through JSON, for every amount with as many digits as a number keeps", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (minor) => {
        const written = JSON.stringify({
          amount: new BigNumber(Money.ofMinor(minor, SAR).toDecimal()),
        })
        const { amount } = JSON.parse(written) as { amount: number }

        expect(Money.parse(amount, SAR).minor).toBe(minor)
      })
    )
  })

  test("whatever comes in, it is an amount or a refusal with a reason", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        anyCurrency,
        (input, currency) => {
          let amount: Money
          try {
            amount = Money.parse(input, currency)
          } catch (error) {
            expect(error).toMatchObject({ name: "GatewayError", reason: "invalid_amount" })
            return
          }
          expect(Money.parse(amount.toDecimal(), currency).equals(amount)).toBe(true)
        }
      ),
      { numRuns: 500 }
    )
  })
})

describe("arithmetic is that of whole numbers", () => {
  test("adding and subtracting", () => {
    fc.assert(
      fc.property(amountsOfOneCurrency, ([a, b, c]) => {
        expect(a.add(b).minor).toBe(a.minor + b.minor)
        expect(a.subtract(b).minor).toBe(a.minor - b.minor)
        expect(a.add(b).equals(b.add(a))).toBe(true)
        expect(
          a
            .add(b)
            .add(c)
            .equals(a.add(b.add(c)))
        ).toBe(true)
        expect(a.add(b).subtract(b).equals(a)).toBe(true)
        expect(a.subtract(a).isZero()).toBe(true)
        expect(a.add(Money.zero(a.currency)).equals(a)).toBe(true)
      })
    )
  })

  test("comparing", () => {
    fc.assert(
      fc.property(amountsOfOneCurrency, ([a, b]) => {
        const sign = a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0

        expect(a.compare(b)).toBe(sign)
        expect(b.compare(a) + a.compare(b)).toBe(0)
        expect(a.equals(b)).toBe(sign === 0)
        expect(a.max(b).minor).toBe(sign < 0 ? b.minor : a.minor)
        expect(a.min(b).minor).toBe(sign < 0 ? a.minor : b.minor)
        expect(a.isPositive()).toBe(a.minor > 0n)
        expect(a.isZero()).toBe(a.minor === 0n)
      })
    )
  })

  test("a percentage is exact, cut down to the smallest unit", () => {
    const millionthsOfPercent = fc.bigInt({ min: 0n, max: 200n * 10n ** 6n })
    fc.assert(
      fc.property(anyAmount, millionthsOfPercent, (amount, rate) => {
        const percent = Money.ofMinor(rate, { code: "percent", exponent: 6 }).toDecimal()

        const share = amount.percentage(percent)

        expect(share.minor).toBe((amount.minor * rate) / 10n ** 8n)
        expect(share.currency).toEqual(amount.currency)
      })
    )
  })
})
