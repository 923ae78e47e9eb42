import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { WebhookHint } from "../../core/contract"
import { EventWriter, type NewWebhookEvent } from "./event-writer"

const EVENTS = "payment_gateway_webhook_event"
const WAITING = "state = 'waiting' AND deleted_at IS NULL"

/** A stored webhook that is to be processed. */
export interface StoredWebhookEvent {
  readonly id: string
  readonly providerId: string
  readonly gateway: string
  readonly eventType: string
  readonly concerns: WebhookHint["concerns"]
  readonly isUnknown: boolean
  readonly sessionId: string | null
  readonly reference: string | null
  readonly evidence: WebhookHint["evidence"] | null
  /** How often processing has begun, this time included. */
  readonly tries: number
  /** Since it was stored. */
  readonly ageSeconds: number
}

interface EventRow {
  id: string
  provider_id: string
  gateway: string
  event_type: string
  concerns: WebhookHint["concerns"]
  is_unknown: boolean
  session_id: string | null
  reference: string | null
  evidence: Record<string, unknown> | null
  tries: number
  age_seconds: number
}

/** After this many failed tries, over about ten hours, an event waits for staff. */
const MAX_TRIES = 20

/** The received webhooks' table: a queue that lives in the shop's own database. */
export class EventStore {
  private readonly writer: EventWriter

  constructor(private readonly knex: Knex) {
    this.writer = new EventWriter(knex)
  }

  /** @returns whether the event is new; a second delivery writes nothing, however often it comes */
  store(event: NewWebhookEvent): Promise<boolean> {
    return this.writer.store(event)
  }

  /** Providers with events that wait, due or not, also those that the shop no longer has. */
  async waitingProviders(): Promise<string[]> {
    const next = (after: string) =>
      `(SELECT provider_id FROM ${EVENTS} WHERE ${WAITING}${after} ORDER BY provider_id LIMIT 1)`
    // From one provider to the next by the index, past all of its events.
    const result = await this.knex.raw<{ rows: { provider_id: string }[] }>(
      `WITH RECURSIVE waiting AS (
         ${next("")}
         UNION ALL
         SELECT ${next(" AND provider_id > waiting.provider_id")} FROM waiting
         WHERE waiting.provider_id IS NOT NULL)
       SELECT provider_id FROM waiting WHERE provider_id IS NOT NULL`
    )
    return result.rows.map(({ provider_id }) => provider_id)
  }

  /**
   * Takes due events of one provider, the one that is due longest first.
   *
   * @param seconds length of the lease, which runs out by itself when this process dies
   */
  async claim(providerId: string, limit: number, seconds: number): Promise<StoredWebhookEvent[]> {
    const result = await this.knex.raw<{ rows: EventRow[] }>(
      `UPDATE ${EVENTS} SET lease_until = now() + make_interval(secs => ?),
         due_at = now() + make_interval(secs => ?), tries = tries + 1, updated_at = now()
       WHERE id = ANY(ARRAY(
         SELECT id FROM ${EVENTS}
         WHERE ${WAITING} AND provider_id = ? AND due_at <= now()
         ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT ?))
       RETURNING *, extract(epoch from now() - created_at)::float AS age_seconds`,
      [seconds, seconds, providerId, limit]
    )
    return result.rows.map((row) => ({
      id: row.id,
      providerId: row.provider_id,
      gateway: row.gateway,
      eventType: row.event_type,
      concerns: row.concerns,
      isUnknown: row.is_unknown,
      sessionId: row.session_id,
      reference: row.reference,
      evidence: row.evidence,
      tries: row.tries,
      ageSeconds: row.age_seconds,
    }))
  }

  /** Keeps a claimed event while it is being worked on. */
  async renew(id: string, seconds: number): Promise<void> {
    await this.knex.raw(
      `UPDATE ${EVENTS} SET lease_until = now() + make_interval(secs => ?),
         due_at = now() + make_interval(secs => ?)
       WHERE id = ? AND state = 'waiting'`,
      [seconds, seconds, id]
    )
  }

  /** The event has had its effect; `attemptId` is absent when it belongs to no payment of ours. */
  async finish(id: string, attemptId?: string): Promise<void> {
    await this.knex(EVENTS)
      .where({ id })
      .update({
        state: attemptId === undefined ? "ignored" : "done",
        attempt_id: attemptId ?? null,
        lease_until: null,
        last_error: null,
        processed_at: this.knex.fn.now(),
      })
  }

  /**
   * Puts the event back: later each time, and to staff in the end.
   *
   * @returns whether it is dead now
   */
  async postpone(event: StoredWebhookEvent, error: string, delaySeconds: number): Promise<boolean> {
    const isDead = event.tries >= MAX_TRIES
    await this.knex(EVENTS)
      .where({ id: event.id })
      .update({
        state: isDead ? "dead" : "waiting",
        due_at: this.knex.raw("now() + make_interval(secs => ?)", [delaySeconds]),
        lease_until: null,
        last_error: error.slice(0, 500),
      })
    return isDead
  }

  /** Puts an event back that nothing is wrong with: this time does not count as a try. */
  async putBack(id: string, delaySeconds: number): Promise<void> {
    await this.knex.raw(
      `UPDATE ${EVENTS} SET due_at = now() + make_interval(secs => ?), lease_until = NULL,
         tries = greatest(tries - 1, 0)
       WHERE id = ?`,
      [delaySeconds, id]
    )
  }

  /**
   * Has events processed once more, from the first try on, whatever became of them.
   *
   * @returns the ids of those that exist and are not being worked on at present
   */
  async replay(ids: readonly string[]): Promise<string[]> {
    const result = await this.knex.raw<{ rows: { id: string }[] }>(
      `UPDATE ${EVENTS} SET state = 'waiting', tries = 0, due_at = now(), last_error = NULL,
         updated_at = now()
       WHERE id = ANY(?) AND deleted_at IS NULL AND (lease_until IS NULL OR lease_until < now())
       RETURNING id`,
      [[...ids]]
    )
    return result.rows.map(({ id }) => id)
  }
}
