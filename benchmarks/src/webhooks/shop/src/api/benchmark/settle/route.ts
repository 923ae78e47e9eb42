import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PaymentActions } from "@medusajs/framework/utils"

/** Medusa's own workflow by hand; answers when it began, by the machine's clock. */
export async function POST(
  req: MedusaRequest<{ session_id: string; amount: number }>,
  res: MedusaResponse
): Promise<void> {
  const startedAt = performance.timeOrigin + performance.now()
  await processPaymentWorkflow(req.scope).run({
    input: { action: PaymentActions.SUCCESSFUL, data: req.body },
  })
  res.json({ startedAt })
}
