import type { Attempt, ObservedStatus } from "../../core/attempt"
import type { Observation } from "../../core/settle"
import type { DepositsState } from "./deposits"
import type { RefundsState } from "./withdrawals"

/** A payment that was just made may not be readable at once. */
const READ_LAG_MS = 2 * 60 * 1000

const LONGEST_WORD = 400

export function isFresh(attempt: Pick<Attempt, "createdAt">, now: Date): boolean {
  return now.getTime() - attempt.createdAt.getTime() < READ_LAG_MS
}

/**
 * A reading in the plugin's words. Money counts before everything else; what is not understood
 * keeps a payment open.
 *
 * @param otherwise what the payment is when its deposits decide nothing; its word may be empty
 */
export function observed(
  observedAt: Date,
  deposits: DepositsState,
  otherwise: { readonly status: ObservedStatus; readonly word: string; readonly report?: string },
  refunds: RefundsState
): Observation {
  const reports = [
    ...(otherwise.report ? [otherwise.report] : []),
    ...deposits.reports,
    ...refunds.reports,
  ]
  const { received } = deposits
  const { refunded, failedRefunds, openRefunds } = refunds
  // All of it went back before the shop saw it: nothing is left to take.
  const isAllBack = received.isPositive() && refunded.subtract(failedRefunds).compare(received) >= 0
  const words = [otherwise.word, ...deposits.words, ...refunds.words, ...reports].filter(
    (word) => word !== ""
  )
  return {
    observedAt,
    status: isAllBack ? "canceled" : (deposits.status ?? otherwise.status),
    gatewayStatus: words.join(", ").slice(0, LONGEST_WORD),
    received,
    refunded,
    ...(failedRefunds.isPositive() && { failedRefunds }),
    ...(openRefunds.isPositive() && { openRefunds }),
    ...(deposits.heldAs && { heldAs: deposits.heldAs }),
    ...(reports.length > 0 && { unknownStatus: reports.join(", ").slice(0, LONGEST_WORD) }),
  }
}
