import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { leadPayerBack } from "../../../../settlement/lead-payer-back"

/** Where payers come back to from a gateway's page. Nothing in the request is believed. */
async function handle(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await leadPayerBack(req, res, req.params.attempt ?? "")
}

export const GET = handle
export const HEAD = handle
/** Some gateways send the browser back by a cross-site form. */
export const POST = handle
export const PUT = handle
export const PATCH = handle
export const DELETE = handle
export const OPTIONS = handle
