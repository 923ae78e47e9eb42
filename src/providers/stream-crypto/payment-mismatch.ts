import type { Mismatch } from "../../core/attempt"
import type { Money } from "../../core/money"
import { decimalsOf, exactParts, partsOfMoney } from "./decimals"
import type { Payment } from "./schemas"

/** What this shop asked for. */
export interface AskedPayment {
  /** Stream's id of the payment; `null` while it is being created. */
  readonly reference: string | null
  readonly sessionId: string
  readonly returnUrl: string | undefined
  readonly due: Money
}

/**
 * Which fact of a payment is not the one that was asked for. Anybody who knows the public client id
 * can make payments for the shop, so each is compared.
 *
 * @param isTestAllowed whether the shop takes payments on a test network
 * @param isProof whether the payment counts as money; then its amount must be told
 */
export function mismatchOf(
  payment: Payment,
  asked: AskedPayment,
  { isTestAllowed, isProof }: { readonly isTestAllowed: boolean; readonly isProof: boolean }
): Mismatch | undefined {
  if (!isOwn(payment, asked)) {
    return "reference"
  }
  if (payment.network && payment.network.toLowerCase() !== "mainnet" && !isTestAllowed) {
    return "test_mode"
  }
  const shown = shownAmount(payment, asked.due)
  if (!shown) {
    return isProof ? "amount" : undefined
  }
  return isSameAmount(shown, asked.due) ? undefined : "amount"
}

function isOwn(payment: Payment, asked: AskedPayment): boolean {
  const { payment_id: id, name, return_url: returnUrl } = payment
  return (
    (asked.reference === null || id === asked.reference) &&
    (!name || name.endsWith(asked.sessionId)) &&
    (!returnUrl || !asked.returnUrl || isSameUrl(returnUrl, asked.returnUrl))
  )
}

function isSameUrl(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).href === new URL(right).href
}

/** What the payer is asked for, in the session's currency. */
function shownAmount(payment: Payment, { currency }: Money): string | null | undefined {
  switch (currency.code) {
    case "USD":
      return payment.display_amount_usd
    case "EUR":
      return payment.display_amount_eur
    default:
      // `display_amount` is deprecated in favor of the coins' own.
      return (
        payment.display_amount ??
        payment.addresses.find(({ token }) => token.toUpperCase() === currency.code)?.displayAmount
      )
  }
}

/** STRM is displayed with fewer decimals than it has; then less than its last one may differ. */
function isSameAmount(shown: string, due: Money): boolean {
  const parts = exactParts(shown)
  if (parts === undefined) {
    return false
  }
  const difference = partsOfMoney(due) - parts
  if (due.currency.code !== "STRM") {
    return difference === 0n
  }
  const lastPlace = 10n ** BigInt(Math.max(0, 40 - decimalsOf(shown)))
  return difference > -lastPlace && difference < lastPlace && parts > 0n
}
