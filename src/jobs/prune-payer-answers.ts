import type { MedusaContainer } from "@medusajs/framework/types"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

const ONE_DAY_SECONDS = 24 * 3600

/** Removes what payers answered on payments that were left alone for a day. */
export default async function prunePayerAnswers(container: MedusaContainer): Promise<void> {
  await resolveLedgerModule(container).attempts.prunePayerAnswers(ONE_DAY_SECONDS)
}

export const config = {
  name: "payment-gateways-prune-payer-answers",
  schedule: "17 * * * *",
}
