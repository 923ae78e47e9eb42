import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

export const POST = (req: MedusaRequest, res: MedusaResponse): void => {
  res.json({
    gateway: req.params.gateway,
    raw: Buffer.isBuffer(req.rawBody) ? req.rawBody.toString("utf8") : null,
    body: req.body ?? null,
  })
}
