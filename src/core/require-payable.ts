import type { CurrencyExponents } from "./currencies"
import { GatewayError } from "./errors"
import type { Money } from "./money"

/**
 * Refuses what no gateway can be asked for: a currency that it does not count in, and nothing.
 *
 * @param gateway the gateway's name as a shopper knows it
 * @throws {GatewayError} `unsupported_currency`, `invalid_amount`
 */
export function requirePayable(
  amount: Money,
  { gateway, currencies }: { readonly gateway: string; readonly currencies: CurrencyExponents }
): void {
  const { code } = amount.currency
  if (!Object.hasOwn(currencies, code)) {
    throw new GatewayError({
      code: "unsupported_currency",
      message: `${gateway} does not take ${code}. Choose another payment method.`,
      retry: false,
    })
  }
  if (!amount.isPositive()) {
    throw new GatewayError({
      code: "invalid_amount",
      message: `${gateway} takes no payment of ${amount.toString()}. Choose another payment method.`,
      retry: false,
    })
  }
}
