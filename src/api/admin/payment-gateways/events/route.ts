import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listWebhookEvents } from "../../../../webhooks/list-webhook-events"

/** Received webhooks and what became of them: `/admin/payment-gateways/events`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await listWebhookEvents(req.scope, req.query))
}
