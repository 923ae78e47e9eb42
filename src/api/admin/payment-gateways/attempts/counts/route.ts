import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { countAttempts } from "../../../../../staff/list-attempts"

/** How many attempts there are of each group: `/admin/payment-gateways/attempts/counts`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await countAttempts(req.scope, req.query))
}
