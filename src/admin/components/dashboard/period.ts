const DAY_MS = 24 * 60 * 60 * 1000

/** The periods that can be chosen, in days. */
export const PERIODS = [7, 30, 90, 365] as const

export type PeriodDays = (typeof PERIODS)[number]

/**
 * The last days in UTC, today included.
 *
 * @param now milliseconds
 * @returns first day, and the day after the last one
 */
export function lastDays(days: PeriodDays, now: number): { from: string; to: string } {
  return { from: dayOf(now - (days - 1) * DAY_MS), to: dayOf(now + DAY_MS) }
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}

/** `2026-11-01` as people write it: `Nov 1`. */
export function formatDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`))
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds for people, in the largest unit that fits: `4 min`. */
export function formatDuration(seconds: number, language: string): string {
  const [size, unit] =
    seconds < MINUTE
      ? ([1, "second"] as const)
      : seconds < HOUR
        ? ([MINUTE, "minute"] as const)
        : seconds < DAY
          ? ([HOUR, "hour"] as const)
          : ([DAY, "day"] as const)
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: unit === "second" ? 0 : 1,
  }).format(seconds / size)
}
