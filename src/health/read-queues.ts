import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { QueueName, QueueState } from "../observability"

/** Nothing is counted further than this, so that a look costs the same whatever waits. */
export const COUNTED_UP_TO = 10_000
/** Of each provider, so many payments are looked at for failures: those that are due next. */
const NEXT_CHECKS = 1000
/** As often as this in a row is no coincidence. */
const FAILING_CHECKS = 3

const EVENTS = "payment_gateway_webhook_event"
const ATTEMPTS = "payment_gateway_attempt"
const TIMELINE = "payment_gateway_timeline_entry"

/** The work of reconciliation that a provider's payments make. */
export interface ProviderChecks {
  readonly providerId: string
  /** Payments that are still looked at, now or later. */
  readonly watched: number
  readonly due: number
  /** For how long the oldest has been due; 0 when none is. */
  readonly oldestSeconds: number
  /** Of those that are due next: how many failed several times in a row. */
  readonly failing: number
}

/** What waits in the database, at one moment. */
export interface Queues {
  readonly readAt: Date
  readonly states: Readonly<Record<QueueName, QueueState>>
  readonly exceptionsOpen: number
  readonly checks: readonly ProviderChecks[]
}

interface QueueRow {
  read_at: Date
  webhooks_waiting: number
  oldest_webhook_seconds: number
  webhooks_dead: number
  announcements_due: number
  oldest_announcement_seconds: number
  exceptions_open: number
}

interface CheckRow {
  provider_id: string
  watched: number
  due: number
  oldest_seconds: number
  failing: number
}

/** Counts what waits. Each number comes from an index, and none counts past `COUNTED_UP_TO`. */
export async function readQueues(knex: Knex): Promise<Queues> {
  const [queues, checks] = await Promise.all([readEventQueues(knex), readChecks(knex)])
  const due = checks.reduce((sum, provider) => sum + provider.due, 0)
  return {
    readAt: queues.read_at,
    exceptionsOpen: queues.exceptions_open,
    checks,
    states: {
      webhooks_waiting: {
        depth: queues.webhooks_waiting,
        oldestSeconds: queues.oldest_webhook_seconds,
      },
      webhooks_dead: { depth: queues.webhooks_dead },
      checks_due: {
        depth: Math.min(due, COUNTED_UP_TO),
        oldestSeconds: Math.max(0, ...checks.map(({ oldestSeconds }) => oldestSeconds)),
      },
      announcements_due: {
        depth: queues.announcements_due,
        oldestSeconds: queues.oldest_announcement_seconds,
      },
    },
  }
}

async function readEventQueues(knex: Knex): Promise<QueueRow> {
  const { rows } = await knex.raw<{ rows: QueueRow[] }>(QUEUES_SQL)
  return rows[0] as QueueRow
}

async function readChecks(knex: Knex): Promise<ProviderChecks[]> {
  const { rows } = await knex.raw<{ rows: CheckRow[] }>(CHECKS_SQL)
  return rows.map((row) => ({
    providerId: row.provider_id,
    watched: row.watched,
    due: row.due,
    oldestSeconds: row.oldest_seconds,
    failing: row.failing,
  }))
}

/** When each provider's last webhook came, of those that sent one of the shop's last thousands. */
export async function readLastWebhooks(knex: Knex): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await knex.raw<{ rows: { provider_id: string; last_at: Date }[] }>(
    LAST_WEBHOOKS_SQL
  )
  return new Map(rows.map((row) => [row.provider_id, row.last_at]))
}

/** Locks that have expired and that locking-postgres holds for ever all the same. */
export async function readStuckLocks(
  knex: Knex
): Promise<{ readonly count: number; readonly since: Date | null }> {
  const { rows } = await knex.raw<{ rows: { count: number; since: Date | null }[] }>(
    `select count(*)::int as count, min(expiration) as since
     from locking where expiration < now() - interval '1 minute'`
  )
  return rows[0] ?? { count: 0, since: null }
}

/**
 * How many there are, without counting on and on.
 *
 * @param column what the index is sorted by: in that order it is read, and no further than asked
 */
function counted(from: string, column: string): string {
  return `(select count(*)::int
           from (select 1 from ${from} order by ${column} limit ${COUNTED_UP_TO}) counted)`
}

/** How long ago the oldest was due. */
function age(column: string, from: string): string {
  return `coalesce((select greatest(extract(epoch from now() - ${column}), 0)::float
            from ${from} order by ${column} limit 1), 0)`
}

const WAITING = `${EVENTS} where state = 'waiting' and deleted_at is null`
const DEAD = `${EVENTS} where state = 'dead' and deleted_at is null`
const UNTOLD = `${TIMELINE} where announce_at is not null and announce_at <= now() and deleted_at is null`
const EXCEPTIONAL = `${ATTEMPTS} where exception is not null and deleted_at is null`

export const QUEUES_SQL = `
  select now() as read_at,
    ${counted(WAITING, "created_at")} as webhooks_waiting,
    ${age("created_at", WAITING)} as oldest_webhook_seconds,
    ${counted(DEAD, "created_at")} as webhooks_dead,
    ${counted(UNTOLD, "announce_at")} as announcements_due,
    ${age("announce_at", UNTOLD)} as oldest_announcement_seconds,
    ${counted(EXCEPTIONAL, "exception")} as exceptions_open`

const WATCHED = `${ATTEMPTS} where check_at is not null and deleted_at is null`
const OF_PROVIDER = `${WATCHED} and provider_id = provider.id`
const DUE_OF_PROVIDER = `${OF_PROVIDER} and check_at <= now()`

/** Goes from provider to provider along the index, so that it does not read every payment. */
export const CHECKS_SQL = `
  with recursive provider(id) as (
    (select provider_id from ${WATCHED} order by provider_id limit 1)
    union all
    select (select provider_id from ${WATCHED} and provider_id > provider.id
            order by provider_id limit 1)
    from provider where provider.id is not null)
  select provider.id as provider_id,
    ${counted(OF_PROVIDER, "check_at")} as watched,
    ${counted(DUE_OF_PROVIDER, "check_at")} as due,
    ${age("check_at", DUE_OF_PROVIDER)} as oldest_seconds,
    (select count(*) filter (where failed_checks >= ${FAILING_CHECKS})::int
     from (select failed_checks from ${OF_PROVIDER} order by check_at limit ${NEXT_CHECKS}) next
    ) as failing
  from provider where provider.id is not null order by provider.id`

const LAST_EVENTS = 1000
const STATES = ["waiting", "done", "ignored", "dead"]

export const LAST_WEBHOOKS_SQL = `
  select provider_id, max(created_at) as last_at from (
    ${STATES.map(
      (state) =>
        `(select provider_id, created_at from ${EVENTS}
          where state = '${state}' and deleted_at is null
          order by created_at desc limit ${LAST_EVENTS})`
    ).join(" union all ")}
  ) recent group by provider_id`
