import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

export const POST = (req: MedusaRequest, res: MedusaResponse): void => {
  res.json({ raw: req.rawBody !== undefined, body: req.body ?? null })
}
