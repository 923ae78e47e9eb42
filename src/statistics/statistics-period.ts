import { GatewayError } from "../core/errors"
import { type Period, periodOf } from "../statement/period"

const DAY_MS = 24 * 3600 * 1000
const DEFAULT_DAYS = 30
const LONGEST_DAYS = 366

/** Whole days in UTC: from the first moment of `from` up to, but without, `to`. */
export interface StatisticsPeriod {
  readonly from: Date
  readonly to: Date
  /** `YYYY-MM-DD`, without a gap. */
  readonly days: readonly string[]
}

/**
 * The days that are asked for; the last 30, with today, if left out.
 *
 * @param asked parsed parameters; moments within a day stand for that day
 * @throws {GatewayError} `invalid_input` when it ends before it begins, or has more than 366 days
 */
export function statisticsPeriod(
  asked: { readonly from?: Date; readonly to?: Date },
  now: Date
): StatisticsPeriod {
  const period: Period = periodOf(asked)
  const to = period.to ? endOfDays(period.to) : startOfDay(new Date(now.getTime() + DAY_MS))
  const from = period.from
    ? startOfDay(period.from)
    : new Date(to.getTime() - DEFAULT_DAYS * DAY_MS)
  const count = Math.round((to.getTime() - from.getTime()) / DAY_MS)
  if (count < 1 || count > LONGEST_DAYS) {
    throw new GatewayError({
      code: "invalid_input",
      message: `A period has 1 to ${LONGEST_DAYS} days, and begins before it ends.`,
      retry: false,
    })
  }
  const days = Array.from({ length: count }, (_, place) =>
    new Date(from.getTime() + place * DAY_MS).toISOString().slice(0, 10)
  )
  return { from, to, days }
}

function startOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / DAY_MS) * DAY_MS)
}

/** A day that has begun is counted whole. */
function endOfDays(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / DAY_MS) * DAY_MS)
}
