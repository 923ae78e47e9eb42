import type { Logger } from "@medusajs/framework/types"
import { BaseProvider } from "./base-provider"
import type { CommonOptions, GatewayDefinition } from "./contract"
import { cannotStart } from "./options"
import { announceMissingPlugin } from "./plugin-presence"

/** What Medusa's payment module needs of a provider's class. */
export interface GatewayProviderClass {
  readonly identifier: string
  validateOptions(options: Record<string, unknown>): void
  new (cradle: Record<string, unknown>, options: Record<string, unknown>): BaseProvider
}

/** Makes the Medusa payment provider of a gateway. */
export function defineGatewayProvider<Options extends CommonOptions>(
  definition: GatewayDefinition<Options>
): GatewayProviderClass {
  return class GatewayProvider extends BaseProvider {
    static override identifier = definition.identifier

    /** Called by Medusa at boot; a throw stops it. */
    static override validateOptions(options: Record<string, unknown>): void {
      parseGatewayOptions(definition, options)
      announceMissingPlugin(definition.identifier)
    }

    constructor(cradle: Record<string, unknown>, options: Record<string, unknown>) {
      const parsed = parseGatewayOptions(definition, options)
      const logger = cradle.logger as Logger | undefined
      super(cradle, definition, parsed, definition.build(parsed, { logger }))
    }
  }
}

/** @throws {MedusaError} one message that names gateway, id, option and expectation */
export function parseGatewayOptions<Options extends CommonOptions>(
  definition: GatewayDefinition<Options>,
  input: Record<string, unknown>
): Options {
  // `definePaymentGateways` passes these two besides the gateway's own options.
  const { id, backendUrl, ...options } = input ?? {}
  const gateway = { name: definition.identifier, ...(typeof id === "string" && { id }) }
  const parsed = definition.checkOptions(options, gateway)
  const problem =
    typeof backendUrl === "string" && URL.canParse(backendUrl)
      ? definition.backendUrlProblem?.(backendUrl, parsed)
      : undefined
  if (problem) {
    throw cannotStart(gateway, [`backendUrl ${problem}`])
  }
  return parsed
}
