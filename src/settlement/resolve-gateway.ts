import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { BaseProvider } from "../core/base-provider"
import { GatewayError } from "../core/errors"
import { PAYMENT_GATEWAYS_MODULE } from "../core/ledger"
import type { PaymentGatewaysModuleService } from "../modules/payment-gateways/service"

/** The ledger module, from Medusa's application container. */
export function resolveLedgerModule(container: MedusaContainer): PaymentGatewaysModuleService {
  return container.resolve(PAYMENT_GATEWAYS_MODULE)
}

/**
 * A configured gateway of this plugin by its provider id, e.g. `pp_streampay_streampay`.
 *
 * Medusa builds providers inside the payment module and has no public way to reach one, so this
 * is the one place that looks into that module's container.
 *
 * @throws {GatewayError} `not_found` when there is no such provider, or it is not one of ours
 */
export function resolveGateway(container: MedusaContainer, providerId: string): BaseProvider {
  const cradle = paymentCradle(container)
  // Reading a missing name throws inside the container, so the names are asked first.
  const provider = Object.keys(cradle).includes(providerId) ? cradle[providerId] : undefined
  if (!(provider instanceof BaseProvider)) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such payment gateway in this shop.",
      retry: false,
    })
  }
  return provider
}

/** Provider ids under which a gateway is configured, e.g. `pp_xgateway_xgateway`. */
export function listGatewayIds(container: MedusaContainer, identifier: string): string[] {
  return Object.keys(paymentCradle(container)).filter((name) =>
    name.startsWith(`pp_${identifier}_`)
  )
}

/** Every configured gateway of this plugin, with its provider id. */
export function listGateways(
  container: MedusaContainer
): { readonly providerId: string; readonly provider: BaseProvider }[] {
  const cradle = paymentCradle(container)
  return Object.keys(cradle)
    .filter((name) => name.startsWith("pp_"))
    .flatMap((providerId) => {
      const provider = cradle[providerId]
      return provider instanceof BaseProvider ? [{ providerId, provider }] : []
    })
}

function paymentCradle(container: MedusaContainer): Record<string, unknown> {
  const payment: unknown = container.resolve(Modules.PAYMENT)
  const { __container__: cradle } = payment as { __container__: Record<string, unknown> }
  return cradle
}
