import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { streamSessionStatus } from "../../../../../../live/stream-session-status"

/** A payment's state as it changes: `/store/payment-gateways/sessions/<id>/events`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await streamSessionStatus(req, res)
}
