import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { replayWebhookEvents } from "../../../../../../webhooks/list-webhook-events"

/** Processes a webhook once more: `/admin/payment-gateways/events/<id>/replay`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const ids = [req.params.id ?? ""]
  res.status(202).json({ replayed: await replayWebhookEvents(req.scope, { ids }) })
}
