import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../../core/attempt"
import { ATTEMPTS, type AttemptRow, attemptOfRow } from "./attempt-row"

const TIMELINE = "payment_gateway_timeline_entry"

/** A line of an attempt's story that the rest of the shop has not been told yet. */
export interface Announcement {
  readonly id: string
  readonly type: string
  readonly message: string
  readonly occurredAt: Date
  readonly attempt: Attempt
}

interface AnnouncementRow extends AttemptRow {
  entry_id: string
  entry_type: string
  entry_message: string
  entry_created_at: Date
}

/**
 * The outbox: what is told is written with the change itself, and told after that. So nothing is
 * told that did not happen, and nothing that happened stays untold.
 */
export class AnnouncementStore {
  constructor(private readonly knex: Knex) {}

  /** Takes what is due, oldest first; it is due again after `seconds` unless it is done by then. */
  async claim(limit: number, seconds: number): Promise<Announcement[]> {
    const { rows } = await this.knex.raw<{ rows: AnnouncementRow[] }>(
      `with claimed as (
         update ${TIMELINE} set announce_at = now() + make_interval(secs => ?)
         where id = any(array(
           select id from ${TIMELINE} where announce_at <= now() and deleted_at is null
           order by announce_at limit ? for update skip locked))
         returning id, type, message, created_at, attempt_id)
       select attempt.*, attempt.xmin::text as version, clock_timestamp() as loaded_at,
         claimed.id as entry_id, claimed.type as entry_type, claimed.message as entry_message,
         claimed.created_at as entry_created_at
       from claimed join ${ATTEMPTS} attempt on attempt.id = claimed.attempt_id
       order by claimed.created_at, claimed.id`,
      [seconds, limit]
    )
    return rows.map((row) => ({
      id: row.entry_id,
      type: row.entry_type,
      message: row.entry_message,
      occurredAt: row.entry_created_at,
      attempt: attemptOfRow(row),
    }))
  }

  async done(id: string): Promise<void> {
    await this.knex.raw(`update ${TIMELINE} set announce_at = null where id = ?`, [id])
  }
}
