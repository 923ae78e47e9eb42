import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { seedShop } from "../../../../../../../../integration-tests/support/seed-shop"

/** A shop with one product that needs neither stock nor shipping. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json(await seedShop(req.scope, ["pp_streampay_streampay", "pp_stripe_stripe"]))
}
