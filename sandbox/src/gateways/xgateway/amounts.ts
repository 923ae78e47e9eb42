import { divideHalfUp, formatDecimal, parseDecimal } from "../../core/money"

/** Decimals of every amount and rate in here; no coin has more. */
export const SCALE = 18
export const ONE = 10n ** BigInt(SCALE)

/** Coins are sent and told with no more decimals than this. */
const MOST_COIN_DECIMALS = 8

/** An amount or rate in units of 10^-18. @throws Error when the text is no decimal */
export function decimal(text: string): bigint {
  const value = parseDecimal(text, SCALE)
  if (value === undefined) {
    throw new Error(`"${text}" is no decimal number with at most ${SCALE} decimals`)
  }
  return value
}

/** An amount above 0 with at most so many decimals; `undefined` for any other text. */
export function readAmount(text: string, decimals: number): bigint | undefined {
  const units = parseDecimal(text, decimals)
  return units === undefined || units <= 0n ? undefined : units * 10n ** BigInt(SCALE - decimals)
}

/** The same, for what must be one. @throws Error */
export function positiveAmount(text: string, decimals: number): bigint {
  const value = readAmount(text, decimals)
  if (value === undefined) {
    throw new Error(`"${text}" is no amount above 0 with at most ${decimals} decimals`)
  }
  return value
}

export function multiply(left: bigint, right: bigint): bigint {
  return divideHalfUp(left * right, ONE)
}

export function divide(dividend: bigint, divisor: bigint): bigint {
  return divideHalfUp(dividend * ONE, divisor)
}

/** Rounds half up to so many decimals. */
export function roundTo(value: bigint, decimals: number): bigint {
  const step = 10n ** BigInt(SCALE - decimals)
  return divideHalfUp(value, step) * step
}

/** Without zeros at the end: `"0.5"`, `"200"`. */
export function plain(value: bigint): string {
  const text = formatDecimal(value, SCALE)
  return text.replace(/\.?0+$/, "")
}

/** With exactly so many decimals: `"100.00"`; rounds half up. */
export function fixed(value: bigint, decimals: number): string {
  return formatDecimal(divideHalfUp(value, 10n ** BigInt(SCALE - decimals)), decimals)
}

/** To what can be sent of a coin. */
export function roundCoins(value: bigint, decimals: number): bigint {
  return roundTo(value, Math.min(decimals, MOST_COIN_DECIMALS))
}
