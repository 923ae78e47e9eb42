import type { ForeignAmount, PaymentDetails } from "../../core/attempt"
import { coinOf, isCoinCode } from "./coins"
import type { Transactions } from "./deposits"
import { type ExactAmount, exactDecimal, parsePositive } from "./exact-amounts"
import { explorerLink } from "./explorers"
import type { Transaction } from "./schemas"
import { transactionMeaning } from "./statuses"

const DECIMAL = /^\d{1,30}(\.\d{1,30})?$/
const UNIT = /^[A-Za-z0-9]{2,12}$/
const HASH = /^[A-Za-z0-9]{2,128}$/

/**
 * Coin, network, rate, fee and transactions of a payment's deposits, for people. Sums are of
 * confirmed deposits; what differs between several of them is left out.
 * Source: XGateway documentation, transaction status, transaction callbacks.
 *
 * @param currency the session's, upper case
 * @param isLive whether public explorers know the transactions
 */
export function detailsOf(
  { deposits }: Pick<Transactions, "deposits">,
  currency: string,
  isLive: boolean
): PaymentDetails {
  const standing = deposits.filter(({ status }) => transactionMeaning(status) !== "failed")
  const confirmed = standing.filter(({ status }) => transactionMeaning(status) === "confirmed")
  const coins = [...new Set(standing.flatMap((deposit) => coinCodeOf(deposit) ?? []))]
  const transactions = standing.map((deposit) => transactionOf(deposit, isLive))
  const network = onlyOne(standing.map(networkOf))
  const rate = onlyOne(confirmed.map((deposit) => rateOf(deposit, currency)))
  const [coin] = coins
  const isOneCoin = coins.length === 1 && confirmed.every((one) => coinCodeOf(one) === coin)
  const [paid, fee] =
    isOneCoin && coin !== undefined
      ? [sumIn(coin, confirmed.map(paidAmounts)), sumIn(coin, confirmed.map(feeAmounts))]
      : []
  return {
    ...(fee && { fee }),
    ...(paid && paid.unit !== currency && { paid }),
    ...(rate && { rate }),
    ...(coins.length > 0 && { method: coins.join(", ") }),
    ...(network && { network }),
    ...(transactions.length > 0 && { transactions }),
  }
}

/** The coin that came, as its code: `currency` may be the invoice's. */
function coinCodeOf({ info, currency }: Transaction): string | undefined {
  const code = info?.transactionCurrency ?? currency
  return code && UNIT.test(code) ? code : undefined
}

/** A code says its network, too. */
function networkOf(deposit: Transaction): string | undefined {
  const code = coinCodeOf(deposit) ?? ""
  return deposit.network ?? (isCoinCode(code) ? coinOf(code).network : undefined)
}

/** By its hash on the chain; before that, and off chains, by XGateway's own id. */
function transactionOf(deposit: Transaction, isLive: boolean) {
  const { transactionHash: hash, id } = deposit
  if (!hash || !HASH.test(hash)) {
    return { id }
  }
  const url = isLive ? explorerLink(coinCodeOf(deposit) ?? "", hash) : undefined
  return { id: hash, ...(url && { url }) }
}

/**
 * `exchangeRate` is how much of the coin one of the priced currency is; without a price in it, the
 * reference rate says how much of the accounting currency one coin is.
 */
function rateOf({ currency: priced, info }: Transaction, currency: string) {
  const coin = info?.transactionCurrency ?? ""
  const isPriced = info?.invoiceBaseCurrency === currency || priced === currency
  const value = decimalText(isPriced ? info?.exchangeRate : info?.referenceExchangeRate)
  const isTold = value !== undefined && parsePositive(value) !== undefined
  if (!isTold || !UNIT.test(coin) || coin === currency) {
    return undefined
  }
  if (isPriced) {
    return { value, from: currency, to: coin }
  }
  return info?.referenceCurrency === currency ? { value, from: coin, to: currency } : undefined
}

function paidAmounts({ info }: Transaction): readonly unknown[] {
  return [info?.transactionAmount]
}

/** Charged in the coin that came; older replies name them `fee`. */
function feeAmounts({ fees, fee }: Transaction): readonly unknown[] {
  const told = fees ?? fee
  return [told?.processing, told?.technical]
}

/** As it was written where there is one amount only; nothing where a deposit tells none. */
function sumIn(unit: string, amounts: readonly (readonly unknown[])[]): ForeignAmount | undefined {
  const texts = amounts.map((some) => some.flatMap((amount) => decimalText(amount) ?? []))
  if (texts.length === 0 || texts.some((some) => some.length === 0)) {
    return undefined
  }
  const [only = "", ...others] = texts.flat()
  const sum = texts
    .flat()
    .reduce((total: ExactAmount, text) => total + (parsePositive(text) ?? 0n), 0n)
  return { amount: others.length === 0 ? only : exactDecimal(sum), unit }
}

function decimalText(input: unknown): string | undefined {
  const text = typeof input === "number" ? String(input) : input
  return typeof text === "string" && DECIMAL.test(text) ? text : undefined
}

/** What all say that say anything. */
function onlyOne<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  const told = values.filter((value) => value !== undefined)
  const [first] = told
  return told.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined
}
