import { type ExactAmount, parsePositive } from "./exact-amounts"
import type { Transaction } from "./schemas"

/**
 * What a transaction is worth in the session's currency: the first of XGateway's own sums that is
 * in it. A transaction's `amount` is none of them: it may be the invoice's, whatever came in.
 * Source: XGateway documentation, invoice currencies, transaction callbacks.
 *
 * @param currency the session's, upper case
 * @returns `undefined` when no sum of the reply is in this currency
 */
export function baseValueOf(transaction: Transaction, currency: string): ExactAmount | undefined {
  const { info, usd, eur } = transaction
  const sums: readonly (readonly [string | null | undefined, unknown])[] = [
    [info?.invoiceBaseCurrency, info?.transactionAmountBaseCurrency],
    [info?.transactionCurrency, info?.transactionAmount],
    ["USD", usd],
    ["EUR", eur],
    [info?.referenceCurrency, info?.referenceAmount],
  ]
  return sums
    .filter(([code]) => code === currency)
    .map(([, sum]) => parsePositive(sum))
    .find((sum) => sum !== undefined)
}
