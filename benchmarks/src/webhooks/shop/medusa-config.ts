import { createRequire } from "node:module"
import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"
import { STREAMPAY_SECRET, STRIPE_SECRET } from "../signed-webhooks"

// The shop that is measured: the plugin as npm would publish it, beside Medusa's Stripe provider.
const { definePaymentGateways } = createRequire(__filename)(
  "medusa-payment-gateways/config"
) as typeof import("../../../../src/config")

type WorkerMode = "server" | "worker" | "shared"

const gatewayUrl = process.env.GATEWAY_URL ?? ""

const gateways = definePaymentGateways({
  backendUrl: "http://localhost:9000",
  storefrontUrl: "http://localhost:8000",
  gateways: [
    {
      gateway: "streampay",
      options: {
        baseUrl: gatewayUrl,
        apiKey: "ak_benchmark",
        apiSecret: "as_benchmark",
        webhookSecret: STREAMPAY_SECRET,
      },
    },
  ],
})

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    workerMode: process.env.WORKER_MODE as WorkerMode | undefined,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "benchmark-jwt-secret",
      cookieSecret: "benchmark-cookie-secret",
    },
  },
  admin: { disable: true },
  plugins: [gateways.plugin],
  modules: [
    gateways.paymentModule({
      providers: [
        {
          resolve: path.join(__dirname, "stripe-provider"),
          id: "stripe",
          options: { apiKey: "sk_test_benchmark", webhookSecret: STRIPE_SECRET, capture: true },
        },
      ],
    }),
  ],
})
