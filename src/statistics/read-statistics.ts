import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { filterText, parseQuery } from "../settlement/parse-query"
import { listGateways, resolveLedgerModule } from "../settlement/resolve-gateway"
import { PERIOD } from "../statement/period"
import { statisticsPeriod, type StatisticsPeriod } from "./statistics-period"
import { ERRORS_SQL, EXCEPTIONS_SQL, OUTCOMES_SQL, PAID_SQL } from "./statistics-sql"

const querySchema = z.strictObject({ ...PERIOD, provider_id: filterText.optional() })

interface OfProvider {
  readonly provider_id: string
}

/** Money that came in on a day: what was received by payments that became paid then. */
export interface PaidOnDay extends OfProvider {
  readonly day: string
  readonly currency_code: string
  /** Decimal string in major units; refunds are not taken off. */
  readonly amount: string
  readonly count: number
}

export interface TimeToPaid extends OfProvider {
  readonly count: number
  /** From the payment's creation, in whole seconds. */
  readonly median_seconds: number
  /** Nine of ten were faster. */
  readonly p90_seconds: number
}

/** What has become by now of the payments that were begun on a day. */
export interface OutcomesOfDay extends OfProvider {
  readonly day: string
  readonly paid: number
  readonly failed: number
  readonly expired: number
  readonly canceled: number
  readonly open: number
}

export interface OpenExceptions extends OfProvider {
  readonly exception: string
  readonly count: number
}

export interface ErrorsOfDay extends OfProvider {
  readonly day: string
  readonly kind: "gateway" | "webhook_refused"
  readonly count: number
}

type Named<Row> = Row & { readonly name: string }

export interface Statistics {
  /** ISO 8601; `to` is the first moment that is left out. */
  readonly from: string
  readonly to: string
  readonly days: readonly string[]
  /** Of all money in `paid`. */
  readonly currencies: readonly string[]
  readonly paid: readonly Named<PaidOnDay>[]
  readonly outcomes: readonly Named<OutcomesOfDay>[]
  readonly time_to_paid: readonly Named<TimeToPaid>[]
  readonly exceptions: readonly OpenExceptions[]
  readonly errors: readonly ErrorsOfDay[]
}

/** The sums of a period, as the database makes them. */
export type Sums = Omit<
  Statistics,
  "from" | "to" | "days" | "currencies" | "paid" | "outcomes" | "time_to_paid"
> & {
  readonly paid: readonly PaidOnDay[]
  readonly outcomes: readonly OutcomesOfDay[]
  readonly time_to_paid: readonly TimeToPaid[]
}

/**
 * What the dashboard's charts show, by four statements that sum up in the database.
 *
 * @param query `from`, `to` (days or moments; the last 30 days if left out, 366 at most) and
 * `provider_id`
 * @throws {GatewayError} `invalid_input`
 */
export async function readStatistics(
  container: MedusaContainer,
  query: unknown
): Promise<Statistics> {
  const { provider_id: providerId, ...asked } = parseQuery(querySchema, query)
  const period = statisticsPeriod(asked, new Date())
  await resolveLedgerModule(container).incidents.flush()
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { paid, outcomes, time_to_paid, ...others } = await sumUp(knex, period, providerId)
  const names = new Map(
    listGateways(container).map((one) => [one.providerId, one.provider.definition.displayName])
  )
  // One that is no longer configured has no other name.
  const named = <Row extends OfProvider>(rows: readonly Row[]): Named<Row>[] =>
    rows.map((row) => ({ ...row, name: names.get(row.provider_id) ?? row.provider_id }))
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    days: period.days,
    currencies: [...new Set(paid.map(({ currency_code: code }) => code))].sort(),
    paid: named(paid),
    outcomes: named(outcomes),
    time_to_paid: named(time_to_paid),
    ...others,
  }
}

/** @param providerId all gateways' if left out */
export async function sumUp(
  knex: Knex,
  { from, to }: Pick<StatisticsPeriod, "from" | "to">,
  providerId: string | null = null
): Promise<Sums> {
  const rowsOf = async <Row>(sql: string): Promise<Row[]> => {
    const bindings = [from, to, providerId, providerId] as Knex.RawBinding[]
    const { rows } = await knex.raw<{ rows: Row[] }>(sql, bindings)
    return rows
  }
  const [[money], outcomes, exceptions, errors] = await Promise.all([
    rowsOf<Pick<Sums, "paid" | "time_to_paid">>(PAID_SQL),
    rowsOf<OutcomesOfDay>(OUTCOMES_SQL),
    rowsOf<OpenExceptions>(EXCEPTIONS_SQL),
    rowsOf<ErrorsOfDay>(ERRORS_SQL),
  ])
  const { paid = [], time_to_paid = [] } = money ?? {}
  return { paid, time_to_paid, outcomes, exceptions, errors }
}
