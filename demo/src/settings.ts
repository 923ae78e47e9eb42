import path from "node:path"
import type { NamedPort } from "./ports"

/** What was asked for on the command line. */
export interface DemoOptions {
  /** End after the purchases instead of staying up. */
  once: boolean
  /** Absolute; holds the database and the log. */
  dataFolder: string
  ports: Record<"medusa" | "sandbox" | "storefront", NamedPort>
}

/** What the simulated StreamPay and the shop know of each other. Never those of a real account. */
export const STREAMPAY_CREDENTIALS = {
  apiKey: "ak_sandbox_streampay",
  apiSecret: "as_sandbox_streampay",
  webhookSecret: "whsec_sandbox_streampay",
} as const

/** Everything the parts of one run need to know. */
export interface DemoSettings extends DemoOptions {
  projectRoot: string
  backendUrl: string
  adminUrl: string
  storefrontUrl: string
  sandboxUrl: string
  /** Where a gateway sends its webhooks. */
  webhookUrlOf: (provider: string) => string
  postgresFolder: string
  /** The storefront as it was built for browsers. */
  storefrontFolder: string
  /** All that Medusa says. */
  logFile: string
}

/** Works out addresses and places from what was asked for. */
export function demoSettings(options: DemoOptions, projectRoot: string): DemoSettings {
  const url = ({ port }: NamedPort) => `http://localhost:${port}`
  const backendUrl = url(options.ports.medusa)
  return {
    ...options,
    projectRoot,
    backendUrl,
    adminUrl: `${backendUrl}/app`,
    storefrontUrl: url(options.ports.storefront),
    sandboxUrl: url(options.ports.sandbox),
    webhookUrlOf: (provider) => `${backendUrl}/hooks/payment-gateways/${provider}`,
    storefrontFolder: path.join(options.dataFolder, "storefront"),
    postgresFolder: path.join(options.dataFolder, "postgres"),
    logFile: path.join(options.dataFolder, "medusa.log"),
  }
}

/** What `medusa-config.ts` reads; each of them is set, so that nothing comes from the shell. */
export function medusaEnvironment(settings: DemoSettings, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "development",
    LOG_LEVEL: "info",
    // Medusa loads the plugin's TypeScript; types are for `npm run check`, and take as long again.
    TS_NODE_TRANSPILE_ONLY: "true",
    DATABASE_URL: databaseUrl,
    BACKEND_URL: settings.backendUrl,
    STOREFRONT_URL: settings.storefrontUrl,
    SANDBOX_URL: settings.sandboxUrl,
    STREAMPAY_API_KEY: STREAMPAY_CREDENTIALS.apiKey,
    STREAMPAY_API_SECRET: STREAMPAY_CREDENTIALS.apiSecret,
    STREAMPAY_WEBHOOK_SECRET: STREAMPAY_CREDENTIALS.webhookSecret,
  }
}
