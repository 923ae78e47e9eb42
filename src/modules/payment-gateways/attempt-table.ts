import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Attempt } from "../../core/attempt"
import type { TimelineNote } from "../../core/ledger"
import type { Money } from "../../core/money"
import { isAnnounced } from "../../core/payment-events"
import { ATTEMPT_COLUMNS as COLUMNS, ATTEMPTS, type AttemptRow, attemptOfRow } from "./attempt-row"

const TIMELINE = "payment_gateway_timeline_entry"

/**
 * Reads and writes rows of attempts. Payers wait meanwhile, so the statements are written out: a
 * transaction would send four, and the query builder takes longer than Postgres.
 */
export class AttemptTable {
  constructor(readonly knex: Knex) {}

  async change(
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    const attempt = await this.write(id, columns, notes)
    if (!attempt) {
      throw missingAttempt(id)
    }
    return attempt
  }

  /**
   * Writes an attempt and its story in one statement, so that there is never one without the
   * other.
   *
   * @param version write only this version of the row
   * @returns `undefined` when there is no such row any more; then nothing was written
   */
  async write(
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[],
    version?: string
  ): Promise<Attempt | undefined> {
    const names = Object.keys(columns)
    const assignments = [...names.map((name) => `${name} = ?`), "updated_at = now()"]
    const update = `update ${ATTEMPTS} set ${assignments.join(", ")}
                    where id = ? and xmin = coalesce(?::xid, xmin)`
    const bindings = [...names.map((name) => columns[name]), id, version ?? null]
    const [row] =
      notes.length === 0
        ? await this.query<AttemptRow>(`${update} returning ${COLUMNS}`, bindings)
        : await this.query<AttemptRow>(`${withNotes(update)} select * from changed`, [
            ...bindings,
            JSON.stringify(
              notes.map((note, place) => ({
                ...note,
                id: generateEntityId("", "pgtml"),
                announced: isAnnounced(note.type),
                place,
              }))
            ),
          ])
    return row && attemptOfRow(row)
  }

  async findFirst(filter: Record<string, string>): Promise<Attempt | undefined> {
    const conditions = Object.keys(filter).map((name) => `${name} = ? and `)
    const [row] = await this.query<AttemptRow>(
      `select ${COLUMNS} from ${ATTEMPTS} where ${conditions.join("")}deleted_at is null
       order by created_at desc limit 1`,
      Object.values(filter)
    )
    return row && attemptOfRow(row)
  }

  /** A column of decimal strings plus an amount, which may be negative. */
  sum(column: string, amount: Money): Knex.Raw {
    return this.knex.raw(`(${column}::numeric + ?::numeric)::text`, [amount.toDecimal()])
  }

  async query<Row>(sql: string, bindings: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
    return rows
  }
}

/**
 * The update, and with it notes that are bound as one JSON list. Lines of one moment stay in their
 * order: each is a microsecond after the one before.
 */
function withNotes(update: string): string {
  return `with changed as (${update} returning ${COLUMNS}), noted as (
            insert into ${TIMELINE} (id, attempt_id, type, source, message, data, announce_at,
              created_at)
            select note.id, changed.id, note.type, note.source, note.message, note.data,
              case when note.announced then now() end, now() + note.place * interval '1 microsecond'
            from changed, jsonb_to_recordset(?) as note
              (id text, type text, source text, message text, data jsonb, announced boolean,
               place integer)
          )`
}

export function missingAttempt(id: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, `There is no payment attempt ${id}.`)
}
