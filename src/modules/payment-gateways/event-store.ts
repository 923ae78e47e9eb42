import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { WebhookHint } from "../../core/contract"

const EVENTS = "payment_gateway_webhook_event"

/** A verified webhook that is to be stored. */
export interface NewWebhookEvent {
  readonly providerId: string
  readonly gateway: string
  readonly hint: WebhookHint
  readonly body: string
}

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
}

/** After this many failed tries an event waits for staff. */
const MAX_TRIES = 12

/** The received webhooks' table: a queue that lives in the shop's own database. */
export class EventStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Stores an event once. A second delivery only counts on the first one's row.
   *
   * @returns the event's id, and whether it was known already
   */
  async store(event: NewWebhookEvent): Promise<{ id: string; isDuplicate: boolean }> {
    const { hint } = event
    const id = generateEntityId("", "pgevt")
    const result = await this.knex.raw<{ rows: { id: string }[] }>(
      `INSERT INTO ${EVENTS} (id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
         body, session_id, reference, evidence, state, deliveries, tries, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, now())
       ON CONFLICT (provider_id, dedupe_key) WHERE deleted_at IS NULL
       DO UPDATE SET deliveries = ${EVENTS}.deliveries + 1, updated_at = now()
       RETURNING id`,
      [
        id,
        event.providerId,
        event.gateway,
        hint.eventType.slice(0, 120),
        hint.dedupeKey,
        hint.concerns,
        hint.isUnknown,
        event.body,
        hint.sessionId?.slice(0, 120) ?? null,
        hint.reference?.slice(0, 120) ?? null,
        hint.evidence ? JSON.stringify(hint.evidence) : null,
        hint.concerns === "other" ? "ignored" : "waiting",
      ]
    )
    const storedId = result.rows[0]?.id ?? id
    return { id: storedId, isDuplicate: storedId !== id }
  }

  /**
   * Takes due events for `seconds`: a lease that runs out by itself when this process dies.
   *
   * @param id only this event, when given
   */
  async claim(options: {
    readonly limit: number
    readonly seconds: number
    readonly id?: string
  }): Promise<StoredWebhookEvent[]> {
    const only = options.id === undefined ? "" : "AND id = ?"
    const result = await this.knex.raw<{ rows: EventRow[] }>(
      `UPDATE ${EVENTS} SET lease_until = now() + make_interval(secs => ?), tries = tries + 1,
         updated_at = now()
       WHERE id IN (
         SELECT id FROM ${EVENTS}
         WHERE state = 'waiting' AND deleted_at IS NULL AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now()) ${only}
         ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT ?)
       RETURNING *`,
      [options.seconds, ...(options.id === undefined ? [] : [options.id]), options.limit]
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
    }))
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

  /** Puts the event back: later each time, and to staff in the end. */
  async postpone(event: StoredWebhookEvent, error: string, delaySeconds: number): Promise<void> {
    await this.knex(EVENTS)
      .where({ id: event.id })
      .update({
        state: event.tries >= MAX_TRIES ? "dead" : "waiting",
        due_at: this.knex.raw("now() + make_interval(secs => ?)", [delaySeconds]),
        lease_until: null,
        last_error: error.slice(0, 500),
      })
  }
}
