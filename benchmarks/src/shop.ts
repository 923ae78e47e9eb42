import { container } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import { logger } from "@medusajs/framework/logger"
import { MedusaApp, MedusaAppMigrateUp } from "@medusajs/framework/modules-sdk"
import type { IPaymentModuleService, IPaymentProvider } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import type { CompiledPlugin } from "./compiled-plugin"
import { stripeAtAddress } from "./stripe-at-address"

/** Medusa's payment module with both providers, and the plugin's ledger, on one Postgres. */
export interface Shop {
  readonly payments: IPaymentModuleService
  /** @param id e.g. `pp_stripe_stripe` */
  provider(id: string): IPaymentProvider
  close(): Promise<void>
}

const LEDGER = "payment_gateways"

/** Migrates an empty database and starts the two modules as Medusa starts them. */
export async function openShop(settings: {
  readonly databaseUrl: string
  readonly gatewayUrl: string
  readonly plugin: CompiledPlugin
}): Promise<Shop> {
  const { databaseUrl } = settings
  const connection = createPgConnection({ clientUrl: databaseUrl })
  const options = () => ({
    modulesConfig: modulesOf(settings),
    sharedResourcesConfig: { database: { clientUrl: databaseUrl } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: logger,
      [ContainerRegistrationKeys.CONFIG_MODULE]: { modules: modulesOf(settings) },
    },
  })
  await silently(() => MedusaAppMigrateUp(options()))
  const { modules, onApplicationStart } = await MedusaApp(options())
  await onApplicationStart()
  // Medusa's own start registers every module so; there our provider finds the ledger.
  container.register(LEDGER, asValue(modules[LEDGER]))
  const payments = modules[Modules.PAYMENT] as unknown as IPaymentModuleService & {
    readonly paymentProviderService_: { retrieveProvider(id: string): IPaymentProvider }
  }
  return {
    payments,
    provider: (id) => payments.paymentProviderService_.retrieveProvider(id),
    close: () => connection.destroy(),
  }
}

function modulesOf({ gatewayUrl, plugin }: { gatewayUrl: string; plugin: CompiledPlugin }) {
  const stripe = {
    resolve: stripeAtAddress(gatewayUrl),
    id: "stripe",
    options: { apiKey: "sk_test_benchmark", webhookSecret: "whsec_benchmark" },
  }
  const streampay = {
    resolve: plugin.resolve("providers/streampay"),
    id: "streampay",
    options: {
      id: "streampay",
      baseUrl: gatewayUrl,
      apiKey: "ak_benchmark",
      apiSecret: "as_benchmark",
      webhookSecret: "whsec_benchmark",
    },
  }
  return {
    [LEDGER]: {
      resolve: plugin.resolve("modules/payment-gateways"),
      options: { backendUrl: "http://localhost:9000", storefrontUrl: "http://localhost:8000" },
    },
    [Modules.PAYMENT]: {
      resolve: "@medusajs/medusa/payment",
      options: { providers: [stripe, streampay] },
    },
  }
}

/** Medusa tells of every migration on the terminal. */
async function silently(work: () => Promise<void>): Promise<void> {
  const { log } = console
  console.log = () => undefined
  try {
    await work()
  } finally {
    console.log = log
  }
}
