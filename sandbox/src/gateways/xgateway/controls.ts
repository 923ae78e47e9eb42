import { randomUUID } from "node:crypto"
import { decimal, plain, positiveAmount, roundCoins } from "./amounts"
import { newAddress } from "./addresses"
import type { XGatewayControls, XGatewaySendEventOptions } from "./controls-types"
import { coinOf, decimalsOf, FIAT_CODES } from "./currencies"
import type { Transaction } from "./entities"
import { Finder } from "./finder"
import { receivedFor } from "./invoice-state"
import { payerControls } from "./payer-controls"
import { API_PATH, type XGatewayService } from "./service"
import { viewChannel, viewPayment, viewTransaction } from "./views"

/** The typed controls of the simulated XGateway. */
export function createControls(service: XGatewayService): XGatewayControls {
  const { account, store, callbacks, withdrawals, context } = service
  const find = new Finder(store)
  const view = (transaction: Transaction) => viewTransaction(service, transaction)
  const newest = (reference: string) => {
    const deposit = find.newestDeposit(reference)
    if (!deposit) {
      throw new Error(`${reference} has no deposit`)
    }
    return deposit
  }

  return {
    get baseUrl() {
      return context.baseUrl() + API_PATH
    },
    get apiKey() {
      return account.apiKey
    },
    get secretKey() {
      return account.endpoint.secret
    },

    payments: () => [...store.invoices.values()].map((invoice) => viewPayment(service, invoice)),
    payment: (reference) => viewPayment(service, find.invoice(reference)),
    transactions: (customerId) =>
      store
        .transactionsWhere((one) => customerId === undefined || one.customerId === customerId)
        .map(view),
    transaction: (id) => view(find.transaction(id)),
    channels: () => [...store.wallets.values()].map((wallet) => viewChannel(service, wallet)),
    withdrawals: () => store.withdrawals().map(view),

    ...payerControls(service, find),

    refund: (reference, amount) => {
      const deposit = newest(reference)
      const invoice = store.invoices.get(deposit.countsFor ?? deposit.invoiceId ?? "")
      const coins = refundedCoins(service, deposit, amount)
      const withdrawal = withdrawals.create({
        address: newAddress(coinOf(deposit.coin).family),
        coin: deposit.coin,
        coins,
        amount: plain(coins),
        customerId: deposit.customerId,
        orderId: null,
        applicationId: invoice?.applicationId ?? null,
      })
      withdrawals.settle(withdrawal, "confirmed")
      return view(withdrawal)
    },
    chargeBack: (reference, amount) =>
      callbacks.announce(newest(reference), {
        members: { callbackType: "chargeback", ...(amount === undefined ? {} : { amount }) },
      }),
    settleWithdrawal: (id, status) => {
      const withdrawal = find.transaction(id)
      if (withdrawal.type !== "withdrawal" || ["confirmed", "failed"].includes(withdrawal.status)) {
        throw new Error(`transaction ${id} is a ${withdrawal.type}, ${withdrawal.status}`)
      }
      withdrawals.settle(withdrawal, status)
      return view(withdrawal)
    },

    sendEvent: (event, options = {}) => sendEvent(service, find, event, options),
    setWebhookUrl: (url) => {
      account.endpoint.url = url
    },
    setSecretKey: (secretKey) => {
      account.secretKeys.add(secretKey)
      account.endpoint.secret = secretKey
    },
    rates: () => account.rates.table(),
    setRates: (table) => {
      account.rates.change(table)
      return account.rates.table()
    },
    balances: () =>
      Object.fromEntries(store.accounts().map(({ coin, balance }) => [coin, plain(balance)])),
    setBalance: (currency, amount) => {
      store.balance(currency).balance = decimal(amount)
    },
    setBaseCurrencies: (currencies) => {
      const foreign = currencies.filter((code) => !FIAT_CODES.includes(code))
      if (foreign.length > 0) {
        throw new Error(`XGateway has no ${foreign.join(", ")}`)
      }
      account.baseCurrencies = [...currencies]
    },
    settings: () => ({ ...account.settings }),
    changeSettings: (changes) => {
      Object.assign(account.settings, changes)
      return { ...account.settings }
    },
  }
}

/** All of the deposit, or coins worth so much of its base currency (US dollars without one). */
function refundedCoins(
  { store, account }: XGatewayService,
  deposit: Transaction,
  amount: string | undefined
): bigint {
  if (amount === undefined) {
    return deposit.coins
  }
  const invoice = store.invoices.get(deposit.countsFor ?? "")
  const currency = deposit.base?.currency ?? "USD"
  const value = positiveAmount(amount, decimalsOf(currency))
  if (invoice && value > receivedFor(store, invoice)) {
    throw new Error(`${amount} is more than was received`)
  }
  return roundCoins(
    account.rates.convert(value, currency, deposit.coin),
    coinOf(deposit.coin).decimals
  )
}

function sendEvent(
  { callbacks }: XGatewayService,
  find: Finder,
  event: string,
  options: XGatewaySendEventOptions
) {
  const { transactionId, reference, customerId, currency, members, rawBody, ...mishandling } =
    options
  const [, type, status] = /^(deposit|withdrawal)\.(.+)$/.exec(event) ?? []
  const transaction =
    transactionId === undefined
      ? reference === undefined
        ? undefined
        : find.newestDeposit(reference)
      : find.transaction(transactionId)
  if (type === undefined || status === undefined) {
    const about = customerId ?? transaction?.customerId ?? "unknown"
    const body = { callbackType: event, customerId: about, ...(currency ? { currency } : {}) }
    const known = transaction && !["bank_account", "kyc"].includes(event)
    return known
      ? callbacks.announce(
          transaction,
          { members: { callbackType: event, ...members }, rawBody },
          mishandling
        )
      : callbacks.send(event, about, { ...body, ...members }, { members, rawBody }, mishandling)
  }
  if (transaction) {
    const told = { type, status, ...members }
    return callbacks.announce({ ...transaction }, { members: told, rawBody }, mishandling)
  }
  const body = {
    callbackType: "transaction",
    id: randomUUID(),
    type,
    status,
    amount: "0",
    currency: currency ?? "USD",
    customerId: customerId ?? "unknown",
    orderId: null,
    invoiceId: null,
    ...members,
  }
  return callbacks.send(event, String(body.id), body, { members, rawBody }, mishandling)
}
