import type { JsonObject } from "../../core/json"
import { decimal, fixed, multiply, plain, roundTo } from "./amounts"
import { coinOf, decimalsOf } from "./currencies"
import type { Invoice, Transaction } from "./entities"
import { transactionHash } from "./hash"
import { invoiceStatus } from "./invoice-state"
import type { BalanceAccount, XGatewayStore } from "./store"

const REFERENCE_CURRENCY = "USD"
const PROCESSING_FEE = decimal("0.01")

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** An invoice as `GET /invoices/{id}` tells it. */
export function presentInvoice(
  store: XGatewayStore,
  invoice: Invoice,
  paymentUrl: string
): JsonObject {
  const transactions = store
    .transactionsWhere(({ listedBy }) => listedBy === invoice.id)
    .reverse()
    .map((transaction) => ({
      id: transaction.id,
      createdAt: isoTime(transaction.createdAt),
      type: transaction.type,
      status: shownStatus(store, transaction),
    }))
  return {
    id: invoice.id,
    amount: fixed(invoice.amount, decimalsOf(invoice.baseCurrency)),
    baseCurrency: invoice.baseCurrency,
    paymentCurrency: invoice.activation?.currency ?? invoice.presetCurrency,
    customerId: invoice.customerId,
    orderId: invoice.orderId,
    status: invoiceStatus(store, invoice),
    strategy: invoice.strategy,
    type: "deposit",
    accountId: store.account.accountId,
    createdAt: isoTime(invoice.createdAt),
    paymentUrl,
    transactions,
  }
}

export function shownStatus(store: XGatewayStore, { status }: Transaction): string {
  return status === "confirmed" ? store.account.settings.confirmedWord : status
}

/** A transaction as `GET /transaction/{id}` tells it. */
export function presentTransaction(store: XGatewayStore, transaction: Transaction): JsonObject {
  return {
    ...identity(store, transaction),
    createdAt: isoTime(transaction.createdAt),
    updatedAt: isoTime(transaction.updatedAt),
    hash: hashFor(store, transaction),
    ...money(store, transaction, "api"),
  }
}

/** A transaction as its callbacks tell it; withdrawals also say when they were made. */
export function presentCallback(store: XGatewayStore, transaction: Transaction): JsonObject {
  return {
    callbackType: "transaction",
    ...identity(store, transaction),
    ...(transaction.type === "withdrawal"
      ? {
          createdAt: isoTime(transaction.createdAt),
          updatedAt: isoTime(transaction.updatedAt),
        }
      : {}),
    hash: hashFor(store, transaction),
    ...money(store, transaction, "callback"),
  }
}

function hashFor(store: XGatewayStore, transaction: Transaction): string {
  return transactionHash(transaction, store.account.endpoint.secret)
}

function identity(store: XGatewayStore, transaction: Transaction): JsonObject {
  return {
    id: transaction.id,
    type: transaction.type,
    status: shownStatus(store, transaction),
    amount: transaction.amount,
    currency: transaction.currency,
    customerId: transaction.customerId,
    orderId: transaction.orderId,
    invoiceId: transaction.invoiceId,
    applicationId: transaction.applicationId,
    network: coinOf(transaction.coin).network,
    transactionHash: transaction.transactionHash,
  }
}

function money(
  store: XGatewayStore,
  transaction: Transaction,
  where: "api" | "callback"
): JsonObject {
  const { settings } = store.account
  const { coin, coins, base, usdRate, eurRate } = transaction
  const usd = fiat(multiply(coins, usdRate))
  const tellsBase =
    settings.invoiceBaseInfo === "everywhere" ||
    (settings.invoiceBaseInfo === "callbacks" && where === "callback")
  return {
    info: {
      exchangeRate: plain(roundTo(transaction.exchangeRate, 12)),
      referenceAmount: usd,
      referenceCurrency: REFERENCE_CURRENCY,
      referenceExchangeRate: plain(usdRate),
      transactionAmount: plain(coins),
      transactionCurrency: coin,
      ...(base && tellsBase
        ? {
            invoiceBaseAmount: plain(base.invoiceAmount),
            invoiceBaseCurrency: base.currency,
            transactionAmountBaseCurrency: plain(roundTo(base.value, 8)),
          }
        : {}),
    },
    [settings.feesMember]: { processing: plain(multiply(coins, PROCESSING_FEE)), technical: null },
    ...(settings.fiatValues === "absent"
      ? {}
      : {
          eur: settings.fiatValues === "both" ? fiat(multiply(coins, eurRate)) : "0",
          usd,
        }),
    senderDetails: null,
  }
}

/** To cents, without zeros at the end, as in the samples. */
function fiat(value: bigint): string {
  return plain(roundTo(value, 2))
}

/** One account of `GET /balance/accounts`. */
export function presentBalance(store: XGatewayStore, account: BalanceAccount): JsonObject {
  const balance = plain(account.balance)
  const usd = store.account.rates.rate(account.coin, REFERENCE_CURRENCY)
  const inReference = fixed(multiply(account.balance, usd), decimalsOf(REFERENCE_CURRENCY))
  return {
    type: "crypto",
    accountId: account.id,
    accountLabel: `${coinOf(account.coin).title} (${account.coin})`,
    accountNumber: account.number,
    accountCurrency: account.coin,
    referenceCurrency: REFERENCE_CURRENCY,
    currency: account.coin,
    balance,
    balanceReferenceCurrency: inReference,
    withdrawableBalance: balance,
    withdrawableBalanceReferenceCurrency: inReference,
    paymentMethod: "crypto",
    isActive: true,
    isWithdrawalAllowed: true,
  }
}

/** A rate: eight decimals, or more where fewer than four digits would be left. */
export function presentRate(value: bigint): string {
  const rounded = roundTo(value, 8)
  return plain(rounded >= decimal("0.00001") ? rounded : value)
}
