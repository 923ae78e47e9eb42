import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listMethods } from "../../../../setup/list-methods"

/** What the checkout offers: `/store/payment-gateways/methods?region_id=…&locale=…`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  // Medusa takes the locale out of the query, or out of its header.
  const { locale } = req
  const query = { ...req.query, ...(locale && { locale }) }
  const methods = await listMethods(req.scope, query)
  res.set("cache-control", "no-store").status(200).json({ methods })
}
