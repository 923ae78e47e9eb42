import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { holdAttempt } from "./hold-attempt"
import { type MedusaFacts, readMedusaFacts } from "./medusa-facts"

/** For whoever makes the order of this money, or another refund of it, at present. */
const PATIENCE_MS = 20_000

/**
 * Refunds while nobody else works on the payment or its order: Medusa adds up an order's sums from
 * what it has read before, and two at once would lose one of them.
 *
 * @param refund gets the attempt, and what Medusa has of it, as they are then
 * @throws {GatewayError} `not_allowed` when somebody else is at it for too long; what `refund` throws
 */
export async function refundInTurn(
  container: MedusaContainer,
  attempt: Attempt,
  refund: (current: Attempt, facts: MedusaFacts) => Promise<void>
): Promise<void> {
  const held = await holdAttempt(
    container,
    attempt,
    async (current) => {
      await refund(current, await readMedusaFacts(container, current))
      return true
    },
    { waitMs: PATIENCE_MS }
  )
  if (!held) {
    throw new GatewayError({
      code: "not_allowed",
      message: "The shop is booking this payment at present. Try again in a moment.",
      retry: true,
    })
  }
}
