import type {
  DayOutcomes,
  ErrorCount,
  ExceptionCount,
  PaidSum,
  Statistics,
} from "../../lib/statistics-api"
import { drawingScale, toDecimal, unitsOf } from "./decimal-units"

/** One place on a chart's axis; each series has its height under its own name. */
export type Bars = { readonly place: string } & Readonly<Record<string, number | string>>

/** What came in one currency. */
export interface PaidInCurrency {
  readonly currency: string
  /** Decimal string. */
  readonly total: string
  readonly count: number
  /** The day with the most; `undefined` where nothing came. */
  readonly bestDay: string | undefined
  readonly providers: readonly string[]
  readonly bars: readonly Bars[]
  readonly rows: readonly PaidSum[]
  readonly label: (height: number) => string
}

/** Each currency for itself: sums of several would be a lie. */
export function paidByCurrency({ currencies, days, paid }: Statistics): PaidInCurrency[] {
  return currencies.map((currency) => {
    const rows = paid.filter(({ currency_code: code }) => code === currency)
    const units = unitsOf(rows.map(({ amount }) => amount))
    const ofDay = (day: string) => sum(rows.filter((row) => row.day === day))
    const sum = (some: readonly PaidSum[]) =>
      some.reduce((before, { amount }) => before + units.of(amount), 0n)
    const heights = days.map(ofDay)
    const largest = heights.reduce((most, one) => (one > most ? one : most), 0n)
    const { height, label } = drawingScale(largest, units.decimals)
    const providers = unique(rows.map(({ provider_id: id }) => id))
    return {
      currency,
      total: toDecimal(sum(rows), units.decimals),
      count: rows.reduce((before, row) => before + row.count, 0),
      bestDay: largest > 0n ? days[heights.indexOf(largest)] : undefined,
      providers,
      bars: days.map((day) => ({
        place: day,
        ...Object.fromEntries(
          providers.map((id) => [
            id,
            height(sum(rows.filter((row) => row.day === day && row.provider_id === id))),
          ])
        ),
      })),
      rows: rows.toSorted((one, other) => other.day.localeCompare(one.day)),
      label,
    }
  })
}

export const OUTCOMES = ["paid", "failed", "expired", "canceled", "open"] as const

export type Outcome = (typeof OUTCOMES)[number]

export type Outcomes = Readonly<Record<Outcome, number>> & {
  readonly providerId: string
  readonly ended: number
  /** Whole percent of those that ended, never rounded up; `null` where none has. */
  readonly rate: number | null
}

/** How the payments of each gateway ended, over all days. */
export function outcomesByProvider(outcomes: readonly DayOutcomes[]): Outcomes[] {
  return unique(outcomes.map(({ provider_id: id }) => id)).map((providerId) => {
    const days = outcomes.filter(({ provider_id: id }) => id === providerId)
    const count = (name: Outcome) => days.reduce((before, day) => before + day[name], 0)
    const [paid, failed, expired, canceled, open] = [
      count("paid"),
      count("failed"),
      count("expired"),
      count("canceled"),
      count("open"),
    ]
    const ended = paid + failed + expired + canceled
    const rate = ended === 0 ? null : Math.floor((paid * 100) / ended)
    return { providerId, paid, failed, expired, canceled, open, ended, rate }
  })
}

/** Exceptions by kind, with the gateways that they came from. */
export function exceptionBars(exceptions: readonly ExceptionCount[]): Bars[] {
  return unique(exceptions.map(({ exception }) => exception)).map((exception) => ({
    place: exception,
    ...Object.fromEntries(
      unique(exceptions.map(({ provider_id: id }) => id)).map((id) => [
        id,
        count(exceptions.filter((one) => one.exception === exception && one.provider_id === id)),
      ])
    ),
  }))
}

/** Errors of all gateways by day and kind. */
export function errorBars(days: readonly string[], errors: readonly ErrorCount[]): Bars[] {
  const ofDay = (day: string, kind: ErrorCount["kind"]) =>
    count(errors.filter((one) => one.day === day && one.kind === kind))
  return days.map((day) => ({
    place: day,
    gateway: ofDay(day, "gateway"),
    webhook_refused: ofDay(day, "webhook_refused"),
  }))
}

export function count(entries: readonly { readonly count: number }[]): number {
  return entries.reduce((before, entry) => before + entry.count, 0)
}

function unique<Entry>(entries: readonly Entry[]): Entry[] {
  return [...new Set(entries)]
}
