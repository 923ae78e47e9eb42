import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { describeError, GatewayError } from "../core/errors"
import { healOrder } from "../reconciliation/heal-order"
import { reconcileAttempts } from "../reconciliation/reconcile-attempts"
import { inBackground } from "../settlement/in-background"
import { filterText } from "../settlement/parse-query"
import { requireAttempt } from "../settlement/require-attempt"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"
import { fieldsOf, shopLog } from "../settlement/shop-log"

/**
 * Reads one payment at its gateway now, settles it, and puts the shop right where it is not.
 *
 * @throws {GatewayError} `not_found`; what the gateway throws when it cannot be read
 */
export async function checkAttemptNow(container: MedusaContainer, id: string): Promise<void> {
  const attempt = await requireAttempt(container, id)
  const settled = await settleAttempt(container, attempt, { source: "admin", rereadPaid: true })
  try {
    await healOrder(container, settled)
  } catch (error) {
    // While its books are being written, say: the schedule looks again, and the state is known.
    shopLog(container).warn(
      `a payment was looked at, but not all about it could be put right yet: ${describeError(error)}`,
      fieldsOf(settled)
    )
  }
}

const inputSchema = z.strictObject({ ids: z.array(filterText).min(1).max(100) })

/**
 * Has payments looked at as soon as their gateways' limits allow; does not wait for it.
 *
 * @param input `{ids}`, 1 to 100
 * @returns the ids that are looked at
 * @throws {GatewayError} `invalid_input`; `not_found` when none of them exists
 */
export async function checkAttemptsSoon(
  container: MedusaContainer,
  input: unknown
): Promise<string[]> {
  const parsed = inputSchema.safeParse(input ?? {})
  if (!parsed.success) {
    throw new GatewayError({
      code: "invalid_input",
      message: "Send the ids of 1 to 100 payment attempts as ids.",
      retry: false,
    })
  }
  const checked = await resolveLedgerModule(container).checks.checkNowById(parsed.data.ids)
  if (checked.length === 0) {
    throw new GatewayError({
      code: "not_found",
      message: "There are no such attempts.",
      retry: false,
    })
  }
  // The schedule looks at them a minute later all the same.
  inBackground(container, "payments could not be looked at at once", reconcileAttempts(container))
  return checked
}
