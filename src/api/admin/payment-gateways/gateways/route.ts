import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listGatewayViews } from "../../../../setup/gateway-view"
import { availableGateways } from "../../../../setup/known-gateways"

/** The shop's gateways, and those that it could have: `/admin/payment-gateways/gateways`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const gateways = await listGatewayViews(req.scope)
  res.set("cache-control", "no-store").status(200).json({
    gateways,
    available: availableGateways(),
  })
}
