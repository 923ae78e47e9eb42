import { z } from "@medusajs/framework/zod"
import { baseUrlSchema, commonOptionsShape, secretListSchema } from "../../core/options"

/** Options of Stream. Source: Stream Payment Gateway documentation and dashboard. */
export const streamCryptoOptionsSchema = z.object({
  ...commonOptionsShape({ baseUrl: "https://pay.streampayments.app/api/v1" }),
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .describe("the shop's client id from Stream's dashboard"),
  clientSecret: secretListSchema(
    "the shop's client secret from Stream's dashboard, or a list of several while one replaces the other"
  ),
  mode: z
    .enum(["page", "manual"])
    .describe('"page" for Stream\'s own payment page, "manual" for address and QR in the shop')
    .default("page"),
  latePayment: z
    .enum(["manual", "capture"])
    .describe('"manual" to let staff decide on late money, "capture" to take it')
    .default("manual"),
  statusBaseUrl: baseUrlSchema(
    "an https address (http only for localhost) without query, where the status is asked"
  ).optional(),
})

/** Stream's options after parsing. */
export type StreamCryptoOptions = z.output<typeof streamCryptoOptionsSchema>

/** Stream's options as the merchant writes them. */
export type StreamCryptoOptionsInput = z.input<typeof streamCryptoOptionsSchema>
