import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt, AttemptStatus, PaymentException } from "../../core/attempt"
import { ATTEMPT_COLUMNS, ATTEMPTS, type AttemptRow, attemptOfRow } from "./attempt-row"

/** Groups of statuses; every attempt is in one of them. */
export const ATTEMPT_STATES = ["open", "paid", "refunded", "ended"] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]

/** The few attempts that belong to something: all that any of these finds. */
export interface AttemptOwners {
  readonly ids?: readonly string[]
  readonly sessionIds?: readonly string[]
  readonly references?: readonly string[]
  readonly orderIds?: readonly string[]
  readonly cartIds?: readonly string[]
  readonly paymentCollectionIds?: readonly string[]
}

/** What attempts are looked for by; all of it holds for what is found. */
export interface AttemptFilter {
  /** Each list finds few: one of each of them has to match. */
  readonly owners?: readonly AttemptOwners[]
  readonly providerIds?: readonly string[]
  readonly status?: AttemptStatus
  readonly state?: AttemptState
  readonly exception?: PaymentException
  readonly hasException?: boolean
  /** Created from then on. */
  readonly from?: Date
  /** Created before. */
  readonly to?: Date
}

export interface AttemptPageOrder {
  readonly limit: number
  readonly offset: number
  /** `attention`: those with an exception first, then the newest; else the newest first. */
  readonly order?: "newest" | "attention"
}

export interface AttemptCounts {
  readonly states: Readonly<Record<AttemptState, number>>
  readonly exceptions: Readonly<Partial<Record<PaymentException, number>>>
}

interface Condition {
  readonly sql: string
  readonly bindings: readonly unknown[]
}

const NEWEST = "created_at desc, id desc"

/**
 * Staff's lists, read by index however many attempts there are. Lists come from the indexes whose
 * columns go by `created_at`; counts from the same ones alone, without the table's rows.
 */
export class AttemptFinder {
  constructor(private readonly knex: Knex) {}

  async find(filter: AttemptFilter, page: AttemptPageOrder): Promise<Attempt[]> {
    if (page.order !== "attention" || filter.hasException || filter.exception) {
      return this.read(filter, NEWEST, page)
    }
    if (filter.owners) {
      return this.read(filter, `(exception is null), ${NEWEST}`, page)
    }
    // Two reads in the order of an index instead of one that sorts the whole table.
    const { limit, offset } = page
    const first = await this.read({ ...filter, hasException: true }, NEWEST, page)
    if (first.length === limit) {
      return first
    }
    const before =
      first.length > 0 || offset === 0 ? offset + first.length : await this.countAttention(filter)
    const rest = { limit: limit - first.length, offset: Math.max(0, offset - before) }
    const others = await this.read({ ...filter, hasException: false }, NEWEST, rest)
    return [...first, ...others]
  }

  async count(filter: AttemptFilter): Promise<number> {
    const { owned, table, where, bindings } = sourceOf(filter)
    const [row] = await this.query<{ count: number }>({
      sql: `${owned} select count(*)::int as count from ${table}${where}`,
      bindings,
    })
    return row?.count ?? 0
  }

  /** How many there are of each group, and of each exception. */
  async counts(filter: Pick<AttemptFilter, "providerIds" | "from" | "to">): Promise<AttemptCounts> {
    const [states, exceptions] = await Promise.all([
      this.grouped<AttemptState>("state", filter),
      this.grouped<PaymentException>("exception", { ...filter, hasException: true }),
    ])
    const none = { open: 0, paid: 0, refunded: 0, ended: 0 }
    return { states: { ...none, ...states }, exceptions }
  }

  /** Every provider that has an attempt: by one look into the index for each. */
  async providerIds(): Promise<string[]> {
    const rows = await this.query<{ provider_id: string }>({
      sql: `with recursive found as (
              (select provider_id from ${ATTEMPTS} where deleted_at is null
               order by provider_id limit 1)
              union all
              select (select provider_id from ${ATTEMPTS}
                      where provider_id > found.provider_id and deleted_at is null
                      order by provider_id limit 1)
              from found where found.provider_id is not null)
            select provider_id from found where provider_id is not null`,
      bindings: [],
    })
    return rows.map(({ provider_id: id }) => id)
  }

