import { z } from "@medusajs/framework/zod"
import type { Attempt } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { withDeadline } from "../../core/deadline"
import { describeError, GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import type { Observation } from "../../core/settle"
import type { CorefyClient } from "./client"
import { REFUND_STATUSES, type RefundMeaning } from "./statuses"

/** A reading of the invoice does not wait long for what became of its refunds. */
const LONGEST_WAIT_MS = 3000
const MOST_LOOKED_UP = 5

/** What is kept of a refund that the account's API does not tell of. */
const NOT_TOLD = "not told"

/** Refunds of a payment by our reference, as they were answered; kept with the attempt. */
const knownRefundsSchema = z
  .record(
    z.string(),
    z.object({
      id: z.string(),
      status: z.string(),
      amount: z.string().regex(/^\d{1,20}(\.\d{1,6})?$/),
      link: z.string().optional(),
    })
  )
  .catch({})

const knownStatusesSchema = z.record(z.string(), z.string()).catch({})

type KnownRefunds = z.output<typeof knownRefundsSchema>

/** What became of a payment's refunds, as a part of its reading. */
export type FollowedRefunds = Pick<Observation, "failedRefunds" | "openRefunds" | "gatewayData">

/** A refund that Corefy took, with the latest that is known of it. */
interface FollowedRefund {
  readonly id: string
  readonly status: string
  readonly amount: Money
  readonly link?: string
}

/** The refunds that Corefy took of a payment, by their idempotency keys. */
export function knownRefunds({ gatewayData }: Pick<Attempt, "gatewayData">): KnownRefunds {
  return knownRefundsSchema.parse(gatewayData.refunds)
}

/** What is kept of a verified callback about a refund that failed: not every account reads refunds. */
export function failureEvidence(refundId: string): Readonly<Record<string, unknown>> {
  return { [`failed_refund:${refundId}`]: {} }
}

/**
 * Asks what became of refunds that were taken and not made at once. The invoice tells only what has
 * gone back; each refund is an object of its own, which not every account can read. Where it cannot
 * be read, its callback or the invoice decides, as far as they say so. What became of a refund is
 * final.
 * Source: Corefy merchant documentation, refunds.
 *
 * @param invoice as read before this: what has gone back meanwhile is not counted twice
 * @returns sums, and what to keep with the attempt; never throws for what cannot be read
 */
export async function followRefunds(
  client: CorefyClient,
  attempt: Attempt,
  invoice: { readonly status: string; readonly refunded: Money },
  services: GatewayServices
): Promise<FollowedRefunds> {
  const before = followedRefunds(attempt)
  const open = before.filter((refund) => meaningOf(refund) === "accepted")
  if (open.length === 0) {
    const failed = sumOf(before, "failed", attempt)
    return failed.isPositive() ? { failedRefunds: failed } : {}
  }
  const readable = open.filter(({ status }) => status !== NOT_TOLD)
  const read = await readStatuses(client, readable.slice(-MOST_LOOKED_UP), services)
  const told = before.map((one) => ({ ...one, status: read.get(one.id) ?? one.status }))
  const after = decidedByInvoice(decidedByCallback(told, attempt), attempt, invoice)
  reportFailures(open, after, attempt, services)
  const failedRefunds = sumOf(after, "failed", attempt)
  const openRefunds = sumOf(after, "accepted", attempt)
  return {
    ...(failedRefunds.isPositive() && { failedRefunds }),
    ...(openRefunds.isPositive() && { openRefunds }),
    gatewayData: {
      refund_statuses: Object.fromEntries(after.map(({ id, status }) => [id, status])),
    },
  }
}

function followedRefunds(attempt: Attempt): FollowedRefund[] {
  const statuses = knownStatusesSchema.parse(attempt.gatewayData.refund_statuses)
  return Object.values(knownRefunds(attempt)).map(({ id, status, amount, link }) => ({
    id,
    status: Object.hasOwn(statuses, id) ? (statuses[id] ?? status) : status,
    amount: Money.parse(amount, attempt.due.currency),
    link,
  }))
}

async function readStatuses(
  client: CorefyClient,
  refunds: readonly FollowedRefund[],
  { logger }: GatewayServices
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { id, link } of refunds) {
    try {
      const refund = await withDeadline(LONGEST_WAIT_MS, () => client.getRefund(id, link))
      found.set(id, refund.id === id ? refund.status : NOT_TOLD)
    } catch (error) {
      logger?.warn(`[Corefy] refund ${id} cannot be read: ${describeError(error)}`)
      if (!GatewayError.is(error) || error.retry) {
        break
      }
      found.set(id, NOT_TOLD)
    }
  }
  return found
}

function decidedByCallback(
  refunds: readonly FollowedRefund[],
  { evidence }: Attempt
): readonly FollowedRefund[] {
  const isFailed = (id: string) =>
    Object.keys(failureEvidence(id)).some((key) => Object.hasOwn(evidence, key))
  return refunds.map((one) =>
    one.status === NOT_TOLD && isFailed(one.id) ? { ...one, status: "failed" } : one
  )
}

/** What cannot be read is done once the invoice shows it, and failed if the only one is. */
function decidedByInvoice(
  refunds: readonly FollowedRefund[],
  attempt: Attempt,
  invoice: { readonly status: string; readonly refunded: Money }
): readonly FollowedRefund[] {
  const untold = refunds.filter(({ status }) => status === NOT_TOLD)
  const wanted = sumOf(refunds, "done", attempt).add(sumOf(refunds, "accepted", attempt))
  const isDone = invoice.refunded.compare(wanted) >= 0
  const isFailed = invoice.status === "refund_failed" && untold.length === 1
  const decided = isDone ? "processed" : isFailed ? "failed" : NOT_TOLD
  return refunds.map((one) => (one.status === NOT_TOLD ? { ...one, status: decided } : one))
}

function reportFailures(
  open: readonly FollowedRefund[],
  after: readonly FollowedRefund[],
  { reference }: Attempt,
  { logger }: GatewayServices
): void {
  for (const { id, status, amount } of after.filter((one) => meaningOf(one) === "failed")) {
    if (open.some((one) => one.id === id)) {
      logger?.error(
        `[Corefy] refund ${id} of ${amount.toString()} for invoice ${reference} is ${status}: the money did not reach the payer. Refund it once more, or in Corefy's dashboard.`
      )
    }
  }
}

function sumOf(
  refunds: readonly FollowedRefund[],
  meaning: RefundMeaning,
  { due }: Attempt
): Money {
  return refunds
    .filter((one) => meaningOf(one) === meaning)
    .reduce((sum, { amount }) => sum.add(amount), Money.zero(due.currency))
}

/** A word that nobody knows does not end a refund. */
function meaningOf({ status }: Pick<FollowedRefund, "status">): RefundMeaning {
  return Object.hasOwn(REFUND_STATUSES, status)
    ? (REFUND_STATUSES[status] ?? "accepted")
    : "accepted"
}
