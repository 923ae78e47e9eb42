import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const EVENTS = "payment_gateway_webhook_event"

export const EVENT_STATES = ["waiting", "done", "ignored", "dead"] as const
export type EventState = (typeof EVENT_STATES)[number]

/** What received webhooks are looked for by; all of it holds for what is found. */
export interface EventFilter {
  readonly state?: EventState
  readonly providerId?: string
  readonly attemptId?: string
  readonly sessionId?: string
  readonly reference?: string
  /** Received from then on. */
  readonly from?: Date
  /** Received before. */
  readonly to?: Date
}

/** A received webhook without its body. */
export interface ListedEvent {
  readonly id: string
  readonly provider_id: string
  readonly gateway: string
  readonly event_type: string
  readonly state: EventState
  readonly tries: number
  readonly last_error: string | null
  readonly attempt_id: string | null
  readonly session_id: string | null
  readonly reference: string | null
  readonly created_at: Date
  readonly due_at: Date
  readonly processed_at: Date | null
}

const COLUMNS = `id, provider_id, gateway, event_type, state, tries, last_error, attempt_id,
  session_id, reference, created_at, due_at, processed_at`
const NEWEST = "created_at desc, id desc"

/** Staff's lists of received webhooks, read by index however many there are. */
export class EventFinder {
  constructor(private readonly knex: Knex) {}

  async find(
    filter: EventFilter,
    { limit, offset }: { readonly limit: number; readonly offset: number }
  ): Promise<ListedEvent[]> {
    if (filter.state || filter.providerId || ownersOf(filter).length > 0) {
      const { owned, table, where, bindings } = sourceOf(filter)
      return this.query<ListedEvent>(
        `${owned} select ${COLUMNS} from ${table}${where} order by ${NEWEST} limit ? offset ?`,
        [...bindings, limit, offset]
      )
    }
    // The newest of each state come from one index, which storing a webhook has to write anyway.
    const newest = EVENT_STATES.map((state) => sourceOf({ ...filter, state }))
    const each = newest.map(
      ({ table, where }) => `(select ${COLUMNS} from ${table}${where} order by ${NEWEST} limit ?)`
    )
    return this.query<ListedEvent>(
      `select * from (${each.join(" union all ")}) as newest
       order by ${NEWEST} limit ? offset ?`,
      [...newest.flatMap(({ bindings }) => [...bindings, limit + offset]), limit, offset]
    )
  }

  async count(filter: EventFilter): Promise<number> {
    const { owned, table, where, bindings } = sourceOf(filter)
    const [row] = await this.query<{ count: number }>(
      `${owned} select count(*)::int as count from ${table}${where}`,
      bindings
    )
    return row?.count ?? 0
  }

  async findById(id: string): Promise<(ListedEvent & { readonly body: string }) | undefined> {
    const [row] = await this.query<ListedEvent & { readonly body: string }>(
      `select ${COLUMNS}, body from ${EVENTS} where id = ? and deleted_at is null`,
      [id]
    )
    return row
  }

  private async query<Row>(sql: string, bindings: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
    return rows
  }
}

type Condition = readonly [sql: string, binding: unknown]

/** What few webhooks belong to. */
function ownersOf({ attemptId, sessionId, reference }: EventFilter): Condition[] {
  return [
    ["attempt_id = ?", attemptId],
    ["session_id = ?", sessionId],
    ["reference = ?", reference],
  ].filter((condition): condition is [string, string] => condition[1] !== undefined)
}

/** What belongs to something is found first: Postgres might go through all others instead. */
function sourceOf(filter: EventFilter) {
  const owners = ownersOf(filter)
  const { state, providerId, from, to } = filter
  const others: Condition[] = [
    ["state = ?", state],
    ["provider_id = ?", providerId],
    ["created_at >= ?", from],
    ["created_at < ?", to],
  ]
  const wanted = others.filter(([, binding]) => binding !== undefined)
  const conditions = wanted.map(([sql]) => ` and ${sql}`).join("")
  const belongs = owners.map(([sql]) => `${sql} and `).join("")
  const isOwned = owners.length > 0
  return {
    owned: isOwned
      ? `with owned as materialized (
           select ${COLUMNS}, deleted_at from ${EVENTS} where ${belongs}deleted_at is null)`
      : "",
    table: isOwned ? "owned" : EVENTS,
    where: ` where deleted_at is null${conditions}`,
    bindings: [...owners, ...wanted].map(([, binding]) => binding),
  }
}
