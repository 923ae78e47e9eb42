import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { recordingLogger } from "../../../core/__tests__/support/recording-logger"
import type { BaseProvider } from "../../../core/base-provider"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"

interface Contents {
  /** Stores of the ledger, as far as a test needs them. */
  readonly ledger: object
  readonly providers?: Readonly<Record<string, BaseProvider>>
  /** Whatever else is resolved, by its name. */
  readonly others?: Readonly<Record<string, unknown>>
}

/** Medusa's container with the ledger, providers and a logger; for anything else it throws. */
export function fakeContainer({ ledger, providers = {}, others = {} }: Contents) {
  const log = recordingLogger()
  const registered = new Map<string, unknown>([
    [PAYMENT_GATEWAYS_MODULE, ledger],
    [Modules.PAYMENT, { __container__: providers }],
    [ContainerRegistrationKeys.LOGGER, log.logger],
    ...Object.entries(others),
  ])
  const container = {
    resolve: (name: string) => {
      if (!registered.has(name)) {
        throw new Error(`${name} is not part of this test`)
      }
      return registered.get(name)
    },
  } as unknown as MedusaContainer
  return { container, log }
}
