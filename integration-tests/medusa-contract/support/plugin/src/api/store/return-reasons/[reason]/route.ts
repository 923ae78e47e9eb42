import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Core has this path with another name for the parameter (`:id`). */
export const GET = (_req: MedusaRequest, res: MedusaResponse): void => {
  res.json({ answered_by: "plugin" })
}
