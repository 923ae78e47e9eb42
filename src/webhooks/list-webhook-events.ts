import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import {
  EVENT_STATES,
  type EventState,
  type ListedEvent,
} from "../modules/payment-gateways/event-finder"
import { filterText, PAGE, parseQuery } from "../settlement/parse-query"
import { gatewayOf, resolveLedgerModule } from "../settlement/resolve-gateway"
import { redactBody } from "../staff/redact-body"
import { PERIOD, periodOf } from "../statement/period"
import { kickEngine } from "./kick-engine"

const querySchema = z.strictObject({
  ...PAGE,
  ...PERIOD,
  state: z.enum(EVENT_STATES).optional(),
  provider_id: filterText.optional(),
  attempt_id: filterText.optional(),
  session_id: filterText.optional(),
  reference: filterText.optional(),
})

/** A received webhook as staff sees it; its body, which may name the payer, is left out. */
export interface WebhookEventView {
  readonly id: string
  readonly provider_id: string
  readonly gateway: string
  /** The name that people read. */
  readonly gateway_name: string
  readonly event_type: string
  /** `waiting`, `done`, `ignored` (nothing of ours) or `dead` (failed for good; can be replayed). */
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

export interface WebhookEventPage {
  readonly events: readonly WebhookEventView[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}

/**
 * Received webhooks, newest first.
 *
 * @param query `limit` (1 to 100), `offset`, and any of `state`, `provider_id`, `attempt_id`,
 * `session_id`, `reference`, and `from` and `to` (when they came)
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function listWebhookEvents(
  container: MedusaContainer,
  query: unknown
): Promise<WebhookEventPage> {
  const asked = parseQuery(querySchema, query)
  const { limit, offset, state } = asked
  const { from, to } = periodOf(asked)
  const filter = {
    ...(state && { state }),
    ...(asked.provider_id && { providerId: asked.provider_id }),
    ...(asked.attempt_id && { attemptId: asked.attempt_id }),
    ...(asked.session_id && { sessionId: asked.session_id }),
    ...(asked.reference && { reference: asked.reference }),
    ...(from && { from }),
    ...(to && { to }),
  }
  const { eventFinder } = resolveLedgerModule(container)
  const [rows, count] = await Promise.all([
    eventFinder.find(filter, { limit, offset }),
    eventFinder.count(filter),
  ])
  return { events: rows.map((row) => viewOf(container, row)), count, offset, limit }
}

/**
 * One received webhook with its body, without what names the payer or proves the sender.
 *
 * @throws {GatewayError} `not_found`
 */
export async function retrieveWebhookEvent(
  container: MedusaContainer,
  id: string
): Promise<WebhookEventView & { readonly body: string }> {
  const row = await resolveLedgerModule(container).eventFinder.findById(id)
  if (!row) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such webhook.",
      retry: false,
    })
  }
  return { ...viewOf(container, row), body: redactBody(row.body, row.gateway) }
}

function viewOf(container: MedusaContainer, row: ListedEvent): WebhookEventView {
  return {
    id: row.id,
    provider_id: row.provider_id,
    gateway: row.gateway,
    gateway_name: gatewayOf(container, row.provider_id).gateway_name,
    event_type: row.event_type,
    state: row.state,
    tries: row.tries,
    last_error: row.last_error,
    attempt_id: row.attempt_id,
    session_id: row.session_id,
    reference: row.reference,
    created_at: row.created_at,
    due_at: row.due_at,
    processed_at: row.processed_at,
  }
}

const replaySchema = z.strictObject({ ids: z.array(filterText).min(1).max(100) })

/**
 * Has webhooks processed once more. Doing so twice does no more than doing it once: a webhook is
 * only a reason to read the payment.
 *
 * @param input `{ids}`, 1 to 100
 * @returns the ids that are processed again
 * @throws {GatewayError} `invalid_input`; `not_found` when none of them exists or can be replayed
 */
export async function replayWebhookEvents(
  container: MedusaContainer,
  input: unknown
): Promise<string[]> {
  const parsed = replaySchema.safeParse(input ?? {})
  if (!parsed.success) {
    throw new GatewayError({
      code: "invalid_input",
      message: "Send the ids of 1 to 100 webhooks as ids.",
      retry: false,
    })
  }
  const replayed = await resolveLedgerModule(container).events.replay(parsed.data.ids)
  if (replayed.length === 0) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such webhook, or it is being processed at present.",
      retry: false,
    })
  }
  kickEngine(container)
  return replayed
}
