import { defineConfig } from "@medusajs/framework/utils"
import { definePaymentGateways } from "./src/config"

// The demo shop: the plugin from source, with its gateways pointed at the sandbox. `npm run demo`
// sets every variable; the defaults are those of `npm run demo` and of the sandbox.
const backendUrl = process.env.BACKEND_URL ?? "http://localhost:9000"
const storefrontUrl = process.env.STOREFRONT_URL ?? "http://localhost:8000"
const sandboxUrl = process.env.SANDBOX_URL ?? "http://localhost:4010"

const gateways = definePaymentGateways({
  backendUrl,
  storefrontUrl,
  gateways: [
    {
      gateway: "streampay",
      options: {
        baseUrl: `${sandboxUrl}/streampay`,
        apiKey: process.env.STREAMPAY_API_KEY ?? "ak_sandbox_streampay",
        apiSecret: process.env.STREAMPAY_API_SECRET ?? "as_sandbox_streampay",
        webhookSecret: process.env.STREAMPAY_WEBHOOK_SECRET ?? "whsec_sandbox_streampay",
      },
    },
  ],
})

module.exports = defineConfig({
  projectConfig: {
    databaseUrl:
      process.env.DATABASE_URL ?? "postgres://postgres:postgres@localhost:5432/demo_shop",
    http: {
      storeCors: storefrontUrl,
      adminCors: backendUrl,
      authCors: `${backendUrl},${storefrontUrl}`,
      // This shop listens on one machine and holds invented people only.
      jwtSecret: process.env.JWT_SECRET ?? "demo-jwt-secret",
      cookieSecret: process.env.COOKIE_SECRET ?? "demo-cookie-secret",
    },
  },
  admin: { backendUrl, storefrontUrl },
  // A shop lists `gateways.plugin` in `plugins`, which brings the ledger; the plugin's own
  // repository cannot list itself there.
  modules: [gateways.ledgerModule, gateways.paymentModule()],
})
