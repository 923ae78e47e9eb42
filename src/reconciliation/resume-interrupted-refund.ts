import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import type { ApplyContext } from "../settlement/apply-attempt"
import { healBooks } from "./heal-books"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { resolveGateway } from "../settlement/resolve-gateway"

/**
 * Ends a refund that staff asked for and whose outcome nobody knows, e.g. because the process was
 * killed: it is asked for again under its old key, after the gateway was asked whether it was made.
 * Medusa's books follow at the next look.
 *
 * A gateway that needs to know where the money goes is not asked again, because that is not kept:
 * then Medusa's booking is taken out, and staff asks again, under the same key.
 */
export async function resumeInterruptedRefund(
  context: ApplyContext,
  attempt: Attempt
): Promise<Attempt> {
  const { container, source } = context
  try {
    return await resolveGateway(container, attempt.providerId).resumeRefund(attempt, source)
  } catch (error) {
    if (!GatewayError.is(error) || error.reason !== "invalid_input") {
      throw error
    }
    const mend = await healBooks(context, attempt, await readMedusaFacts(container, attempt))
    return mend ? mend(attempt) : attempt
  }
}
