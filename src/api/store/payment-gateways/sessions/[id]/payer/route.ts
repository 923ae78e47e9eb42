import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { collectFromPayer } from "../../../../../../settlement/collect-from-payer"

/** The payer's answers to `collect`: `/store/payment-gateways/sessions/<id>/payer`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { fields } = (req.body ?? {}) as { fields?: unknown }
  const status = await collectFromPayer(req.scope, req.params.id ?? "", fields)
  res.setHeader("Cache-Control", "no-store")
  res.status(200).json(status)
}
