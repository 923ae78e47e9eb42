const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const RIGHT_TO_LEFT = /^ar\b/
const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * An amount for people, exactly as it is: `1,234.50 USD`.
 *
 * @param amount decimal string in major units; its decimals are kept
 * @param unit currency or token, in any case
 */
export function formatAmount(amount: string, unit: string, language: string): string {
  const text = `${groupDigits(amount, language)} ${unit.toUpperCase()}`
  // A number before letters would change places with them in a line that runs from the right.
  return RIGHT_TO_LEFT.test(language) ? `\u2066${text}\u2069` : text
}

/** A decimal string with the language's separators; text that is no number stays as it is. */
export function groupDigits(decimal: string, language: string): string {
  if (!DECIMAL.test(decimal)) {
    return decimal
  }
  const [whole = "", fraction] = decimal.replace("-", "").split(".")
  const sign = decimal.startsWith("-") ? "-" : ""
  const grouped = new Intl.NumberFormat(language).format(BigInt(whole))
  return `${sign}${grouped}${fraction === undefined ? "" : separatorOf(language) + fraction}`
}

function separatorOf(language: string): string {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5)
  return parts.find(({ type }) => type === "decimal")?.value ?? "."
}

/** Whether an amount is more than nothing. */
export function isPositive(amount: string | null | undefined): amount is string {
  return typeof amount === "string" && !amount.startsWith("-") && /[1-9]/.test(amount)
}

/** A moment for people, in the time zone of the browser. */
export function formatMoment(moment: string, language: string): string {
  return format(moment, language, { dateStyle: "medium", timeStyle: "short" })
}

/** A moment to the second, as a story is told. */
export function formatExactMoment(moment: string, language: string): string {
  return format(moment, language, { dateStyle: "medium", timeStyle: "medium" })
}

function format(moment: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime())
    ? moment
    : new Intl.DateTimeFormat(language, options).format(date)
}

/**
 * How far a moment is away: `in 9 minutes`, `3 days ago`.
 *
 * @param now milliseconds
 */
export function formatDistance(moment: string, now: number, language: string): string {
  const seconds = (new Date(moment).getTime() - now) / 1000
  const [size, unit] = unitOf(Math.abs(seconds))
  const count = Math.round(seconds / size)
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(count, unit)
}

function unitOf(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  if (seconds < MINUTE) {
    return [1, "second"]
  }
  if (seconds < HOUR) {
    return [MINUTE, "minute"]
  }
  return seconds < 2 * DAY ? [HOUR, "hour"] : [DAY, "day"]
}
