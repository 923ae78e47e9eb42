import { GatewayError } from "../core/errors"
import { Money } from "../core/money"

/** Fine enough for every currency and token. */
const DECIMALS = 24

/** Which sign parts a number's decimals off; the thousands are then parted by another one. */
export type DecimalSeparator = "." | ","

const NUMBERS: Readonly<Record<DecimalSeparator, RegExp>> = {
  ".": /^([+-]?)(\d+|\d{1,3}(?:([,' \u00a0\u202f])\d{3})(?:\3\d{3})*)?(?:\.(\d{1,40}))?$/,
  ",": /^([+-]?)(\d+|\d{1,3}(?:([.' \u00a0\u202f])\d{3})(?:\3\d{3})*)?(?:,(\d{1,40}))?$/,
}

/**
 * The decimal string of a number as files write it, e.g. `1,234.50`; nothing is guessed.
 *
 * @returns `undefined` for what is no number, or has no certain meaning
 */
export function readNumber(text: string, separator: DecimalSeparator): string | undefined {
  const parts = NUMBERS[separator].exec(text.trim())
  const [, sign = "", whole, , fraction] = parts ?? []
  if (!parts || (whole === undefined && fraction === undefined)) {
    return undefined
  }
  const digits = (whole ?? "0").replace(/\D/g, "")
  return `${sign === "-" ? "-" : ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`
}

/**
 * An amount in major units on the scale on which the two sides are compared: the file's amounts
 * may be finer than those of the currency, which must show.
 *
 * @returns `undefined` for what no scale holds exactly
 */
export function exactAmount(decimal: string, code: string): Money | undefined {
  try {
    return Money.parse(decimal, { code, exponent: DECIMALS })
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}

/** An amount of the ledger on the same scale. */
export function exactMoney(money: Money): Money {
  const { code, exponent } = money.currency
  const finer = 10n ** BigInt(DECIMALS - exponent)
  return Money.ofMinor(money.minor * finer, { code, exponent: DECIMALS })
}

/** As people write it: with the decimals of its currency, and more only where there are more. */
export function decimalOf(amount: Money, leastDecimals: number): string {
  const [whole = "0", fraction = ""] = amount.toDecimal().split(".")
  const kept = fraction.replace(/0+$/, "").padEnd(leastDecimals, "0")
  return kept === "" ? whole : `${whole}.${kept}`
}
