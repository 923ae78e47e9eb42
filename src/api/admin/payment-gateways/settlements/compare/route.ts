import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { compareSettlement, uploadedBytes } from "../../../../../statement/compare-settlement"
import { SettlementFileTooLargeError } from "../../../../../statement/settlement-file"

/** Holds a gateway's file against the ledger: `/admin/payment-gateways/settlements/compare`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  try {
    const settlement = { query: req.query, bytes: uploadedBytes(req) }
    res.status(200).json(await compareSettlement(req.scope, settlement))
  } catch (error) {
    // What was not read of a refused file is not waited for.
    res.set("connection", "close")
    if (!(error instanceof SettlementFileTooLargeError)) {
      throw error
    }
    res.status(413).json({ type: error.type, message: error.message })
  }
}
