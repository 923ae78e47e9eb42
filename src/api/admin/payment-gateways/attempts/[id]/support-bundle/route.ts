import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { supportBundle } from "../../../../../../staff/support-bundle"

/**
 * What somebody who helps with a payment has to know, and nothing of the payer:
 * `/admin/payment-gateways/attempts/<id>/support-bundle`.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const bundle = await supportBundle(req.scope, req.params.id ?? "")
  res
    .set("cache-control", "no-store")
    .set("content-disposition", `attachment; filename="payment-${bundle.attempt.id}.json"`)
    .status(200)
    .json(bundle)
}
