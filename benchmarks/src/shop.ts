import { container } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import { logger } from "@medusajs/framework/logger"
import { MedusaApp, MedusaAppMigrateUp } from "@medusajs/framework/modules-sdk"
import type { IPaymentModuleService, IPaymentProvider } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  createPgConnection,
  Modules,
} from "@medusajs/framework/utils"
import type { CompiledPlugin } from "./compiled-plugin"
import { stripeAtAddress } from "./stripe-at-address"

export const STREAMPAY = "pp_streampay_streampay"
export const STRIPE = "pp_stripe_stripe"

/** Medusa's payment module with both providers, and the plugin's ledger, on one Postgres. */
export interface Shop {
  readonly payments: IPaymentModuleService
  provider(id: string): IPaymentProvider
  close(): Promise<void>
}

export async function openShop(settings: {
  readonly databaseUrl: string
  readonly gatewayUrl: string
  readonly plugin: CompiledPlugin
}): Promise<Shop> {
  const { databaseUrl, gatewayUrl, plugin } = settings
  const connection = createPgConnection({ clientUrl: databaseUrl })
  const modulesConfig = () => ({
    payment_gateways: {
      resolve: plugin.resolve("modules/payment-gateways"),
      options: { backendUrl: "http://localhost:9000", storefrontUrl: "http://localhost:8000" },
    },
    [Modules.PAYMENT]: {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          { resolve: stripeAtAddress(gatewayUrl), id: "stripe", options: { apiKey: "sk_test_x", webhookSecret: "whsec_x" } },
          {
            resolve: plugin.resolve("providers/streampay"),
            id: "streampay",
            options: { baseUrl: gatewayUrl, apiKey: "ak_benchmark", apiSecret: "as_benchmark", webhookSecret: "whsec_benchmark" },
          },
        ],
      },
    },
  })
  const app = {
    sharedResourcesConfig: { database: { clientUrl: databaseUrl } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: logger,
      [ContainerRegistrationKeys.CONFIG_MODULE]: { modules: modulesConfig() },
    },
  }
  await MedusaAppMigrateUp({ ...app, modulesConfig: modulesConfig() })
  const { modules, onApplicationStart } = await MedusaApp({ ...app, modulesConfig: modulesConfig() })
  await onApplicationStart()
  // Medusa's own start registers each module so; from there our provider takes the ledger.
  container.register("payment_gateways", asValue(modules.payment_gateways))
  const payments = modules[Modules.PAYMENT] as unknown as IPaymentModuleService & {
    readonly paymentProviderService_: { retrieveProvider(id: string): IPaymentProvider }
  }
  return {
    payments,
    provider: (id) => payments.paymentProviderService_.retrieveProvider(id),
    async close() {
      await connection.destroy()
    },
  }
}
