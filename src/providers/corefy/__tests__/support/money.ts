import { currencyOf } from "../../../../core/currencies"
import { Money } from "../../../../core/money"
import { CURRENCY_EXPONENTS } from "../../currencies"

/** `"10.50 USD"`, with Corefy's decimals. */
export function money(text: string): Money {
  const [amount, code = ""] = text.split(" ")
  return Money.parse(amount, currencyOf(code, CURRENCY_EXPONENTS))
}
