import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retrieveWebhookEvent } from "../../../../../webhooks/list-webhook-events"

/** One received webhook with its redacted body: `/admin/payment-gateways/events/<id>`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json({ event: await retrieveWebhookEvent(req.scope, req.params.id ?? "") })
}
