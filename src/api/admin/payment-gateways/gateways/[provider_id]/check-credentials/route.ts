import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkCredentials } from "../../../../../../setup/check-credentials"
import { retrieveGatewayView } from "../../../../../../setup/gateway-view"

/** Tries the keys now: `/admin/payment-gateways/gateways/<provider id>/check-credentials`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const providerId = req.params.provider_id ?? ""
  await checkCredentials(req.scope, providerId)
  res.status(200).json({ gateway: await retrieveGatewayView(req.scope, providerId) })
}
