import { GatewayError } from "../../core/errors"
import { type Currency, Money } from "../../core/money"

/** More decimals than any coin or rate has: sums of coins and their values are exact to the last. */
const EXACT: Currency = { code: "exact", exponent: 30 }
const UNIT = 10n ** BigInt(EXACT.exponent)

/** An amount of coins or of money in 10⁻³⁰ units. */
export type ExactAmount = bigint

/** Reads a decimal that is more than zero; `undefined` for everything else. */
export function parsePositive(input: unknown): ExactAmount | undefined {
  if (typeof input !== "string" && typeof input !== "number") {
    return undefined
  }
  try {
    const { minor } = Money.parse(input, EXACT)
    return minor > 0n ? minor : undefined
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}

/** Money, cut down to a whole smallest unit: never more than there is. */
export function cutDown(exact: ExactAmount, currency: Currency): Money {
  return Money.ofMinor(exact / 10n ** BigInt(EXACT.exponent - currency.exponent), currency)
}

/** `left × right` for a rate and an amount. */
export function multiply(left: ExactAmount, right: ExactAmount): ExactAmount {
  return (left * right + UNIT - 1n) / UNIT
}

/** `amount × share ÷ whole`, rounded up. */
export function shareOf(amount: ExactAmount, share: Money, whole: Money): ExactAmount {
  return (amount * share.minor + whole.minor - 1n) / whole.minor
}

/**
 * A decimal string, rounded up, so that what a payer is asked for is never too little. Zeros at
 * its end are left out, down to two decimals.
 */
export function roundUp(exact: ExactAmount, decimals: number): string {
  const step = 10n ** BigInt(EXACT.exponent - decimals)
  const steps = (exact + step - 1n) / step
  const text = Money.ofMinor(steps, { code: "coin", exponent: decimals }).toDecimal()
  return text.replace(/(\.\d\d\d*?)0+$/, "$1")
}

/** A decimal string without zeros at its end. */
export function exactDecimal(exact: ExactAmount): string {
  return Money.ofMinor(exact, EXACT)
    .toDecimal()
    .replace(/\.?0+$/, "")
}
