import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError, GatewayError } from "../core/errors"
import { resolveLedgerModule } from "./resolve-gateway"

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
  const release = await leases.take(collectionId, { waitMs: PATIENCE_MS })
  if (!release) {
    throw new GatewayError({
      code: "not_allowed",
      message: "This order is being made already. Look at its payment again in a moment.",
      retry: true,
    })
  }
  const logger: Logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  // The answer ends the work; a browser that hangs up does not.
  const end = res.end.bind(res) as (...args: unknown[]) => typeof res
  res.end = (...args: unknown[]) => {
    release().catch((error: unknown) => {
      logger.warn(`[payment gateways] a lease runs out by itself: ${describeError(error)}`)
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
