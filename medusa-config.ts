import { defineConfig } from "@medusajs/framework/utils"
import { definePaymentGateways } from "./src/config"

// The demo shop: the plugin from source, with its gateways pointed at the sandbox. `npm run demo`
// sets every variable; the defaults, and the keys, are those of `npm run demo` and of the sandbox.
const backendUrl = process.env.BACKEND_URL ?? "http://localhost:9000"
const storefrontUrl = process.env.STOREFRONT_URL ?? "http://localhost:8000"
const sandboxUrl = process.env.SANDBOX_URL ?? "http://localhost:4010"

// Orders may be placed before their money: the merchant's choice, for each gateway.
const deferredOrder = process.env.DEFERRED_ORDERS === "true"

const streamCrypto = {
  baseUrl: `${sandboxUrl}/stream-crypto/api/v1`,
  clientId: "client_sandbox_stream_crypto",
  clientSecret: "secret_sandbox_stream_crypto",
}

const xgateway = {
  baseUrl: `${sandboxUrl}/xgateway/api/v2`,
  apiKey: "xgw_sandbox_api_key",
  secretKey: "xgw_sandbox_secret_key",
}

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
    {
      gateway: "corefy",
      id: "destream",
      options: {
        baseUrl: `${sandboxUrl}/corefy`,
        commerceAccountId: "coma_sandbox",
        apiKey: "api_key_sandbox_corefy",
        callbackSecret: "sk_live_sandbox_corefy",
        callbackSecretTest: "sk_test_sandbox_corefy",
        serviceByCurrency: { usd: "payment_card_usd_hpp", eur: "payment_card_eur_hpp" },
      },
    },
    { gateway: "stream-crypto", options: { ...streamCrypto, mode: "page" } },
    {
      gateway: "stream-crypto",
      id: "manual",
      options: { ...streamCrypto, mode: "manual", deferredOrder },
    },
    {
      gateway: "directa24",
      options: {
        baseUrl: `${sandboxUrl}/directa24`,
        apiKey: "d24_sandbox_login",
        apiPassphrase: "d24_sandbox_passphrase",
        apiSignature: "d24_sandbox_signature",
        statusApiKey: "d24_sandbox_status_login",
        statusApiPassphrase: "d24_sandbox_status_pass",
        readOnlyKey: "d24_sandbox_read_only",
        deferredOrder,
      },
    },
    { gateway: "xgateway", options: { ...xgateway, flow: "channel", deferredOrder } },
    { gateway: "xgateway", id: "invoice", options: { ...xgateway, flow: "invoice" } },
  ],
})

// One process needs no Redis. With several of them (server and worker, or several of each) Medusa's
// events, workflows and locks have to be shared: that is what its Redis modules are for.
const redisUrl = process.env.REDIS_URL
const redisModules = redisUrl
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
      {
        resolve: "@medusajs/medusa/locking",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/locking-redis",
              id: "locking-redis",
              is_default: true,
              options: { redisUrl },
            },
          ],
        },
      },
      {
        resolve: "@medusajs/medusa/caching",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/caching-redis",
              id: "caching-redis",
              is_default: true,
              options: { redisUrl },
            },
          ],
        },
      },
    ]
  : []

module.exports = defineConfig({
  projectConfig: {
    databaseUrl:
      process.env.DATABASE_URL ?? "postgres://postgres:postgres@localhost:5432/demo_shop",
    redisUrl,
    workerMode: process.env.WORKER_MODE as "shared" | "server" | "worker" | undefined,
    http: {
      storeCors: storefrontUrl,
      adminCors: backendUrl,
      authCors: `${backendUrl},${storefrontUrl}`,
      // This shop listens on one machine and holds invented people only.
      jwtSecret: process.env.JWT_SECRET ?? "demo-jwt-secret",
      cookieSecret: process.env.COOKIE_SECRET ?? "demo-cookie-secret",
    },
  },
  featureFlags: { caching: redisUrl !== undefined },
  // A worker serves no pages.
  admin: { backendUrl, storefrontUrl, disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
  // A shop lists `gateways.plugin` in `plugins`, which brings the ledger; the plugin's own
  // repository cannot list itself there.
  modules: [gateways.ledgerModule, gateways.paymentModule(), ...redisModules],
})
