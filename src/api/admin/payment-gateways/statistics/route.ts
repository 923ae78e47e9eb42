import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readStatistics } from "../../../../statistics/read-statistics"

/** Numbers for the dashboard: `/admin/payment-gateways/statistics?from&to&provider_id`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const statistics = await readStatistics(req.scope, req.query)
  res.set("cache-control", "no-store").status(200).json(statistics)
}
