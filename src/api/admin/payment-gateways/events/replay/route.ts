import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { replayWebhookEvents } from "../../../../../webhooks/list-webhook-events"

/** Processes several webhooks once more: `/admin/payment-gateways/events/replay`, `{ids}`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(202).json({ replayed: await replayWebhookEvents(req.scope, req.body) })
}
