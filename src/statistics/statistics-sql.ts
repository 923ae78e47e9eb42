import { ATTEMPTS } from "../modules/payment-gateways/attempt-row"
import { INCIDENTS } from "../modules/payment-gateways/incident-store"

const TIMELINE = "payment_gateway_timeline_entry"

/** Days are those of UTC, as in the statement. */
const dayOf = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`

/**
 * What was paid, and how long it took from the payment's creation. An attempt becomes captured
 * once and stays so, and its story has one line of that. Bindings: from, to, provider or null,
 * provider.
 */
export const PAID_SQL = `
  with paid as materialized (
    select attempt.provider_id, lower(attempt.currency_code) as currency_code, attempt.received::numeric as received,
      line.created_at as paid_at,
      greatest(extract(epoch from line.created_at - attempt.created_at), 0) as seconds
    from ${TIMELINE} line
    -- Each by its key: what is read grows with the period, and not with the table.
    cross join lateral (
      select provider_id, currency_code, received, created_at from ${ATTEMPTS}
      where id = line.attempt_id and deleted_at is null limit 1) attempt
    where line.type = 'captured' and line.deleted_at is null
      and line.created_at >= ? and line.created_at < ?
      and (?::text is null or attempt.provider_id = ?))
  select
    (select coalesce(json_agg(sums order by day, provider_id, currency_code), '[]') from (
      select provider_id, ${dayOf("paid_at")} as day, currency_code,
        sum(received)::text as amount, count(*)::int as count
      from paid group by 1, 2, 3) sums) as paid,
    (select coalesce(json_agg(times order by provider_id), '[]') from (
      select provider_id, count(*)::int as count,
        round(percentile_cont(0.5) within group (order by seconds))::int as median_seconds,
        round(percentile_cont(0.9) within group (order by seconds))::int as p90_seconds
      from paid group by 1) times) as time_to_paid`

/**
 * What became of the payments that were begun on a day; those that the shopper left for another
 * one count as canceled. Bindings as above.
 */
export const OUTCOMES_SQL = `
  select provider_id, ${dayOf("created_at")} as day,
    count(*) filter (where status = 'captured')::int as paid,
    count(*) filter (where status = 'failed')::int as failed,
    count(*) filter (where status = 'expired')::int as expired,
    count(*) filter (where status = 'canceled' or (state = 'ended'
      and status in ('created', 'pending', 'requires_more', 'authorized')))::int as canceled,
    count(*) filter (where state <> 'ended'
      and status in ('created', 'pending', 'requires_more', 'authorized'))::int as open
  from ${ATTEMPTS}
  where deleted_at is null and created_at >= ? and created_at < ?
    and (?::text is null or provider_id = ?)
  group by 1, 2 order by 2, 1`

/** Money that waits for staff at present, of payments that were begun in the period. */
export const EXCEPTIONS_SQL = `
  select exception, provider_id, count(*)::int as count
  from ${ATTEMPTS}
  where exception is not null and deleted_at is null and created_at >= ? and created_at < ?
    and (?::text is null or provider_id = ?)
  group by 1, 2 order by 1, 2`

/** Failed calls of the gateways' APIs, and webhooks that were refused. */
export const ERRORS_SQL = `
  select provider_id, ${dayOf("hour")} as day,
    case kind when 'gateway_error' then 'gateway' else kind end as kind, sum(count)::int as count
  from ${INCIDENTS}
  where deleted_at is null and hour >= ? and hour < ? and (?::text is null or provider_id = ?)
  group by 1, 2, 3 order by 2, 1, 3`
