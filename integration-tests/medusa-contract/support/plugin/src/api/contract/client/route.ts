import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Medusa sets `request_context` on every request and leaves it out of the type. */
type RequestWithContext = MedusaRequest & { request_context?: { ip_address: string | null } }

export const GET = (req: RequestWithContext, res: MedusaResponse): void => {
  res.json({ ip: req.ip, context: req.request_context })
}
