import { z } from "@medusajs/framework/zod"
import { baseUrlSchema, checkOptions, commonOptionsShape, secretSchema } from "../../core/options"

const service = z.string().regex(/^[a-z0-9_]{3,80}$/)
const SERVICE = "a service code, e.g. payment_card_usd_hpp"

/** Options of Corefy. Source: Corefy documentation (commerce account, callbacks) and dashboard. */
export const corefyOptionsSchema = z.object({
  ...commonOptionsShape({ baseUrl: "https://com.paycore.io" }),
  commerceAccountId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{3,80}$/)
    .describe("the commerce account's id from Corefy's dashboard, e.g. coma_…"),
  apiKey: secretSchema("the API key of the commerce account"),
  callbackSecret: secretSchema("the private key of the commerce account (sk_live_…)"),
  callbackSecretTest: secretSchema("the private test key (sk_test_…)").optional(),
  service: service.describe(SERVICE).optional(),
  serviceByCurrency: z
    .record(z.string().regex(/^[A-Za-z0-9]{3,10}$/), service)
    .refine((services) => Object.keys(services).length > 0)
    .transform((services) =>
      Object.fromEntries(Object.entries(services).map(([code, name]) => [code.toUpperCase(), name]))
    )
    .describe("service codes by currency, e.g. { usd: payment_card_usd_hpp }")
    .optional(),
  invoicesPath: z
    .enum(["/api/commerce/payment-invoices", "/api/payment-invoices", "/payment-invoices"])
    .describe(
      'the path of payment invoices: "/api/commerce/payment-invoices", "/api/payment-invoices" or "/payment-invoices"'
    )
    .default("/api/commerce/payment-invoices"),
  hppUrl: baseUrlSchema("the https address of the hosted payment page, without query").optional(),
  testMode: z.boolean().describe("true for payments without money, else false").optional(),
  authScheme: z.enum(["basic", "bearer"]).describe('"basic" or "bearer"').default("basic"),
  acceptPartial: z
    .boolean()
    .describe("true when Corefy may take a payment in parts, else false")
    .default(false),
})

/** Without a service for any currency no payment can be made. */
const withServiceSchema = corefyOptionsSchema.extend({
  service: service.describe(`${SERVICE}, or "serviceByCurrency" with one for each currency`),
})

/** Corefy's options after parsing. */
export type CorefyOptions = z.output<typeof corefyOptionsSchema> & {
  /** Whether payments are made without money: `testMode`, else `sandbox`. */
  readonly testMode: boolean
}

/** Corefy's options as the merchant writes them. */
export type CorefyOptionsInput = z.input<typeof corefyOptionsSchema>

/**
 * Checks options as the merchant wrote them.
 *
 * @throws {MedusaError} one message that names gateway, id, option and expectation
 */
export function checkCorefyOptions(
  input: unknown,
  gateway: { readonly name: string; readonly id?: string }
): CorefyOptions {
  const { serviceByCurrency } = (input ?? {}) as { readonly serviceByCurrency?: unknown }
  const options = checkOptions(
    serviceByCurrency === undefined ? withServiceSchema : corefyOptionsSchema,
    input,
    gateway
  )
  return { ...options, testMode: options.testMode ?? options.sandbox }
}
