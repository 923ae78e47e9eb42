import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readSessionStatus } from "../../../../../settlement/read-session-status"

/** The state of a payment, for the storefront: `/store/payment-gateways/sessions/<id>`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const status = await readSessionStatus(req.scope, req.params.id ?? "")
  res.setHeader("Cache-Control", "no-store")
  res.status(200).json(status)
}
