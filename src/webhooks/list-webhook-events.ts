import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import { kickEngine } from "./kick-engine"
import { filterText, PAGE, parseQuery } from "../settlement/parse-query"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

const querySchema = z.strictObject({
  ...PAGE,
  state: z.enum(["waiting", "done", "ignored", "dead"]).optional(),
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
  readonly event_type: string
  /** `waiting`, `done`, `ignored` (nothing of ours) or `dead` (failed for good; can be replayed). */
  readonly state: string
  readonly tries: number
  readonly last_error: string | null
  readonly attempt_id: string | null
  readonly session_id: string | null
  readonly reference: string | null
  readonly created_at: string | Date
  readonly due_at: string | Date
  readonly processed_at: string | Date | null
}

/**
 * Received webhooks, newest first.
 *
 * @param query `limit` (1 to 100), `offset`, and any of `state`, `provider_id`, `attempt_id`,
 * `session_id`, `reference`
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function listWebhookEvents(container: MedusaContainer, query: unknown) {
  const { limit, offset, ...filters } = parseQuery(querySchema, query)
  const [rows, count] = await resolveLedgerModule(
    container
  ).listAndCountPaymentGatewayWebhookEvents(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC" },
  })
  const events = rows.map((row): WebhookEventView => ({
    id: row.id,
    provider_id: row.provider_id,
    gateway: row.gateway,
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
  }))
  return { events, count, offset, limit }
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
