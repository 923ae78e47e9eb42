import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAttempts } from "../../../../staff/list-attempts"

/** Attempts whose money needs somebody to look: `/admin/payment-gateways/exceptions`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { attempts, ...page } = await listAttempts(req.scope, req.query, { onlyExceptions: true })
  res.status(200).json({ exceptions: attempts, ...page })
}
