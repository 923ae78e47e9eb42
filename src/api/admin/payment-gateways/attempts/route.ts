import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAttempts } from "../../../../staff/list-attempts"

/** All attempts to pay: `/admin/payment-gateways/attempts`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await listAttempts(req.scope, req.query))
}
