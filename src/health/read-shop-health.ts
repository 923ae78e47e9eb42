import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { circuitOf } from "../settlement/gateway-guard"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { type GatewaySetUp, readSetUps } from "../setup/read-set-ups"
import { describeProcess } from "./describe-process"
import { type Health, readHealth } from "./read-health"

/**
 * The shop's health, and the set-ups of its gateways that it was judged by.
 *
 * @throws {MedusaError} while the process has not started completely
 */
export async function readShopHealth(
  container: MedusaContainer
): Promise<{ readonly health: Health; readonly setUps: readonly GatewaySetUp[] }> {
  const self = describeProcess(container)
  if (!self) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "This process has not started completely yet."
    )
  }
  const ledger = resolveLedgerModule(container)
  // What this process has counted of refused webhooks is part of the picture.
  await ledger.incidents.flush()
  const setUps = await readSetUps(container)
  const health = await readHealth({
    knex: container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    processes: ledger.processes,
    settings: ledger.attempts.settings,
    self,
    gateways: setUps.map(({ providerId, provider }) => ({
      providerId,
      gateway: provider.definition.identifier,
      name: provider.definition.displayName,
      sandbox: provider.options.sandbox,
      circuit: circuitOf(provider),
    })),
    setUps: setUps.map((setUp) => ({ ...setUp, name: setUp.provider.definition.displayName })),
    isProduction: process.env.NODE_ENV === "production",
  })
  return { health, setUps }
}
