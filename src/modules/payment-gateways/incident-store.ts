import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Incident } from "../../core/count-incident"
import { cutText } from "../../core/cut-text"
import { describeError } from "../../core/errors"

export const INCIDENTS = "payment_gateway_incident"

/** The same failure, counted until it is written. */
interface Counted extends Incident {
  count: number
  message: string
  readonly firstAt: Date
  lastAt: Date
}

const FLUSH_AFTER_MS = 3_000
const LONGEST_MESSAGE = 500
/** Failures that differ; with so many unwritten the database is away, and more are not kept. */
const MOST_KINDS = 500

/**
 * Counts failures of gateways by hour. What comes within some seconds is one statement, so that a
 * flood of forged webhooks costs the database nothing. Never throws into its caller.
 */
export class IncidentStore {
  private counted = new Map<string, Counted>()
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<void> | undefined
  private isSilent = false

  constructor(
    private readonly knex: Knex,
    private readonly warn: (message: string) => void
  ) {}

  /** Costs a look into a map; it is written within seconds. */
  count({ providerId, kind, code, message }: Incident): void {
    const now = new Date()
    const key = JSON.stringify([providerId, kind, code, hourOf(now)])
    const known = this.counted.get(key)
    if (known) {
      known.count += 1
      known.message = message
      known.lastAt = now
    } else if (this.counted.size < MOST_KINDS) {
      const first = { providerId, kind, code, message, count: 1, firstAt: now, lastAt: now }
      this.counted.set(key, first)
    }
    // It keeps no process alive.
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref()
  }

  /** Writes what has been counted, now. Call it when the process ends. Never throws. */
  async flush(): Promise<void> {
    await this.flushing
    this.flushing ??= this.write().finally(() => {
      this.flushing = undefined
    })
    await this.flushing
  }

  /** Removes what is older than `days`. */
  async prune(days: number): Promise<void> {
    await this.knex.raw(
      `delete from ${INCIDENTS} where hour < now() - make_interval(days => ?) and deleted_at is null`,
      [days]
    )
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const counted = this.counted
    if (counted.size === 0) {
      return
    }
    this.counted = new Map()
    try {
      await this.knex.raw(UPSERT, [JSON.stringify([...counted.values()].map(rowOf))])
      this.isSilent = false
    } catch (error) {
      this.putBack(counted)
      if (!this.isSilent) {
        this.isSilent = true
        this.warn(
          `failures of gateways cannot be counted; it is tried again with the next one: ${describeError(error)}`
        )
      }
    }
  }

  private putBack(unwritten: ReadonlyMap<string, Counted>): void {
    for (const [key, before] of unwritten) {
      const since = this.counted.get(key)
      this.counted.set(
        key,
        since ? { ...since, count: since.count + before.count, firstAt: before.firstAt } : before
      )
    }
  }
}

function hourOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 13)}:00:00.000Z`
}

function rowOf({ providerId, kind, code, message, count, firstAt, lastAt }: Counted) {
  return {
    id: generateEntityId("", "pginc"),
    provider_id: providerId,
    kind,
    code,
    message: cutText(message, LONGEST_MESSAGE),
    hour: hourOf(firstAt),
    count,
    first_at: firstAt.toISOString(),
    last_at: lastAt.toISOString(),
  }
}

/** In the same order everywhere: processes that count the same do not deadlock. */
const UPSERT = `
  insert into ${INCIDENTS} as known
    (id, provider_id, kind, code, message, hour, count, first_at, last_at)
  select id, provider_id, kind, code, message, hour, count, first_at, last_at
  from jsonb_to_recordset(?::jsonb) as incident (id text, provider_id text, kind text, code text,
    message text, hour timestamptz, count integer, first_at timestamptz, last_at timestamptz)
  order by provider_id, kind, code, hour
  on conflict (provider_id, kind, code, hour) where deleted_at is null do update set
    count = known.count + excluded.count,
    message = case when excluded.last_at >= known.last_at then excluded.message
      else known.message end,
    first_at = least(known.first_at, excluded.first_at),
    last_at = greatest(known.last_at, excluded.last_at),
    updated_at = now()`
