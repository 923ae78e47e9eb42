import { z } from "@medusajs/framework/zod"
import type { Attempt } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { withDeadline } from "../../core/deadline"
import { describeError, GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import type { Observation } from "../../core/settle"
import type { Directa24DepositsClient } from "./deposits-client"
import { type RefundMeaning, refundMeaningOf } from "./statuses"

/** A reading of the payment does not wait long for what became of its refunds. */
const LONGEST_WAIT_MS = 3000
const MOST_LOOKED_UP = 5

/** A refund as it was asked for; what became of it is kept apart. */
const knownRefundsSchema = z
  .array(
    z.looseObject({
      id: z.string(),
      amount: z.string().regex(/^\d{1,20}(\.\d{1,2})?$/),
      status: z.string(),
    })
  )
  .catch([])

const knownStatusesSchema = z.record(z.string(), z.string()).catch({})

type KnownRefund = z.output<typeof knownRefundsSchema>[number]

/** The refunds that Directa24 took of a payment, as they were answered. */
export function knownRefunds({ gatewayData }: Pick<Attempt, "gatewayData">): KnownRefund[] {
  return knownRefundsSchema.parse(gatewayData.refunds)
}

/**
 * Asks what became of refunds that were not done at once: Directa24 counts no refunds of a deposit,
 * and tells of none by itself. Those that were cancelled or rejected after all did not reach the
 * payer; what became of a refund is final. Source: Directa24 Deposits API v3, refunds.
 *
 * @returns sums, and what to keep with the attempt; never throws for what cannot be read
 */
export async function followRefunds(
  client: Directa24DepositsClient,
  attempt: Attempt,
  services: GatewayServices
): Promise<Pick<Observation, "failedRefunds" | "openRefunds" | "gatewayData">> {
  const refunds = knownRefunds(attempt).filter(({ id }) => /^\d{1,18}$/.test(id))
  const before = knownStatusesSchema.parse(attempt.gatewayData.refund_statuses)
  const open = refunds.filter((refund) => outcomeOf(refund, before) === "open")
  const found = await readStatuses(client, open.slice(-MOST_LOOKED_UP), attempt, services)
  const statuses = { ...before, ...found }
  const total = (outcome: RefundMeaning) =>
    refunds
      .filter((refund) => outcomeOf(refund, statuses) === outcome)
      .reduce(
        (sum, { amount }) => sum.add(Money.parse(amount, attempt.due.currency)),
        Money.zero(attempt.due.currency)
      )
  return {
    ...(total("refused").isPositive() && { failedRefunds: total("refused") }),
    ...(total("open").isPositive() && { openRefunds: total("open") }),
    gatewayData: open.length === 0 ? {} : { refund_statuses: statuses },
  }
}

async function readStatuses(
  client: Directa24DepositsClient,
  open: readonly KnownRefund[],
  { reference }: Attempt,
  { logger }: GatewayServices
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { id, amount } of open) {
    try {
      const status = await withDeadline(LONGEST_WAIT_MS, () => client.readRefundStatus(id))
      found[id] = status.slice(0, 40).toUpperCase()
    } catch (error) {
      logger?.warn(`[Directa24] refund ${id} cannot be read: ${describeError(error)}`)
      if (GatewayError.is(error) && !error.retry) {
        continue
      }
      break
    }
    if (refundMeaningOf(found[id]) === "refused") {
      logger?.error(
        `[Directa24] refund ${id} of ${amount} for invoice ${reference} is ${found[id]}: the money did not reach the payer. Refund it once more, or in Directa24's panel.`
      )
    }
  }
  return found
}

/** A word that nobody knows does not end a refund. */
function outcomeOf(
  { id, status }: KnownRefund,
  statuses: Readonly<Record<string, string>>
): RefundMeaning {
  const latest = Object.hasOwn(statuses, id) ? statuses[id] : undefined
  return refundMeaningOf(latest ?? status) ?? "open"
}
