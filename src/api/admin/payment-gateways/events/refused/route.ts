import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listRefusals } from "../../../../../webhooks/list-refusals"

/** Webhooks that were refused, and why: `/admin/payment-gateways/events/refused`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await listRefusals(req.scope, req.query))
}
