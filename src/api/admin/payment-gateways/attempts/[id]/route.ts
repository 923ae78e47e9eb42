import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrieveAttempt } from "../../../../../staff/retrieve-attempt"

/** One attempt with its story: `/admin/payment-gateways/attempts/<id>`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json({ attempt: await retrieveAttempt(req.scope, req.params.id ?? "") })
}
