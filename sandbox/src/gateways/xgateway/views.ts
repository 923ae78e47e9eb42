import { fixed, plain } from "./amounts"
import { coinOf, decimalsOf } from "./currencies"
import type { Invoice, Transaction, Wallet } from "./entities"
import { invoiceStatus, openAmount, receivedFor, whyClosed, type Closed } from "./invoice-state"
import { isoTime, shownStatus } from "./presenters"
import type { XGatewayService } from "./service"

/** An invoice as the controls show it. Amounts are decimal strings in major units. */
export interface XGatewayPaymentView {
  /** The invoice's id. */
  id: string
  /** What the shop calls it: the order id, else the customer id. */
  reference: string
  status: string
  /** Why it takes no more money; `null` when it does. */
  closed: Closed | null
  amount: string
  currency: string
  /** On time and confirmed, in `currency`. */
  received: string
  open: string
  customerId: string
  orderId: string | null
  strategy: string
  /** The hosted checkout page. */
  url: string
  redirectUrl: string | null
  /** `null` until a currency was chosen. */
  payment: { currency: string; coins: string; address: string; expiresAt: string } | null
  /** Deposits that count for it or name it, oldest first. */
  transactions: XGatewayTransactionView[]
}

/** A deposit or withdrawal as the controls show it. */
export interface XGatewayTransactionView {
  id: string
  type: "deposit" | "withdrawal"
  /** As the API tells it. */
  status: string
  customerId: string
  orderId: string | null
  invoiceId: string | null
  address: string
  network: string
  coin: string
  coins: string
  /** What the callback's `amount` and `currency` say. */
  amount: string
  currency: string
  /** Worth in the invoice's base currency; `null` beside invoices. */
  baseValue: string | null
  baseCurrency: string | null
  /** Whether it counts for an invoice; late ones do not. */
  counts: boolean
  transactionHash: string | null
  createdAt: string
}

/** A wallet that channels were asked for. */
export interface XGatewayChannelView {
  address: string
  customerId: string
  family: string
  /** Those that it was asked for; every other of its chains arrives too. */
  currencies: string[]
  networks: string[]
  /** The page that sends coins to it. */
  url: string
  qrCodeUrl: string
  transactions: XGatewayTransactionView[]
}

export function viewPayment(service: XGatewayService, invoice: Invoice): XGatewayPaymentView {
  const { store } = service
  const { activation, baseCurrency } = invoice
  const decimals = decimalsOf(baseCurrency)
  return {
    id: invoice.id,
    reference: invoice.orderId ?? invoice.customerId,
    status: invoiceStatus(store, invoice),
    closed: whyClosed(store, invoice),
    amount: fixed(invoice.amount, decimals),
    currency: baseCurrency,
    received: fixed(receivedFor(store, invoice), decimals),
    open: fixed(openAmount(store, invoice), decimals),
    customerId: invoice.customerId,
    orderId: invoice.orderId,
    strategy: invoice.strategy,
    url: service.checkoutUrl(invoice, "long"),
    redirectUrl: invoice.redirectUrl,
    payment: activation && {
      currency: activation.currency,
      coins: plain(activation.coins),
      address: activation.address,
      expiresAt: isoTime(activation.expiresAt),
    },
    transactions: store
      .transactionsWhere(({ countsFor, invoiceId }) => [countsFor, invoiceId].includes(invoice.id))
      .map((transaction) => viewTransaction(service, transaction)),
  }
}

export function viewTransaction(
  { store }: XGatewayService,
  transaction: Transaction
): XGatewayTransactionView {
  const { base } = transaction
  return {
    id: transaction.id,
    type: transaction.type,
    status: shownStatus(store, transaction),
    customerId: transaction.customerId,
    orderId: transaction.orderId,
    invoiceId: transaction.invoiceId,
    address: transaction.address,
    network: coinOf(transaction.coin).network,
    coin: transaction.coin,
    coins: plain(transaction.coins),
    amount: transaction.amount,
    currency: transaction.currency,
    baseValue: base && fixed(base.value, decimalsOf(base.currency)),
    baseCurrency: base && base.currency,
    counts: transaction.countsFor !== null,
    transactionHash: transaction.transactionHash,
    createdAt: isoTime(transaction.createdAt),
  }
}

export function viewChannel(service: XGatewayService, wallet: Wallet): XGatewayChannelView {
  const currencies = [...wallet.currencies]
  return {
    address: wallet.address,
    customerId: wallet.customerId,
    family: wallet.family,
    currencies,
    networks: [...new Set(currencies.map((code) => coinOf(code).network))],
    url: service.coinsUrl(wallet),
    qrCodeUrl: service.qrCodeUrl(wallet),
    transactions: service.store
      .transactionsWhere(({ type, address }) => type === "deposit" && address === wallet.address)
      .map((transaction) => viewTransaction(service, transaction)),
  }
}
