const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Reads a decimal number exactly into the smallest unit.
 *
 * @param text for example `"12.50"`
 * @param exponent decimals of the currency
 * @returns `undefined` when the text is no plain decimal or has more decimals than the currency
 */
export function parseDecimal(text: string, exponent: number): bigint | undefined {
  const parts = DECIMAL.exec(text)
  if (!parts) {
    return undefined
  }
  const whole = parts[2] ?? "0"
  const fraction = (parts[3] ?? "").replace(/0+$/, "")
  if (fraction.length > exponent) {
    return undefined
  }
  const units = BigInt(whole + fraction.padEnd(exponent, "0"))
  return parts[1] === "-" ? -units : units
}

/** Writes an amount of the smallest unit as a decimal string: `1250n, 2` is `"12.50"`. */
export function formatDecimal(units: bigint, exponent: number): string {
  const sign = units < 0n ? "-" : ""
  const digits = (units < 0n ? -units : units).toString().padStart(exponent + 1, "0")
  if (exponent === 0) {
    return sign + digits
  }
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Divides non-negative integers and rounds half up. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n)
}
