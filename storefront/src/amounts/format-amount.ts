import { fractionDigits, isDecimal } from "./decimal.js"

/** More decimals than this are shown as they are: older browsers would refuse to format them. */
const MOST_FORMATTED_DIGITS = 20

/** Languages that are written from right to left have this mark in their amounts. */
const RIGHT_TO_LEFT = "\u200f"

/**
 * An amount for people, never rounded: with all its decimals, and at least those that are usual
 * for the currency. What is no ISO 4217 currency, e.g. a token, is shown as it is: `12.5 USDC`.
 *
 * @param amount decimal string in major units
 * @param unit currency code in any case, or a token
 * @param language BCP 47
 */
export function formatAmount(amount: string, unit: string, language: string): string {
  const code = unit.toUpperCase()
  const digits = fractionDigits(amount)
  if (!isDecimal(amount) || digits > MOST_FORMATTED_DIGITS || !isCurrency(code)) {
    return `${amount} ${code}`
  }
  const options = { style: "currency", currency: code } as const
  const usual =
    new Intl.NumberFormat(language, options).resolvedOptions().minimumFractionDigits ?? 0
  const format = new Intl.NumberFormat(language, {
    ...options,
    minimumFractionDigits: usual,
    maximumFractionDigits: Math.max(usual, digits),
  })
  const text = format.format(amount)
  return text.includes(RIGHT_TO_LEFT) ? isolatingCurrency(format.formatToParts(amount)) : text
}

/** `US$` in Arabic would be torn apart, and read `$US`. */
function isolatingCurrency(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .map(({ type, value }) => (type === "currency" ? `\u2068${value}\u2069` : value))
    .join("")
}

/** The format takes any three letters for a currency, and would round SOL to cents. */
function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code)
}
