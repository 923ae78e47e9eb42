import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { parseStatementOrder, sendStatement } from "../../../../statement/export-statement"

/** Payments, refunds and exceptions of a period as CSV: `/admin/payment-gateways/export`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  await sendStatement(req.scope, parseStatementOrder(req.query), res)
}
