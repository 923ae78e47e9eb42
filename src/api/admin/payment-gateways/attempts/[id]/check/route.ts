import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkAttemptNow } from "../../../../../../staff/check-attempts"
import { retrieveAttempt } from "../../../../../../staff/retrieve-attempt"

/** Reads a payment at its gateway now: `/admin/payment-gateways/attempts/<id>/check`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? ""
  await checkAttemptNow(req.scope, id)
  res.status(200).json({ attempt: await retrieveAttempt(req.scope, id) })
}
