import { container } from "@medusajs/framework"
import { reconcileAttempts } from "../reconciliation/reconcile-attempts"
import { inBackground } from "../settlement/in-background"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

/** Looks at payments that nobody tells of: the shop comes right even if no webhook ever comes. */
export default async function reconcileDueAttempts(): Promise<void> {
  inBackground(container, "due payments are looked at later", reconcileAttempts(container))
  resolveLedgerModule(container).presence.jobsRan()
}

export const config = {
  name: "payment-gateways-reconcile-attempts",
  schedule: "*/5 * * * * *",
}
