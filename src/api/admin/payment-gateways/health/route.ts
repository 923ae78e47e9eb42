import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { describeProcess } from "../../../../health/describe-process"
import { readHealth } from "../../../../health/read-health"
import { showHealth } from "../../../../health/show-health"
import { circuitOf } from "../../../../settlement/gateway-guard"
import { listGateways, resolveLedgerModule } from "../../../../settlement/resolve-gateway"

/** How the plugin is set up and how it works: `/admin/payment-gateways/health`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const self = describeProcess(req.scope)
  if (!self) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "This process has not started completely yet."
    )
  }
  const ledger = resolveLedgerModule(req.scope)
  const health = await readHealth({
    knex: req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    processes: ledger.processes,
    settings: ledger.attempts.settings,
    self,
    gateways: listGateways(req.scope).map(({ providerId, provider }) => ({
      providerId,
      gateway: provider.definition.identifier,
      name: provider.definition.displayName,
      sandbox: provider.options.sandbox,
      circuit: circuitOf(provider),
    })),
  })
  res.set("cache-control", "no-store").status(200).json(showHealth(health))
}
