import { type Currency, Money } from "../../core/money"

/** A decimal as Stream writes amounts: no sign, no exponent. */
const DECIMAL = /^(\d{1,40})(?:\.(\d{1,40}))?$/

/** More decimals than any of Stream's amounts has. */
const PLACES = 40

/** Whether a text is an amount in Stream's notation. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** How many decimals an amount is written with. */
export function decimalsOf(text: string): number {
  return DECIMAL.exec(text)?.[2]?.length ?? 0
}

/**
 * An amount as a whole number of its 10^-40th parts: exact, for comparisons and shares.
 *
 * @returns `undefined` when the text is no amount
 */
export function exactParts(text: string): bigint | undefined {
  const [, whole, fraction = ""] = DECIMAL.exec(text) ?? []
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(PLACES, "0"))
}

/** The exact parts of money, on the same scale. */
export function partsOfMoney({ minor, currency }: Money): bigint {
  return minor * 10n ** BigInt(PLACES - currency.exponent)
}

/** Exact parts as money; what is less than the smallest unit is cut off. */
export function moneyOfParts(parts: bigint, currency: Currency): Money {
  return Money.ofMinor(parts / 10n ** BigInt(PLACES - currency.exponent), currency)
}

/** Exact parts as a decimal with at least two decimals, e.g. `"0.50"`. */
export function decimalOfParts(parts: bigint): string {
  return shortened(moneyOfParts(parts, { code: "parts", exponent: PLACES }).toDecimal())
}

/** Without the zeros at the end, but for the first two decimals: `"0.0200"` is `"0.02"`. */
export function shortened(decimal: string): string {
  return decimal.replace(/(\.\d{2}\d*?)0+$/, "$1")
}
