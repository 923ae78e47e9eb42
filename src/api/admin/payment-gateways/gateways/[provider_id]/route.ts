import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeMethod } from "../../../../../setup/change-method"
import { retrieveGatewayView } from "../../../../../setup/gateway-view"

/** One gateway: `/admin/payment-gateways/gateways/<provider id>`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const gateway = await retrieveGatewayView(req.scope, req.params.provider_id ?? "")
  res.set("cache-control", "no-store").status(200).json({ gateway })
}

/** Changes how the checkout offers it: texts, order, visibility. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const providerId = req.params.provider_id ?? ""
  await changeMethod(req.scope, providerId, req.body)
  res.status(200).json({ gateway: await retrieveGatewayView(req.scope, providerId) })
}
