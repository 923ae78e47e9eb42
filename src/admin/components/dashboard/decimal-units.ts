/** More digits than a drawing shows, and fewer than a number loses. */
const MOST_DIGITS = 15

/** Amounts as whole numbers of one unit, so that they can be drawn and added up exactly. */
export interface Units {
  /** Decimals of a unit: 2 where a unit is a hundredth. */
  readonly decimals: number
  of(amount: string): bigint
}

/** The unit in which all these decimal strings are whole. */
export function unitsOf(amounts: readonly string[]): Units {
  const decimals = Math.max(0, ...amounts.map((amount) => fractionOf(amount).length))
  return {
    decimals,
    of: (amount) => {
      const [whole = "0"] = amount.split(".")
      return BigInt(whole + fractionOf(amount).padEnd(decimals, "0"))
    },
  }
}

/** A whole number of units as the decimal string that it stands for. */
export function toDecimal(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, "0")
  const sign = units < 0n ? "-" : ""
  return decimals === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** A scale on which the largest of these can be drawn; the amounts themselves stay text. */
export function drawingScale(
  largest: bigint,
  decimals: number
): {
  /** How high a bar is. */
  height(units: bigint): number
  /** What stands beside a height, without needless zeros. */
  label(height: number): string
} {
  const surplus = Math.max(0, String(largest).length - MOST_DIGITS)
  const step = 10n ** BigInt(surplus)
  return {
    height: (units) => Number(units / step),
    label: (height) => {
      const decimal = toDecimal(BigInt(Math.round(height)) * step, decimals)
      return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal
    },
  }
}

function fractionOf(amount: string): string {
  return amount.split(".")[1] ?? ""
}
