import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkAttemptsSoon } from "../../../../../staff/check-attempts"

/** Has several payments read at their gateways: `/admin/payment-gateways/attempts/check`, `{ids}`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(202).json({ checked: await checkAttemptsSoon(req.scope, req.body) })
}
