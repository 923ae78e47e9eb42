import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { takeTurn } from "./take-turn"

/**
 * Lets staff's refunds by Medusa's own route, and whatever else works on the same payment, run one
 * after the other: Medusa adds up an order's sums from what it has read before, and two at once
 * would lose one of them.
 */
export async function refundPaymentInTurn(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const find = async (entity: string, field: string, filters: Record<string, unknown>) => {
    const { data } = (await query.graph({ entity, fields: [field], filters })) as unknown as {
      data: Record<string, string | null>[]
    }
    return data[0]?.[field] ?? undefined
  }
  const collectionId = await find("payment", "payment_collection_id", { id: req.params.id })
  await takeTurn(req, res, next, {
    collectionId,
    findCart: () =>
      find("cart_payment_collection", "cart_id", { payment_collection_id: collectionId }),
    busyMessage: "This payment is being worked on at present. Try again in a moment.",
  })
}
