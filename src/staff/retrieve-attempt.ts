import type { MedusaContainer } from "@medusajs/framework/types"
import { type Attempt, type CollectField, excessOf, standingOf } from "../core/attempt"
import type { Gateway } from "../core/contract"
import { Money } from "../core/money"
import { possibleResolutions } from "../resolution/possible-resolutions"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { requireAttempt } from "../settlement/require-attempt"
import { findGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { attemptItemsOf } from "./attempt-items"
import type { AttemptListItem } from "./attempt-view"

/** A way out of an exception, as `POST …/attempts/<id>/resolve` takes it. */
export interface ResolutionView {
  readonly action: string
  /** Decimal string in major units: all that it is about. */
  readonly amount: string
  readonly fields: readonly CollectField[]
  readonly description: string
}

/** Why a payment cannot be refunded. */
export type RefundObstacle =
  | "gateway_not_configured"
  | "gateway_cannot_refund"
  /** No money has come that is the order's. */
  | "not_paid"
  | "nothing_left"
  /** The money is held for staff: the ways out of the exception say what can be done. */
  | "use_resolution"

/** Whether and how `POST …/attempts/<id>/refund` can send money back. */
export interface RefundView {
  readonly possible: boolean
  /** Decimal string in major units: the most that can go back. */
  readonly amount: string
  /** Whether less than that can go back, too. */
  readonly is_partial_possible: boolean
  /** What the gateway needs to know for it. */
  readonly fields: readonly CollectField[]
  readonly reason_code?: RefundObstacle
  /** The same in English. */
  readonly reason?: string
}

export interface TimelineView {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly message: string
  readonly data: unknown
  readonly created_at: string | Date
}

/** An attempt with its story, oldest line first, and what can be done about it. */
export interface AttemptDetail extends AttemptListItem {
  readonly timeline: readonly TimelineView[]
  readonly resolutions: readonly ResolutionView[]
  readonly refund: RefundView
  /** Where the payer can still pay; `null` when it is over, or is no page of the gateway's. */
  readonly payment_page_url: string | null
  /** How many webhooks have come of it. */
  readonly events: number
}

/** @throws {GatewayError} `not_found` */
export async function retrieveAttempt(
  container: MedusaContainer,
  id: string
): Promise<AttemptDetail> {
  const attempt = await requireAttempt(container, id)
  const [items, timeline, resolutions, events] = await Promise.all([
    attemptItemsOf(container, [attempt]),
    timelineOf(container, id),
    resolutionsOf(container, attempt),
    resolveLedgerModule(container).eventFinder.count({ attemptId: id }),
  ])
  const [item] = items as [AttemptListItem]
  return {
    ...item,
    timeline,
    resolutions,
    refund: refundViewOf(attempt, findGateway(container, attempt.providerId)?.gateway),
    payment_page_url: paymentPageOf(attempt, item.situation.code),
    events,
  }
}

export async function timelineOf(container: MedusaContainer, id: string): Promise<TimelineView[]> {
  const entries = await resolveLedgerModule(container).listPaymentGatewayTimelineEntries(
    { attempt_id: id },
    { order: { created_at: "ASC" } }
  )
  return entries.map(({ id: entryId, type, source, message, data, created_at }) => ({
    id: entryId,
    type,
    source,
    message,
    data,
    created_at,
  }))
}

async function resolutionsOf(
  container: MedusaContainer,
  attempt: Attempt
): Promise<ResolutionView[]> {
  const gateway = findGateway(container, attempt.providerId)?.gateway
  if (attempt.exception === null || !gateway) {
    return []
  }
  const facts = await readMedusaFacts(container, attempt)
  return possibleResolutions(attempt, facts, gateway).map((one) => ({
    ...one,
    amount: one.amount.toDecimal(),
  }))
}

const OBSTACLES: Readonly<Record<RefundObstacle, string>> = {
  gateway_not_configured: "This gateway is no longer configured in this shop.",
  gateway_cannot_refund:
    "This gateway cannot refund. Send the money back by hand and write it down.",
  not_paid: "No money has come that could go back.",
  nothing_left: "All of it has gone back already.",
  use_resolution: "This money is held for a decision; sending it back is one of the ways out.",
}

/** @param gateway absent when it is no longer configured */
export function refundViewOf(attempt: Attempt, gateway: Gateway | undefined): RefundView {
  const zero = Money.zero(attempt.due.currency)
  // What is above the order's money goes back by way of the exception.
  const left = standingOf(attempt).subtract(excessOf(attempt)).max(zero)
  const obstacle = refundObstacle(attempt, gateway, left)
  return {
    possible: obstacle === undefined,
    amount: (obstacle === undefined ? left : zero).toDecimal(),
    is_partial_possible: obstacle === undefined && gateway?.capabilities.partialRefund === true,
    fields: obstacle === undefined ? (gateway?.refundFields?.(attempt) ?? []) : [],
    ...(obstacle && { reason_code: obstacle, reason: OBSTACLES[obstacle] }),
  }
}

function refundObstacle(
  { exception, status, received }: Attempt,
  gateway: Gateway | undefined,
  left: Money
): RefundObstacle | undefined {
  if (!gateway) {
    return "gateway_not_configured"
  }
  if (!received.isPositive()) {
    return "not_paid"
  }
  if (exception !== null && exception !== "overpaid") {
    return "use_resolution"
  }
  if (!gateway.capabilities.refund) {
    return "gateway_cannot_refund"
  }
  if (status !== "captured") {
    return "not_paid"
  }
  return left.isPositive() ? undefined : "nothing_left"
}

const PAYABLE: ReadonlySet<string> = new Set(["waiting_for_payer", "waiting_for_rest"])

function paymentPageOf({ nextAction }: Attempt, situation: string): string | null {
  return nextAction?.type === "redirect" && nextAction.method === "GET" && PAYABLE.has(situation)
    ? nextAction.url
    : null
}
