import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { takeTurn } from "./take-turn"

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
  await takeTurn(req, res, next, {
    collectionId: await findCollection(req),
    findCart: async () => req.params.id,
    busyMessage: "This order is being made already. Look at its payment again in a moment.",
  })
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
