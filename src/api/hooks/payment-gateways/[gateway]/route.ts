import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receiveWebhook } from "../../../../settlement/receive-webhook"

/** Webhooks of the gateways: `/hooks/payment-gateways/<identifier>_<id>`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await receiveWebhook(req, res, req.params.gateway ?? "")
}
