import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrieveAttempt } from "../../../../../../staff/retrieve-attempt"
import { resolvePaymentExceptionWorkflow } from "../../../../../../workflows/resolve-payment-exception"

/** Ends an exception as staff decides: `/admin/payment-gateways/attempts/<id>/resolve`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  await resolvePaymentExceptionWorkflow(req.scope).run({
    input: { attempt_id: id, decision: req.body, decided_by: req.auth_context.actor_id },
  })
  res.status(200).json({ attempt: await retrieveAttempt(req.scope, id) })
}
