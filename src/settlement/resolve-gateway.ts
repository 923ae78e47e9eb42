import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { BaseProvider } from "../core/base-provider"
import { describeError, GatewayError } from "../core/errors"
import { PAYMENT_GATEWAYS_MODULE } from "../core/ledger"
import type { PaymentGatewaysModuleService } from "../modules/payment-gateways/service"
import { shopLog } from "./shop-log"

/** The ledger module, from Medusa's application container. */
export function resolveLedgerModule(container: MedusaContainer): PaymentGatewaysModuleService {
  return container.resolve(PAYMENT_GATEWAYS_MODULE)
}

/**
 * A configured gateway of this plugin by its provider id, e.g. `pp_streampay_streampay`.
 *
 * @throws {GatewayError} `not_found` when there is no such provider, or it is not one of ours
 */
export function resolveGateway(container: MedusaContainer, providerId: string): BaseProvider {
  const provider = findGateway(container, providerId)
  if (!provider) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such payment gateway in this shop.",
      retry: false,
    })
  }
  return provider
}

/** The same, for those who may be asked for anybody's. */
export function findGateway(
  container: MedusaContainer,
  providerId: string
): BaseProvider | undefined {
  return gatewaysOf(container).get(providerId)
}

/**
 * The identifier and the name that people read, of a provider that may no longer be configured.
 *
 * @param providerId `pp_<identifier>_<id>`
 */
export function gatewayOf(
  container: MedusaContainer,
  providerId: string
): { readonly gateway: string; readonly gateway_name: string } {
  const definition = findGateway(container, providerId)?.definition
  const gateway = definition?.identifier ?? providerId.replace(/^pp_/, "").replace(/_.*$/, "")
  return { gateway, gateway_name: definition?.displayName ?? gateway }
}

/** Provider ids under which a gateway is configured, e.g. `pp_xgateway_xgateway`. */
export function listGatewayIds(container: MedusaContainer, identifier: string): string[] {
  return listGateways(container)
    .filter(({ provider }) => provider.definition.identifier === identifier)
    .map(({ providerId }) => providerId)
}

/** Every configured gateway of this plugin, with its provider id. */
export function listGateways(
  container: MedusaContainer
): { readonly providerId: string; readonly provider: BaseProvider }[] {
  return [...gatewaysOf(container)].map(([providerId, provider]) => ({ providerId, provider }))
}

/** By what is inside the module: within a workflow the module is another object each time. */
const known = new WeakMap<object, ReadonlyMap<string, BaseProvider>>()

/**
 * Medusa builds providers inside the payment module and has no public way to reach one, so this is
 * the one place that looks into that module's container. It does so once: that is slow.
 */
function gatewaysOf(container: MedusaContainer): ReadonlyMap<string, BaseProvider> {
  const payment: object = container.resolve(Modules.PAYMENT)
  const { __container__: cradle } = payment as { __container__: Record<string, unknown> }
  const found = known.get(cradle)
  if (found) {
    return found
  }
  const gateways = new Map<string, BaseProvider>()
  for (const name of Object.keys(cradle).filter((key) => key.startsWith("pp_"))) {
    try {
      const provider = cradle[name]
      if (provider instanceof BaseProvider) {
        gateways.set(name, provider)
      }
    } catch (error) {
      // Another package's provider that cannot be built is that package's; ours go on.
      shopLog(container).warn(`a provider cannot be built: ${describeError(error)}`, {
        gateway: name,
      })
    }
  }
  known.set(cradle, gateways)
  return gateways
}
