import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcileAttempts } from "../settlement/reconcile-attempts"

/** Looks at payments that nobody tells of: the shop comes right even if no webhook ever comes. */
export default async function reconcileDueAttempts(container: MedusaContainer): Promise<void> {
  await reconcileAttempts(container)
}

export const config = {
  name: "payment-gateways-reconcile-attempts",
  schedule: "*/5 * * * * *",
}
