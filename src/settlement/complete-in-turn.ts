import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError, GatewayError } from "../core/errors"
import { mendCompletion } from "./mend-completion"
import { resolveLedgerModule } from "./resolve-gateway"
import { shopLog } from "./shop-log"

/** As long as Medusa itself waits for a cart's lock. */
const PATIENCE_MS = 30_000

/**
 * Lets the shopper's own completion of a cart and ours, after a webhook, run one after the other,
 * over all processes. Medusa's lock does that too, but only where all processes share one; without
 * it both would fail, and a paid order would be lost.
 */
export async function completeInTurn(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { leases, attempts } = resolveLedgerModule(req.scope)
  const collectionId = await findCollection(req)
  if (collectionId === undefined || !(await attempts.hasAttempts(collectionId))) {
    next()
    return
  }
  const lease = await leases.take(collectionId, { waitMs: PATIENCE_MS })
  if (!lease) {
    throw new GatewayError({
      code: "not_allowed",
      message: "This order is being made already. Look at its payment again in a moment.",
      retry: true,
    })
  }
  if (lease.isTakenOver) {
    try {
      await mendCompletion(req.scope, req.params.id ?? "")
    } catch (error) {
      await lease.abandon()
      throw error
    }
  }
  // The answer ends the work; a browser that hangs up does not.
  const end = res.end.bind(res) as (...args: unknown[]) => typeof res
  res.end = (...args: unknown[]) => {
    lease.release().catch((error: unknown) => {
      shopLog(req.scope).warn(`a lease runs out by itself: ${describeError(error)}`)
    })
    return end(...args)
  }
  next()
}

async function findCollection(req: MedusaRequest): Promise<string | undefined> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: req.params.id },
  })) as unknown as { data: { payment_collection_id: string }[] }
  return data[0]?.payment_collection_id
}
