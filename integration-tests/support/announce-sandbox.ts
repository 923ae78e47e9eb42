import type { Sandbox } from "../../sandbox/src"

/** Has the shop that is started next take the sandbox for all its gateways: medusa-config.ts reads it. */
export function announceSandbox(
  { url, streampay }: Sandbox,
  shop: { readonly backendUrl: string; readonly storefrontUrl: string }
): void {
  process.env.SANDBOX_URL = url
  process.env.BACKEND_URL = shop.backendUrl
  process.env.STOREFRONT_URL = shop.storefrontUrl
  process.env.STREAMPAY_API_KEY = streampay.apiKey
  process.env.STREAMPAY_API_SECRET = streampay.apiSecret
  process.env.STREAMPAY_WEBHOOK_SECRET = streampay.webhookSecret
}
