import { formatAmount, isPositive } from "./format"
import type { Translate } from "./use-texts"

const DECIMAL = /^\d{1,30}(\.\d{1,30})?$/

/** Which of two decimal strings is more: below, at or above zero, exactly. */
export function compareDecimals(one: string, other: string): number {
  const scale = Math.max(decimalsOf(one), decimalsOf(other))
  const difference = scaled(one, scale) - scaled(other, scale)
  return difference === 0n ? 0 : difference > 0n ? 1 : -1
}

function decimalsOf(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".")
  return BigInt(whole + fraction.padEnd(scale, "0"))
}

/**
 * What is wrong with an amount that somebody typed; `undefined` when nothing is.
 *
 * @param most decimal string in major units; its decimals are the most that the unit has
 */
export function amountProblem(
  typed: string,
  most: string,
  unit: string,
  t: Translate,
  language: string
): string | undefined {
  const amount = typed.trim()
  if (!DECIMAL.test(amount) || decimalsOf(amount) > decimalsOf(most)) {
    return t("attempts.problems.amount", { example: most })
  }
  if (!isPositive(amount)) {
    return t("attempts.problems.nothing")
  }
  return compareDecimals(amount, most) > 0
    ? t("attempts.problems.tooMuch", { amount: formatAmount(most, unit, language) })
    : undefined
}
