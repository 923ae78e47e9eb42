import { parseDecimal } from "../../core/money"

const RATE_DECIMALS = 8

/** What a rate of 1 is. */
export const RATE_SCALE = 10n ** BigInt(RATE_DECIMALS)

/**
 * Reads a rate into units of `1 / RATE_SCALE`.
 *
 * @param name names the rate in the error
 * @throws Error when it is no decimal number above 0 with at most 8 decimals
 */
export function parseRate(name: string, text: string): bigint {
  const rate = parseDecimal(text, RATE_DECIMALS)
  if (rate === undefined || rate <= 0n) {
    throw new Error(`${name} must be a decimal above 0 with at most ${RATE_DECIMALS} decimals`)
  }
  return rate
}
