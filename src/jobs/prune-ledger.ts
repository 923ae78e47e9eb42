import type { MedusaContainer } from "@medusajs/framework/types"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

const ONE_DAY_SECONDS = 24 * 3600
/** A year can be looked at whole. */
const INCIDENT_DAYS = 400

/** Removes what is no longer needed, e.g. what payers answered on payments left alone for a day. */
export default async function pruneLedger(container: MedusaContainer): Promise<void> {
  const { attempts, incidents, leases } = resolveLedgerModule(container)
  await attempts.prunePayerAnswers(ONE_DAY_SECONDS)
  await leases.prune()
  await incidents.prune(INCIDENT_DAYS)
}

export const config = {
  name: "payment-gateways-prune-ledger",
  schedule: "17 * * * *",
}
