import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { metrics } from "../../../../observability"
import { receiveWebhook } from "../../../../webhooks/receive-webhook"

/** Webhooks of the gateways: `/hooks/payment-gateways/<identifier>_<id>`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  if (!(await receiveWebhook(req, res, req.params.gateway ?? ""))) {
    metrics.webhookRefused(null, "not_found")
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "There is no such payment gateway in this shop."
    )
  }
}
