import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import type { Attempt, CollectField, PaymentDetails, PaymentException } from "../core/attempt"
import { type SessionData, sessionDataOf } from "../core/session-data"
import { type AttemptRow, attemptOfRow } from "../modules/payment-gateways/attempt-row"
import { filterText, PAGE, parseQuery } from "./parse-query"
import { possibleResolutions } from "../resolution/possible-resolutions"
import { readMedusaFacts } from "./medusa-facts"
import { requireAttempt } from "./require-attempt"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"

/** An attempt as staff sees it: what the storefront sees, and what stands behind it. */
export type AttemptView = SessionData & {
  readonly id: string
  readonly provider_id: string
  /** The gateway's own word for its state, as last read. */
  readonly gateway_status: string | null
  /** Decimal strings in major units. */
  readonly received: string
  /** What is taken as payment in full instead of `amount`. */
  readonly accepted: string | null
  /** What Medusa was told to capture. */
  readonly taken: string | null
  /** What the shop let go of `amount`. */
  readonly written_off: string
  readonly refunded: string
  /** Sent back by staff without the gateway; not part of `refunded`. */
  readonly refunded_by_hand: string
  /** Refunds that did not reach the payer and came back. */
  readonly failed_refunds: string
  /** Refunds that are not final yet. */
  readonly open_refunds: string
  readonly charged_back: string
  readonly exception: PaymentException | null
  readonly mismatch: string | null
  /** What the gateway tells for people: fee, rate, transactions. */
  readonly details: PaymentDetails
  readonly cart_id: string | null
  readonly order_id: string | null
  /** ISO 8601; when Medusa let go of the session, if it did. */
  readonly abandoned_at: string | null
  readonly observed_at: string | null
  readonly created_at: string
}

export interface AttemptPage {
  readonly attempts: readonly AttemptView[]
  readonly count: number
  readonly offset: number
  readonly limit: number
}

/** What attempts can be looked for by; the rest of a query is refused. */
const querySchema = z.strictObject({
  ...PAGE,
  session_id: filterText.optional(),
  order_id: filterText.optional(),
  cart_id: filterText.optional(),
  reference: filterText.optional(),
  gateway: filterText.optional(),
  provider_id: filterText.optional(),
  status: filterText.optional(),
  exception: filterText.optional(),
})

/**
 * Attempts to pay, newest first.
 *
 * @param query `limit` (1 to 100), `offset`, and any of `session_id`, `order_id`, `cart_id`,
 * `reference`, `gateway`, `provider_id`, `status`, `exception`
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function listAttempts(
  container: MedusaContainer,
  query: unknown,
  { onlyExceptions = false }: { readonly onlyExceptions?: boolean } = {}
): Promise<AttemptPage> {
  const { limit, offset, ...filters } = parseQuery(querySchema, query)
  const [rows, count] = await resolveLedgerModule(container).listAndCountPaymentGatewayAttempts(
    { ...(onlyExceptions && { exception: { $ne: null } }), ...filters },
    { take: limit, skip: offset, order: { created_at: "DESC" } }
  )
  const attempts = (rows as unknown as AttemptRow[]).map((row) => viewOf(attemptOfRow(row)))
  return { attempts, count, offset, limit }
}

/** A way out of an exception, as `POST …/attempts/<id>/resolve` takes it. */
export interface ResolutionView {
  readonly action: string
  /** Decimal string in major units: all that it is about. */
  readonly amount: string
  readonly fields: readonly CollectField[]
  readonly description: string
}

async function resolutionsOf(
  container: MedusaContainer,
  attempt: Attempt
): Promise<ResolutionView[]> {
  if (attempt.exception === null) {
    return []
  }
  const { gateway } = resolveGateway(container, attempt.providerId)
  const facts = await readMedusaFacts(container, attempt)
  return possibleResolutions(attempt, facts, gateway).map((one) => ({
    ...one,
    amount: one.amount.toDecimal(),
  }))
}

/** An attempt with its story, oldest line first, and what can be decided about its exception. */
export async function retrieveAttempt(container: MedusaContainer, id: string) {
  const ledger = resolveLedgerModule(container)
  const attempt = await requireAttempt(container, id)
  const entries = await ledger.listPaymentGatewayTimelineEntries(
    { attempt_id: attempt.id },
    { order: { created_at: "ASC" } }
  )
  const timeline = entries.map(({ id: entryId, type, source, message, data, created_at }) => ({
    id: entryId,
    type,
    source,
    message,
    data,
    created_at,
  }))
  return { ...viewOf(attempt), timeline, resolutions: await resolutionsOf(container, attempt) }
}

function viewOf(attempt: Attempt): AttemptView {
  return {
    ...sessionDataOf(attempt),
    id: attempt.id,
    provider_id: attempt.providerId,
    gateway_status: attempt.gatewayStatus,
    received: attempt.received.toDecimal(),
    accepted: attempt.accepted?.toDecimal() ?? null,
    taken: attempt.taken?.toDecimal() ?? null,
    written_off: attempt.writtenOff.toDecimal(),
    refunded: attempt.refunded.toDecimal(),
    refunded_by_hand: attempt.refundedByHand.toDecimal(),
    failed_refunds: attempt.failedRefunds.toDecimal(),
    open_refunds: attempt.openRefunds.toDecimal(),
    charged_back: attempt.chargedBack.toDecimal(),
    exception: attempt.exception,
    mismatch: attempt.mismatch,
    details: attempt.details,
    cart_id: attempt.cartId,
    order_id: attempt.orderId,
    abandoned_at: attempt.abandonedAt?.toISOString() ?? null,
    observed_at: attempt.observedAt?.toISOString() ?? null,
    created_at: attempt.createdAt.toISOString(),
  }
}
