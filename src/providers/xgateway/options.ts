import { z } from "@medusajs/framework/zod"
import {
  cannotStart,
  checkOptions,
  commonOptionsShape,
  secretListSchema,
  secretSchema,
  suggestion,
  withSandboxUrl,
} from "../../core/options"
import { COIN_CODES, isCoinCode } from "./coins"

const SANDBOX_URL = "https://api.demo.xgateway.tech/api/v2"

const common = commonOptionsShape({ baseUrl: "https://api.xgateway.tech/api/v2" })

/** Options of XGateway. Source: XGateway documentation, keys and authentication, channels. */
export const xgatewayOptionsSchema = z.object({
  ...common,
  underpaymentTolerancePercent: common.underpaymentTolerancePercent.unwrap().default("0.5"),
  apiKey: secretSchema("the API key that XGateway handed over"),
  secretKey: secretListSchema(
    "the secret key for callback hashes, or a list of several while one replaces the other"
  ),
  flow: z
    .enum(["channel", "invoice"])
    .describe('"channel" for addresses and QR in the shop, "invoice" for XGateway\'s checkout page')
    .default("channel"),
  paymentCurrencies: z
    .array(z.string())
    .min(1)
    .describe("a list of XGateway's currency codes, e.g. [tUSDT, BTC]")
    .optional(),
  customerIdStrategy: z
    .enum(["session", "customer"])
    .describe('"session" or "customer"')
    .default("session"),
  applicationId: z.string().min(1).max(100).describe("the id of a checkout look").optional(),
  refundsEnabled: z
    .boolean()
    .describe("true to let staff send refunds as withdrawals, else false")
    .default(false),
})

/** XGateway's options after parsing. */
export type XGatewayOptions = z.output<typeof xgatewayOptionsSchema>

/** XGateway's options as the merchant writes them. */
export type XGatewayOptionsInput = z.input<typeof xgatewayOptionsSchema>

/**
 * Checks XGateway's options, also those that do not fit together.
 *
 * @throws {MedusaError} one message that names gateway, id, option and expectation
 */
export function checkXGatewayOptions(
  input: unknown,
  gateway: { readonly name: string; readonly id?: string }
): XGatewayOptions {
  const withUrl = withSandboxUrl(input, SANDBOX_URL)
  const options = checkOptions(xgatewayOptionsSchema, withUrl, gateway)
  const problems = (options.paymentCurrencies ?? [])
    .filter((code) => !isCoinCode(code))
    .map(
      (code) =>
        `option "paymentCurrencies" is wrong: "${code.slice(0, 20)}" is not a code of XGateway, which are case-sensitive${suggestion(code, COIN_CODES)}`
    )
  if (options.flow === "channel" && options.customerIdStrategy === "customer") {
    problems.push(
      'option "customerIdStrategy" is wrong: with flow "channel" expected "session", because two open carts of one customer would share one wallet and nobody could tell their money apart; "customer" needs flow "invoice"'
    )
  }
  if (problems.length > 0) {
    throw cannotStart(gateway, problems)
  }
  return options
}
