import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrieveAttempt } from "../../../../../../staff/retrieve-attempt"
import { refundAttempt } from "../../../../../../settlement/refund-attempt"

/** Refunds with what the gateway needs to know: `/admin/payment-gateways/attempts/<id>/refund`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  await refundAttempt(req.scope, id, req.body, req.auth_context?.actor_id)
  res.status(200).json({ attempt: await retrieveAttempt(req.scope, id) })
}
