import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { WebhookHint } from "../../core/contract"

const EVENTS = "payment_gateway_webhook_event"
/** Events of one statement. */
const BATCH = 200
/** With so many waiting, the database is not there: gateways are better told to come again. */
const LONGEST_QUEUE = 2_000

/** A verified webhook that is to be stored. */
export interface NewWebhookEvent {
  readonly providerId: string
  readonly gateway: string
  readonly hint: WebhookHint
  readonly body: string
}

interface Waiting {
  readonly id: string
  readonly row: ReturnType<typeof rowOf>
  readonly resolve: (isNew: boolean) => void
  readonly reject: (error: unknown) => void
}

/**
 * Stores webhooks, each once. What comes while a statement is under way goes into the next one
 * together: under load Postgres then commits a hundred webhooks at the price of one. Each is
 * answered only after its own commit.
 */
export class EventWriter {
  private waiting: Waiting[] = []
  private isWriting = false

  constructor(private readonly knex: Knex) {}

  /** @returns whether the event is new; a second delivery writes nothing, however often it comes */
  store(event: NewWebhookEvent): Promise<boolean> {
    if (this.waiting.length >= LONGEST_QUEUE) {
      return Promise.reject(new Error("too many webhooks wait for the database"))
    }
    return new Promise((resolve, reject) => {
      const id = `pgevt_${randomUUID().replaceAll("-", "")}`
      this.waiting.push({ id, row: rowOf(id, event), resolve, reject })
      if (!this.isWriting) {
        void this.writeAll()
      }
    })
  }

  /** Settles the promise of everybody who waits; never rejects itself. */
  private async writeAll(): Promise<void> {
    this.isWriting = true
    while (this.waiting.length > 0) {
      await this.write(this.waiting.splice(0, BATCH))
    }
    this.isWriting = false
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const rows = batch.map(({ row }) => row)
      // In the same order everywhere: two processes that store the same webhooks do not deadlock.
      rows.sort((left, right) => (left.dedupe_key < right.dedupe_key ? -1 : 1))
      const stored = await this.insert(rows)
      batch.forEach(({ id, resolve }) => resolve(stored.has(id)))
    } catch (error) {
      if (batch.length === 1 || !isOfTheData(error)) {
        batch.forEach(({ reject }) => reject(error))
        return
      }
      // One that Postgres does not take must not keep the others out.
      for (const one of batch) {
        await this.write([one])
      }
    }
  }

  private async insert(rows: readonly Waiting["row"][]): Promise<Set<string>> {
    const result = await this.knex.raw<{ rows: { id: string }[] }>(INSERT, [
      JSON.stringify(rows, storable),
    ])
    return new Set(result.rows.map(({ id }) => id))
  }
}

/** SQLSTATE classes 22 and 23: what was to be stored is wrong, and not the database away. */
function isOfTheData(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === "string" && /^2[23]/.test(code)
}

const INSERT = `
  INSERT INTO ${EVENTS} (id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
    body, session_id, reference, evidence, state, tries, due_at)
  SELECT id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
    body, session_id, reference, evidence, state, 0, now()
  FROM jsonb_to_recordset(?::jsonb) AS event (id text, provider_id text, gateway text,
    event_type text, dedupe_key text, concerns text, is_unknown boolean, body text,
    session_id text, reference text, evidence jsonb, state text)
  ON CONFLICT (provider_id, dedupe_key) WHERE deleted_at IS NULL DO NOTHING
  RETURNING id`

/**
 * Postgres keeps every text but NUL, and halves of characters: what a gateway signed must not be
 * refused for them.
 */
function storable(_key: string, value: unknown): unknown {
  return typeof value === "string"
    ? Buffer.from(value.replaceAll("\u0000", "\uFFFD"), "utf8").toString("utf8")
    : value
}

function rowOf(id: string, { providerId, gateway, hint, body }: NewWebhookEvent) {
  return {
    id,
    provider_id: providerId,
    gateway,
    event_type: hint.eventType.slice(0, 120),
    dedupe_key: hint.dedupeKey,
    concerns: hint.concerns,
    is_unknown: hint.isUnknown,
    body,
    session_id: hint.sessionId?.slice(0, 120) ?? null,
    reference: hint.reference?.slice(0, 120) ?? null,
    evidence: hint.evidence ?? null,
    state: hint.concerns === "other" ? "ignored" : "waiting",
  }
}
