import { formatDecimal } from "../../core/money"
import { COUNTRIES, toLocal } from "./countries"
import type { Deposit } from "./entities"
import type { Directa24Store } from "./store"

/** Two decimals, as D24 writes amounts. */
export function twoDecimals(hundredths: bigint): string {
  return formatDecimal(hundredths, 2)
}

/** `x_amount` and `x_currency` as return, confirmation and webpaystatus tell them. */
export function toldAmount(
  store: Directa24Store,
  deposit: Deposit
): { amount: string; currency: string } {
  const { settings } = store.account
  const isPaid = deposit.result === "9" && settings.paidAmountShown === "paid"
  const hundredths = isPaid ? deposit.paid : deposit.amount
  const local = COUNTRIES[deposit.country]?.currency ?? deposit.currency
  if (deposit.currency !== local && settings.usdInvoiceEcho === "local") {
    const inLocal = toLocal(hundredths, store.rateIn(deposit.country), local)
    return { amount: twoDecimals(inLocal), currency: local }
  }
  const isAsSent = settings.amountFormat === "as_sent" && hundredths === deposit.amount
  return {
    amount: isAsSent ? deposit.amountText : twoDecimals(hundredths),
    currency: deposit.currency,
  }
}

/** What the payer really pays: local money. */
export function payerAmount(
  store: Directa24Store,
  deposit: Deposit
): { amount: string; currency: string } {
  const local = COUNTRIES[deposit.country]?.currency ?? deposit.currency
  const inLocal =
    deposit.currency === local
      ? deposit.amount
      : toLocal(deposit.amount, store.rateIn(deposit.country), local)
  return { amount: twoDecimals(inLocal), currency: local }
}
