import { defineConfig } from "@medusajs/framework/utils"
import { definePaymentGateways } from "medusa-payment-gateways/config"

const gateways = definePaymentGateways({
  backendUrl: "http://localhost",
  storefrontUrl: "http://localhost:8000",
  gateways: [
    {
      gateway: "streampay",
      options: {
        apiKey: "floor-key",
        apiSecret: "floor-secret",
        webhookSecret: "floor-webhook-secret",
        baseUrl: "http://localhost:9",
      },
    },
  ],
})

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "floor-jwt-secret",
      cookieSecret: "floor-cookie-secret",
    },
  },
  admin: { disable: true },
  plugins: [gateways.plugin],
  modules: [gateways.paymentModule()],
})
