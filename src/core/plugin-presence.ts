import { configManager } from "@medusajs/framework/config"
import { logger } from "@medusajs/framework/logger"
import { PAYMENT_GATEWAYS_MODULE } from "./ledger"

/** The package's name, as a shop lists it in `plugins`. */
export const PLUGIN_PACKAGE = "medusa-payment-gateways"

interface ShopConfig {
  readonly plugins?: readonly (string | { readonly resolve?: string })[]
  readonly modules?: Readonly<Record<string, unknown>>
}

/**
 * Whether the shop has the plugin, or its ledger as a module, beside the payment provider. Without
 * it there are no tables, no webhook receiver and no routes.
 */
export function hasPlugin({ plugins = [], modules = {} }: ShopConfig): boolean {
  const names = plugins.map((plugin) => (typeof plugin === "string" ? plugin : plugin.resolve))
  return names.some((name) => name?.includes(PLUGIN_PACKAGE)) || PAYMENT_GATEWAYS_MODULE in modules
}

/** Says at boot what will not work for a provider that is listed without the plugin. */
export function announceMissingPlugin(provider: string): void {
  // Where the payment module runs without an application, no configuration is loaded.
  const isLoaded = (configManager.baseDir as string | undefined) !== undefined
  if (isLoaded && !hasPlugin(configManager.config)) {
    logger.error(
      `[${PLUGIN_PACKAGE}] The payment provider "${provider}" is set up, but the plugin is not: no payment can be started, and no webhook is taken. Add { resolve: "${PLUGIN_PACKAGE}", options: { backendUrl, storefrontUrl } } to \`plugins\` in medusa-config.ts and run \`npx medusa db:migrate\`.`
    )
  }
}
