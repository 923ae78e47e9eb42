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
    {
      gateway: "corefy",
      id: "destream",
      options: {
        commerceAccountId: "coma_floor",
        apiKey: "floor-key",
        callbackSecret: "floor-secret",
        service: "payment_card_usd_hpp",
        baseUrl: "http://localhost:9",
      },
    },
    {
      gateway: "stream-crypto",
      options: {
        clientId: "floor",
        clientSecret: "floor-secret",
        baseUrl: "http://localhost:9/api/v1",
      },
    },
    {
      gateway: "directa24",
      options: {
        apiKey: "floor-key",
        apiPassphrase: "floor-passphrase",
        apiSignature: "floor-signature",
        statusApiKey: "floor-status-key",
        statusApiPassphrase: "floor-status-passphrase",
        baseUrl: "http://localhost:9",
      },
    },
    {
      gateway: "xgateway",
      options: {
        apiKey: "floor-key",
        secretKey: "floor-secret",
        baseUrl: "http://localhost:9/api/v2",
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
