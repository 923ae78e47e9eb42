import type { Attempt } from "../../../../core/attempt"
import { attemptOf as anyAttempt } from "../../../../core/__tests__/support/attempts"
import { currencyOf } from "../../../../core/currencies"
import { Money } from "../../../../core/money"
import { streamPayCurrencies } from "./currencies"

export { ATTEMPT_ID, SESSION_ID, settledAttempt } from "../../../../core/__tests__/support/attempts"

/** `"250.00 SAR"` as money, with StreamPay's decimals. */
export function money(text: string): Money {
  const [amount, code = ""] = text.split(" ")
  return Money.parse(amount, currencyOf(code, streamPayCurrencies))
}

/** An attempt as the ledger has it before the gateway is called. */
export function attemptOf(due: Money, changes: Partial<Attempt> = {}): Attempt {
  const names = { gateway: "streampay", providerId: "pp_streampay_streampay" }
  return anyAttempt(due, names, changes)
}
