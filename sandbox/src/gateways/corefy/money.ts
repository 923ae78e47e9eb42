import { divideHalfUp, formatDecimal, parseDecimal } from "../../core/money"
import { exponentOf } from "./currencies"

/** `1050n, "USD"` is `"10.50"`. */
export function toMajor(minor: bigint, currency: string): string {
  return formatDecimal(minor, exponentOf(currency))
}

/** The API's spelling: a JSON number in major units. */
export function toJsonAmount(minor: bigint, currency: string): number {
  return Number(toMajor(minor, currency))
}

export function toJsonAmountOrNull(minor: bigint | null, currency: string): number | null {
  return minor === null ? null : toJsonAmount(minor, currency)
}

/** @returns `undefined` when it is no amount in this currency */
export function fromMajor(text: string, currency: string): bigint | undefined {
  return parseDecimal(text, exponentOf(currency))
}

/**
 * @param percent a decimal string with at most two decimals
 * @returns that part of the amount, half up
 */
export function percentOf(minor: bigint, percent: string): bigint {
  return divideHalfUp(minor * (parseDecimal(percent, 2) ?? 0n), 10_000n)
}
