import type { Logger } from "@medusajs/framework/types"
import { BaseProvider } from "./base-provider"
import type { CommonOptions, GatewayDefinition } from "./contract"
import { announceMissingPlugin } from "./plugin-presence"

/** The options' name under which `definePaymentGateways` passes the id, for the boot's messages. */
const ID_OPTION = "id"

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
  const { [ID_OPTION]: id, ...options } = input ?? {}
  return definition.checkOptions(options, {
    name: definition.identifier,
    ...(typeof id === "string" && { id }),
  })
}
