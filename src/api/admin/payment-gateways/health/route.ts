import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShopHealth } from "../../../../health/read-shop-health"
import { showHealth } from "../../../../health/show-health"

/** How the plugin is set up and how it works: `/admin/payment-gateways/health`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { health } = await readShopHealth(req.scope)
  res.set("cache-control", "no-store").status(200).json(showHealth(health))
}
