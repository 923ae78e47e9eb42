const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Whether a text is a plain decimal number, e.g. `"10.50"`. */
export function isDecimal(text: string): text is `${number}` {
  return DECIMAL.test(text)
}

/** How many digits after the point say something: none of `"10.00"`, one of `"10.50"`. */
export function fractionDigits(decimal: string): number {
  return (decimal.split(".")[1] ?? "").replace(/0+$/, "").length
}

/**
 * `left - right`, exactly.
 *
 * @returns `undefined` when one of them is no decimal
 */
export function subtractDecimals(left: string, right: string): string | undefined {
  if (!isDecimal(left) || !isDecimal(right)) {
    return undefined
  }
  const digits = Math.max(...[left, right].map((text) => (text.split(".")[1] ?? "").length))
  const difference = scaled(left, digits) - scaled(right, digits)
  const [sign, size] = difference < 0n ? ["-", -difference] : ["", difference]
  const text = size.toString().padStart(digits + 1, "0")
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Whether a decimal is above zero; `false` for what is no decimal. */
export function isPositiveDecimal(text: string): boolean {
  return isDecimal(text) && !text.startsWith("-") && /[1-9]/.test(text)
}

function scaled(decimal: string, digits: number): bigint {
  const [, sign = "", whole = "", fraction = ""] = DECIMAL.exec(decimal) ?? []
  return BigInt(sign + whole + fraction.padEnd(digits, "0"))
}
