import { defaultCurrencies } from "@medusajs/framework/utils"
import type { Gateway } from "../core/contract"
import { currencyOf } from "../core/currencies"
import { GatewayError } from "../core/errors"
import { Money } from "../core/money"

/** Above the least and below the most that any gateway takes. */
const SOME_AMOUNT = "100"

/**
 * Whether a gateway, as the shop has set it up, takes prices in a currency.
 *
 * @param code ISO 4217 code in any case
 */
export function takesCurrency(gateway: Gateway, code: string): boolean {
  try {
    gateway.check(Money.parse(SOME_AMOUNT, currencyOf(code, gateway.currencies)))
    return true
  } catch (error) {
    if (GatewayError.is(error)) {
      // What is refused for its amount alone is taken in another.
      return error.reason !== "unsupported_currency"
    }
    throw error
  }
}

/** Every currency of Medusa's or of the gateway's own that it takes; `null` when it takes any. */
export function takenCurrencies(gateway: Gateway): string[] | null {
  const all = new Set([...Object.keys(defaultCurrencies), ...Object.keys(gateway.currencies)])
  const taken = [...all].filter((code) => takesCurrency(gateway, code))
  return taken.length === all.size ? null : taken.sort()
}
