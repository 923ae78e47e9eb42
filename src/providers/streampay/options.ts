import { z } from "@medusajs/framework/zod"
import { commonOptionsShape, secretListSchema, secretSchema } from "../../core/options"

/** Options of StreamPay. Source: StreamPay dashboard (API settings, Webhooks) and API reference. */
export const streamPayOptionsSchema = z.object({
  ...commonOptionsShape({ baseUrl: "https://stream-app-service.streampay.sa" }),
  apiKey: secretSchema("the API key from StreamPay's dashboard, API settings"),
  apiSecret: secretSchema("the API secret that was shown when the key pair was created"),
  webhookSecret: secretListSchema(
    "the webhook secret from StreamPay's dashboard, Webhooks, or a list of several while one replaces the other"
  ),
  pricesIncludeVat: z
    .boolean()
    .describe("true when the shop's totals include VAT (StreamPay then adds none), else false")
    .default(true),
  vatExempt: z
    .boolean()
    .describe("true when what is sold is exempt from VAT, else false")
    .default(false),
  allowPartialRefunds: z
    .boolean()
    .describe("true once StreamPay has confirmed partial refunds for the account, else false")
    .default(false),
  webhookToleranceSeconds: z
    .number()
    .int()
    .min(0)
    .max(7 * 24 * 3600)
    .describe("a whole number of seconds; 0 accepts webhooks of any age")
    .default(0),
  expiresInMinutes: z
    .number()
    .int()
    .min(5)
    .max(60 * 24 * 30)
    .describe("a whole number of minutes from 5 to 43200")
    .default(60),
})

/** StreamPay's options after parsing. */
export type StreamPayOptions = z.output<typeof streamPayOptionsSchema>

/** StreamPay's options as the merchant writes them. */
export type StreamPayOptionsInput = z.input<typeof streamPayOptionsSchema>
