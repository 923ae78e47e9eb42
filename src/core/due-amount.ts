import { GatewayError } from "./errors"
import { type Currency, Money } from "./money"

/**
 * What a session asks the payer for. Medusa does not round a cart's total: taxes on top of prices
 * can make it 11.4885 SAR, which nobody can pay. To round it would take more or less than the
 * order says, so it is refused, in words that tell the shop the cure.
 *
 * @param amount in major units, in any of Medusa's forms
 * @throws {GatewayError} `invalid_amount`
 */
export function dueAmount(amount: unknown, currency: Currency): Money {
  try {
    return Money.parse(amount, currency)
  } catch (error) {
    if (!GatewayError.is(error)) {
      throw error
    }
    throw new GatewayError({
      code: "invalid_amount",
      message: `This total cannot be paid exactly: ${error.message} The shop can mend it with prices that include taxes.`,
      retry: false,
    })
  }
}
