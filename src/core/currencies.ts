import { defaultCurrencies } from "@medusajs/framework/utils"
import { GatewayError } from "./errors"
import type { Currency } from "./money"

/** Decimals per currency code (upper case) where a gateway counts otherwise than Medusa. */
export type CurrencyExponents = Readonly<Record<string, number>>

const table = defaultCurrencies as Record<string, { decimal_digits: number } | undefined>

/**
 * The currency of a Medusa currency code, with the decimals of Medusa's own currency table.
 *
 * Medusa's table tells how prices are displayed; for some currencies (MUR: 0) that is less than
 * the smallest unit in which a gateway counts (cents: 2). A gateway says so in `exponents`.
 *
 * @param code ISO 4217 code in any case
 * @param exponents the gateway's own decimals; they win over Medusa's table
 * @throws {GatewayError} `unsupported_currency` when neither knows the code
 */
export function currencyOf(code: string, exponents: CurrencyExponents = {}): Currency {
  const upper = code.toUpperCase()
  const exponent = Object.hasOwn(exponents, upper)
    ? exponents[upper]
    : Object.hasOwn(table, upper)
      ? table[upper]?.decimal_digits
      : undefined
  if (exponent === undefined) {
    throw new GatewayError({
      code: "unsupported_currency",
      message: `The currency "${upper.slice(0, 10)}" is not known. Choose another payment method or currency.`,
      retry: false,
    })
  }
  return { code: upper, exponent }
}
