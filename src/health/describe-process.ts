import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import path from "node:path"
import type { ProcessDescription } from "../modules/payment-gateways/process-store"

/** Where Medusa does not tell. */
const UNKNOWN = "unknown"

/** One per process, however often a test boots a shop in it. */
const PROCESS_ID = generateEntityId("", "pgprc")

/** This process, and what its shop is built from. */
export interface RunningProcess extends ProcessDescription {
  /** Redis is set up somewhere in the shop, which one process alone does not need. */
  readonly usesRedis: boolean
}

/**
 * Finds out how this process is set up, after all modules have been loaded.
 *
 * @param container Medusa's application container
 * @returns `undefined` where no application runs, e.g. in a test of one module
 */
export function describeProcess(container: MedusaContainer): RunningProcess | undefined {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, {
    allowUnregistered: true,
  })
  const locking: unknown = container.resolve(Modules.LOCKING, { allowUnregistered: true })
  if (!config || !locking) {
    return undefined
  }
  const { redisUrl, workerMode } = config.projectConfig
  const modules: Readonly<Record<string, unknown>> = config.modules ?? {}
  const names = Object.values(modules).map(moduleName)
  return {
    id: PROCESS_ID,
    workerMode: workerMode ?? "shared",
    locking: lockingProvider(locking),
    eventBus: moduleName(modules[Modules.EVENT_BUS]) ?? UNKNOWN,
    usesRedis: Boolean(redisUrl) || names.some((name) => name?.endsWith("-redis")),
  }
}

/**
 * The identifier of the locking provider that Medusa uses where nobody names another. Medusa has no
 * public way to ask, so this looks into the locking module; shops name providers as they like, so
 * the name alone tells nothing.
 */
function lockingProvider(locking: unknown): string {
  const { defaultProviderId, providerService_: providers } = locking as {
    readonly defaultProviderId?: string
    readonly providerService_?: { retrieveProviderRegistration?(id: string): object }
  }
  if (defaultProviderId === undefined || !providers?.retrieveProviderRegistration) {
    return UNKNOWN
  }
  const provider = providers.retrieveProviderRegistration(defaultProviderId)
  const { identifier } = provider.constructor as { readonly identifier?: unknown }
  return typeof identifier === "string" ? identifier : defaultProviderId
}

/** The last part of what a module is resolved by: `@medusajs/medusa/event-bus-redis`. */
function moduleName(declaration: unknown): string | undefined {
  const { resolve } = (declaration ?? {}) as { readonly resolve?: unknown }
  return typeof resolve === "string" ? path.posix.basename(resolve) : undefined
}
