import { medusaSessionId } from "../core/attempt"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeError, GatewayError } from "../core/errors"
import { publicStatus } from "../core/session-data"
import { resolveLedgerModule } from "./resolve-gateway"
import { settleAttempt } from "./settle-attempt"
import { fieldsOf, shopLog } from "./shop-log"

/**
 * Takes the payer's browser back to the storefront. The payment is read and the order made on the
 * way, so that a shopper who is back has an order even if the storefront does nothing.
 *
 * @throws {GatewayError} `not_found` for an attempt that does not exist
 */
export async function leadPayerBack(
  req: MedusaRequest,
  res: MedusaResponse,
  attemptId: string
): Promise<void> {
  const { attempts } = resolveLedgerModule(req.scope)
  const known = /^pgatt_\w{1,60}$/.test(attemptId) ? await attempts.findById(attemptId) : undefined
  if (!known) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such payment.",
      retry: false,
    })
  }
  let attempt = known
  try {
    attempt = await settleAttempt(req.scope, known, { source: "return" })
  } catch (error) {
    // The payer must not be kept waiting for a gateway: the webhook or the next look will tell.
    shopLog(req.scope).warn(`not read on return: ${describeError(error)}`, fieldsOf(known))
    attempt = (await attempts.findById(known.id)) ?? known
  }
  const status = publicStatus(attempt.status)
  const { storefrontUrl, returnPath } = attempts.settings
  res.setHeader("Cache-Control", "no-store")
  if (storefrontUrl === undefined) {
    res.status(200).json({ session_id: medusaSessionId(attempt), status })
    return
  }
  const target = new URL(`${storefrontUrl}${returnPath}`)
  target.searchParams.set("session_id", medusaSessionId(attempt))
  target.searchParams.set("status", status)
  res.redirect(303, target.href)
}
