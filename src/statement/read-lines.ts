import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../core/attempt"
import { type AttemptRow, attemptOfRow, ATTEMPTS } from "../modules/payment-gateways/attempt-row"
import type { Period } from "./period"
import { type Fact, typesOf } from "./statement-facts"

const TIMELINE = "payment_gateway_timeline_entry"

/** So many lines of the story are looked at in one statement; no more are in memory. */
export const LINES_PER_PAGE = 1000

/** Which lines of which attempts are read. */
export interface LineFilter {
  readonly types: readonly string[]
  readonly period: Period
  /** Identifier of a gateway, e.g. `streampay`. */
  readonly gateway?: string
  readonly providerId?: string
}

/** A line of an attempt's story, with what the lines before it had told. */
export interface StatementLine {
  readonly type: string
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
  readonly occurredAt: Date
  /** Decimal string; what had been received before this line; `null` when no line had told. */
  readonly receivedBefore: string | null
  /** Decimal string; what had gone back through the gateway before this line. */
  readonly refundedBefore: string | null
  /** As it is now. */
  readonly attempt: Attempt
}

interface LineRow extends AttemptRow {
  line_id: string
  line_at: string
  line_type: string
  line_message: string
  line_data: Record<string, unknown> | null
  line_created_at: Date
  received_before: string | null
  refunded_before: string | null
  is_meant: boolean
}

/**
 * Lines in the order in which they happened, page by page. Each page is a statement of its own
 * that an index answers, so neither memory nor a transaction grows with the period; what happens
 * after the reading was begun is not in it.
 *
 * @yields the lines of a page that fit the filter; possibly none
 */
export async function* readLines(knex: Knex, filter: LineFilter): AsyncGenerator<StatementLine[]> {
  const { period } = filter
  const end = period.to ?? (await databaseTime(knex))
  let cursor = { at: period.from?.toISOString() ?? "-infinity", id: "" }
  for (;;) {
    const { rows } = await knex.raw<{ rows: LineRow[] }>(
      pageSql(filter),
      bindingsOf(filter, cursor, end)
    )
    if (rows.length > 0) {
      yield rows.filter((row) => row.is_meant).map(lineOf)
    }
    const last = rows.at(-1)
    if (!last || rows.length < LINES_PER_PAGE) {
      return
    }
    cursor = { at: last.line_at, id: last.line_id }
  }
}

async function databaseTime(knex: Knex): Promise<Date> {
  const { rows } = await knex.raw<{ rows: { now: Date }[] }>("select clock_timestamp() as now")
  return (rows[0] as { now: Date }).now
}

/**
 * The page is cut before anything is filtered: so each statement reads as much as any other, also
 * where what is asked for is rare. The cursor has microseconds, which a `Date` has not.
 */
function pageSql({ gateway, providerId }: LineFilter): string {
  return `
    with page as (
      select id, attempt_id, type, message, data, created_at from ${TIMELINE}
      where deleted_at is null and created_at < ? and (created_at, id) > (?::timestamptz, ?)
      order by created_at, id limit ${LINES_PER_PAGE})
    select attempt.*, attempt.xmin::text as version, clock_timestamp() as loaded_at,
      page.id as line_id, page.created_at as line_created_at,
      to_char(page.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as line_at,
      attempt.id is not null as is_meant,
      page.type as line_type, page.message as line_message, page.data as line_data,
      earlier.received as received_before, earlier.refunded as refunded_before
    from page
    left join ${ATTEMPTS} attempt on attempt.id = page.attempt_id and attempt.deleted_at is null
      and page.type = any(?)
      ${gateway === undefined ? "" : "and attempt.gateway = ?"}
      ${providerId === undefined ? "" : "and attempt.provider_id = ?"}
    left join lateral (
      select max(received)::text as received,
        sum(coalesce(total, amount)) filter (where totals = totals_in_all)::text as refunded
      from (${TOLD_EARLIER}) told) earlier on true
    order by page.created_at, page.id`
}

/**
 * What the lines before one tell. Of refunds some lines tell the total and some only what is new:
 * what they come to is the last total, and what is new since then.
 */
const TOLD_EARLIER = `
  select case when type in (${listOf("received")}) then (data->>'received')::numeric end as received,
    refund.total, refund.amount,
    count(refund.total) over (order by created_at, id) as totals,
    count(refund.total) over () as totals_in_all
  from ${TIMELINE}, lateral (
    select case when type in (${listOf("refunded")}) then (data->>'total')::numeric end as total,
      case when type in (${listOf("refunded")}) then (data->>'amount')::numeric end as amount) refund
  where attempt_id = attempt.id and deleted_at is null
    and type in (${listOf("received")}, ${listOf("refunded")})
    and (created_at, id) < (page.created_at, page.id)`

function listOf(fact: Fact): string {
  return typesOf([fact])
    .map((type) => `'${type}'`)
    .join(", ")
}

function bindingsOf(
  { types, gateway, providerId }: LineFilter,
  cursor: { readonly at: string; readonly id: string },
  end: Date
): Knex.RawBinding[] {
  return [
    end,
    cursor.at,
    cursor.id,
    [...types],
    ...(gateway === undefined ? [] : [gateway]),
    ...(providerId === undefined ? [] : [providerId]),
  ] as Knex.RawBinding[]
}

function lineOf(row: LineRow): StatementLine {
  return {
    type: row.line_type,
    message: row.line_message,
    data: row.line_data ?? {},
    occurredAt: row.line_created_at,
    receivedBefore: row.received_before,
    refundedBefore: row.refunded_before,
    attempt: attemptOfRow(row),
  }
}
