const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds as on a clock: `4:05`, `1:04:05`, in the language's digits. */
export function formatClock(seconds: number, language: string): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(language, { minimumIntegerDigits: digits, useGrouping: false }).format(
      value
    )
  const hours = Math.floor(seconds / HOUR)
  const minutes = Math.floor((seconds % HOUR) / MINUTE)
  const shown = hours > 0 ? [number(hours, 1), number(minutes, 2)] : [number(minutes, 1)]
  return [...shown, number(seconds % MINUTE, 2)].join(":")
}

/** Seconds in words, to the largest unit that fits: `14 minutes`, `1 minute`, `30 seconds`. */
export function formatDuration(seconds: number, language: string): string {
  const [unit, size] =
    seconds >= HOUR ? ["hour", HOUR] : seconds >= MINUTE ? ["minute", MINUTE] : ["second", 1]
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    Math.floor(seconds / Number(size))
  )
}

/** A moment for people, in the time zone of the browser. */
export function formatMoment(moment: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    moment
  )
}
