import type { Delivery } from "../../core/webhook-types"
import { divide, multiply, positiveAmount, SCALE } from "./amounts"
import type {
  XGatewayControls,
  XGatewayDepositOptions,
  XGatewayPayOptions,
  XGatewayPayResult,
} from "./controls-types"
import { coinOf, decimalsOf } from "./currencies"
import type { Invoice, Transaction } from "./entities"
import type { Finder } from "./finder"
import { openAmount, whyClosed } from "./invoice-state"
import type { XGatewayService } from "./service"
import { viewPayment, viewTransaction } from "./views"

type PayerControls = Pick<
  XGatewayControls,
  | "activate"
  | "pay"
  | "fail"
  | "cancel"
  | "expire"
  | "deposit"
  | "confirm"
  | "failTransaction"
  | "setStatus"
>

/** Runs an act about a transaction and tells what it came to. */
export function recorded(
  service: XGatewayService,
  act: () => Transaction | null,
  invoice?: Invoice
): XGatewayPayResult {
  const before = service.context.webhooks.size
  const transaction = act()
  const deliveries: Delivery[] = service.context.webhooks.since(before)
  const owner = invoice ?? service.store.invoices.get(transaction?.countsFor ?? "")
  return {
    payment: owner ? viewPayment(service, owner) : null,
    transaction: transaction && viewTransaction(service, transaction),
    redirectUrl: owner?.redirectUrl ?? null,
    deliveries,
  }
}

/** What payers and chains do. */
export function payerControls(service: XGatewayService, find: Finder): PayerControls {
  const { store, invoices, deposits, callbacks } = service

  /** Activates when nobody did; a closed invoice of that kind gets its address too. */
  const sendTo = (invoice: Invoice, value: bigint, options: XGatewayPayOptions) => {
    const activation = invoices.activate(invoice, options.currency)
    const coin = options.currency ?? activation.currency
    const coins =
      coin === activation.currency
        ? value === invoice.amount
          ? activation.coins
          : multiply(value, divide(activation.coins, invoice.amount))
        : service.account.rates.convert(value, invoice.baseCurrency, coin)
    const wallet = store.walletOf(invoice.customerId, coin)
    return deposits.receive({ wallet, coin, coins, value, status: options.status, invoice })
  }
  const pay = (reference: string, options: XGatewayPayOptions = {}) => {
    const invoice = find.invoice(reference)
    const closed = whyClosed(store, invoice)
    if (closed && !options.evenIfClosed) {
      throw new Error(`invoice ${invoice.id} is ${closed}; pass evenIfClosed to pay nevertheless`)
    }
    const value = valueOf(invoice, openAmount(store, invoice) || invoice.amount, options)
    return recorded(service, () => sendTo(invoice, value, options), invoice)
  }
  const settle = (id: string, status: string) => {
    const transaction = find.deposit(id)
    if (transaction.status === status) {
      throw new Error(`transaction ${id} is ${status} already`)
    }
    return recorded(service, () => {
      deposits.settle(transaction, status)
      return transaction
    })
  }

  return {
    activate: (reference, currency) => {
      const invoice = find.invoice(reference)
      invoices.activate(invoice, currency)
      return viewPayment(service, invoice)
    },
    pay,
    fail: (reference, options = {}) => pay(reference, { ...options, status: "failed" }),
    cancel: (reference) => find.invoice(reference).redirectUrl,
    expire: (reference) => {
      const invoice = find.invoice(reference)
      invoices.expire(invoice)
      return viewPayment(service, invoice)
    },
    deposit: (options) => {
      const wallet = find.wallet(options)
      const coin = options.currency ?? [...wallet.currencies][0] ?? ""
      const coins = coinsOf(service, coin, options)
      const receive = () => deposits.receive({ wallet, coin, coins, status: options.status })
      if (options.later === undefined) {
        return recorded(service, receive)
      }
      service.context.clock.schedule(store.now() + options.later, () => void receive())
      return recorded(service, () => null)
    },
    confirm: (id) => settle(id, "confirmed"),
    failTransaction: (id) => settle(id, "failed"),
    setStatus: (reference, status, { event = false } = {}) => {
      const own = store.transactions.get(reference)
      const invoice = own ? undefined : find.invoice(reference)
      if (invoice) {
        invoice.forcedStatus = status
      }
      const newest = own ?? (event && invoice ? find.newestDeposit(invoice.id) : undefined)
      return recorded(
        service,
        () => {
          if (!newest && (!event || !invoice)) {
            return null
          }
          const before = service.context.webhooks.size
          const transaction = newest ?? (invoice && sendTo(invoice, invoice.amount, { status }))
          if (transaction && newest) {
            Object.assign(transaction, { status, updatedAt: store.now() })
          }
          if (transaction && event && service.context.webhooks.size === before) {
            callbacks.announce(transaction)
          }
          return transaction ?? null
        },
        invoice
      )
    },
  }
}

function valueOf(invoice: Invoice, open: bigint, options: XGatewayPayOptions): bigint {
  const { amount, shortBy, overBy } = options
  if ([amount, shortBy, overBy].filter((given) => given !== undefined).length > 1) {
    throw new Error("only one of amount, shortBy and overBy can be given")
  }
  const read = (text: string) => positiveAmount(text, decimalsOf(invoice.baseCurrency))
  const wanted =
    amount !== undefined
      ? read(amount)
      : open - (shortBy === undefined ? 0n : read(shortBy)) + (overBy ? read(overBy) : 0n)
  if (wanted <= 0n) {
    throw new Error("the amount must be more than 0")
  }
  return wanted
}

function coinsOf(service: XGatewayService, coin: string, options: XGatewayDepositOptions): bigint {
  const { amount, value, valueCurrency = "USD" } = options
  if ((amount === undefined) === (value === undefined)) {
    throw new Error("one of amount and value must be given")
  }
  return amount !== undefined
    ? positiveAmount(amount, coinOf(coin).decimals)
    : service.account.rates.convert(positiveAmount(value ?? "", SCALE), valueCurrency, coin)
}
