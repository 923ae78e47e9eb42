import { z } from "@medusajs/framework/zod"
import { commonOptionsShape, secretSchema } from "../../core/options"
import { countryOf } from "./countries"

/** Where real money is taken. Source: Directa24's Java client. */
export const PRODUCTION_URL = "https://api.directa24.com"

/** Directa24's test environment, with credentials of its own. Source: Streamline API. */
export const STAGING_URL = "https://api-stg.directa24.com"

/** Options of Directa24. Source: Directa24 panel, Settings > API Access, and Streamline API. */
export const directa24OptionsSchema = z.object({
  ...commonOptionsShape({ baseUrl: PRODUCTION_URL }),
  apiKey: secretSchema("the API key of the deposit credentials"),
  apiPassphrase: secretSchema("the API passphrase of the deposit credentials"),
  apiSignature: secretSchema("the API signature of the deposit credentials"),
  statusApiKey: secretSchema("the API key of the web status credentials"),
  statusApiPassphrase: secretSchema("the API passphrase of the web status credentials"),
  readOnlyKey: secretSchema("the read-only key").optional(),
  defaultCountry: z
    .string()
    .refine((code) => countryOf(code) !== undefined)
    .transform((code) => code.toUpperCase())
    .describe("the code of a country in which Directa24 works, e.g. BR")
    .optional(),
  defaultBank: z
    .string()
    .regex(/^[A-Za-z0-9]{1,3}$/)
    .describe("a payment method code of one to three characters, e.g. IX")
    .optional(),
  userIdMode: z.enum(["numeric", "raw"]).describe('"numeric" or "raw"').default("numeric"),
  iframe: z
    .boolean()
    .describe("true to show the payment page inside the shop, else false")
    .default(false),
})

/** Directa24's options after parsing. */
export type Directa24Options = z.output<typeof directa24OptionsSchema>

/** Directa24's options as the merchant writes them. */
export type Directa24OptionsInput = z.input<typeof directa24OptionsSchema>
