import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** The same path and method as a route of core. */
export const GET = (req: MedusaRequest, res: MedusaResponse): void => {
  res.json({ answered_by: "plugin", code: req.params.code })
}