  private countAttention(filter: AttemptFilter): Promise<number> {
    return this.count({ ...filter, hasException: true })
  }

  private async grouped<Group extends string>(
    column: "state" | "exception",
    filter: AttemptFilter
  ): Promise<Partial<Record<Group, number>>> {
    const where = whereOf(filter)
    const rows = await this.query<{ name: Group; count: number }>({
      sql: `select ${column} as name, count(*)::int as count from ${ATTEMPTS}${where.sql}
            group by ${column}`,
      bindings: where.bindings,
    })
    return Object.fromEntries(rows.map(({ name, count }) => [name, count])) as Partial<
      Record<Group, number>
    >
  }

  private async read(
    filter: AttemptFilter,
    order: string,
    { limit, offset }: Pick<AttemptPageOrder, "limit" | "offset">
  ): Promise<Attempt[]> {
    const { owned, table, columns, where, bindings } = sourceOf(filter)
    const rows = await this.query<AttemptRow>({
      sql: `${owned} select ${columns} from ${table}${where} order by ${order} limit ? offset ?`,
      bindings: [...bindings, limit, offset],
    })
    return rows.map(attemptOfRow)
  }

  private async query<Row>({ sql, bindings }: Condition): Promise<Row[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
    return rows
  }
}

/**
 * Where a filter's attempts are taken from. What belongs to something is found first, so that
 * Postgres does not go through all others in the order of the list instead.
 */
function sourceOf({ owners, ...filter }: AttemptFilter) {
  const where = whereOf(filter)
  if (!owners) {
    const { sql, bindings } = where
    return { owned: "", table: ATTEMPTS, columns: ATTEMPT_COLUMNS, where: sql, bindings }
  }
  const found = owners.map(ownedBy)
  const belongs = found.map(({ sql }) => `(${sql}) and `).join("")
  return {
    owned: `with owned as materialized (
              select ${ATTEMPT_COLUMNS} from ${ATTEMPTS} where ${belongs}deleted_at is null)`,
    table: "owned",
    columns: "*",
    where: where.sql,
    bindings: [...found.flatMap(({ bindings }) => bindings), ...where.bindings],
  }
}

const OWNER_COLUMNS: Readonly<Record<keyof AttemptOwners, readonly string[]>> = {
  ids: ["id"],
  sessionIds: ["session_id", "adopted_session_id"],
  references: ["reference"],
  orderIds: ["order_id"],
  cartIds: ["cart_id"],
  paymentCollectionIds: ["payment_collection_id"],
}

function ownedBy(owners: AttemptOwners): Condition {
  const names = Object.keys(OWNER_COLUMNS) as (keyof AttemptOwners)[]
  const conditions = names.flatMap((name) => {
    const values = owners[name] ?? []
    return values.length === 0
      ? []
      : OWNER_COLUMNS[name].map((column) => ({ sql: `${column} = any(?)`, value: [...values] }))
  })
  return {
    sql: conditions.map(({ sql }) => sql).join(" or ") || "false",
    bindings: conditions.map(({ value }) => value),
  }
}

function whereOf(filter: Omit<AttemptFilter, "owners">): Condition {
  const { providerIds, status, state, exception, hasException, from, to } = filter
  const conditions: (readonly [sql: string, ...bindings: unknown[]])[] = [["deleted_at is null"]]
  if (providerIds) {
    const [first, ...others] = providerIds
    // With one of them Postgres can read on in the order of the index.
    conditions.push(
      others.length === 0 && first !== undefined
        ? ["provider_id = ?", first]
        : ["provider_id = any(?)", [...providerIds]]
    )
  }
  if (status) {
    conditions.push(["status = ?", status])
  }
  if (state) {
    conditions.push(["state = ?", state])
  }
  if (exception) {
    conditions.push(["exception = ?", exception])
  }
  if (hasException !== undefined) {
    conditions.push([hasException ? "exception is not null" : "exception is null"])
  }
  if (from) {
    conditions.push(["created_at >= ?", from])
  }
  if (to) {
    conditions.push(["created_at < ?", to])
  }
  return {
    sql: ` where ${conditions.map(([sql]) => sql).join(" and ")}`,
    bindings: conditions.flatMap(([, ...bindings]) => bindings),
  }
}
