import { randomUUID } from "node:crypto"
import { newTransactionHash } from "./addresses"
import { decimal, divide, multiply, ONE, plain, roundCoins } from "./amounts"
import type { XGatewayCallbacks } from "./callbacks"
import { coinOf } from "./currencies"
import type { Activation, BaseValue, Invoice, Transaction, Wallet } from "./entities"
import { whyClosed } from "./invoice-state"
import type { XGatewayStore } from "./store"

/** Coins that arrive at a wallet. */
export interface Incoming {
  wallet: Wallet
  coin: string
  coins: bigint
  /** What they are worth in the invoice's base currency; reckoned unless given. */
  value?: bigint
  /** `confirmed` unless given. */
  status?: string
  /** Unless given, the customer's open invoice that waits at this wallet. */
  invoice?: Invoice
}

type Belonging = Pick<
  Transaction,
  "invoiceId" | "orderId" | "applicationId" | "countsFor" | "listedBy" | "base" | "exchangeRate"
>

/** Receives deposits and settles them; the callbacks go with it. */
export class Deposits {
  constructor(
    private readonly store: XGatewayStore,
    private readonly callbacks: XGatewayCallbacks
  ) {}

  /** @returns `null` for dust: it is dropped silently */
  receive(incoming: Incoming): Transaction | null {
    const { wallet, coin } = incoming
    const { family, decimals, symbol } = coinOf(coin)
    if (family !== wallet.family) {
      throw new Error(`${coin} cannot be sent to the ${wallet.family} address ${wallet.address}`)
    }
    const { rates, settings } = this.store.account
    const arriving = this.afterSlippage(incoming)
    const coins = roundCoins(arriving.coins, decimals)
    if (rates.convert(coins, coin, "USD") < decimal(settings.dustBelowUsd) || coins === 0n) {
      return null
    }
    const invoice = incoming.invoice ?? this.waitingInvoice(wallet)
    const belonging = this.belonging(invoice, { ...arriving, coins })
    const { base } = belonging
    const tellsInvoice = base !== null && settings.invoiceDepositAmount === "invoice"
    const symbolOrCode = settings.channelCurrency === "symbol" && !base ? symbol : coin
    const now = this.store.now()
    const transaction: Transaction = {
      ...belonging,
      id: randomUUID(),
      type: "deposit",
      status: incoming.status ?? "confirmed",
      customerId: wallet.customerId,
      address: wallet.address,
      coin,
      coins,
      amount: plain(tellsInvoice ? base.invoiceAmount : coins),
      currency: tellsInvoice ? base.currency : symbolOrCode,
      usdRate: rates.rate(coin, "USD"),
      eurRate: rates.rate(coin, "EUR"),
      transactionHash: newTransactionHash(family),
      createdAt: now,
      updatedAt: now,
    }
    this.store.transactions.set(transaction.id, transaction)
    this.afterChange(transaction, "processing")
    return transaction
  }

  /** Sets a status and calls back, as far as the account has callbacks for it. */
  settle(transaction: Transaction, status: string): void {
    const before = transaction.status
    Object.assign(transaction, { status, updatedAt: this.store.now() })
    this.afterChange(transaction, before)
  }

  /** The newest open invoice that waits for money at this wallet. */
  private waitingInvoice(wallet: Wallet): Invoice | undefined {
    return this.store
      .invoicesOf(wallet.customerId)
      .findLast(
        (invoice) =>
          invoice.activation?.address === wallet.address && !whyClosed(this.store, invoice)
      )
  }

  private afterSlippage(incoming: Incoming): Incoming {
    const slippage = decimal(this.store.account.settings.slippagePercent) / 100n
    if (slippage === 0n) {
      return incoming
    }
    const less = (amount: bigint) => multiply(amount, ONE - slippage)
    const { coins, value } = incoming
    return { ...incoming, coins: less(coins), value: value === undefined ? value : less(value) }
  }

  private belonging(invoice: Invoice | undefined, incoming: Incoming): Belonging {
    const { lateDeposits } = this.store.account.settings
    const activation = invoice?.activation
    const isLate = invoice !== undefined && whyClosed(this.store, invoice) !== null
    if (!invoice || !activation || (isLate && lateDeposits === "apart")) {
      return {
        invoiceId: null,
        orderId: null,
        applicationId: null,
        countsFor: null,
        listedBy: null,
        base: null,
        exchangeRate: ONE,
      }
    }
    const isListed = !isLate || lateDeposits === "listed"
    return {
      invoiceId: invoice.id,
      orderId: invoice.orderId,
      applicationId: invoice.applicationId,
      countsFor: isLate ? null : invoice.id,
      listedBy: isListed ? invoice.id : null,
      base: this.baseValue(invoice, activation, incoming),
      exchangeRate: this.exchangeRate(invoice, activation, incoming.coin),
    }
  }

  private baseValue(invoice: Invoice, activation: Activation, incoming: Incoming): BaseValue {
    const { coin, coins } = incoming
    const isWhole = coin === activation.currency && coins === activation.coins
    const reckoned =
      isWhole && invoice.strategy === "fixed"
        ? invoice.amount
        : divide(coins, this.exchangeRate(invoice, activation, coin))
    return {
      currency: invoice.baseCurrency,
      value: incoming.value ?? reckoned,
      invoiceAmount: invoice.amount,
    }
  }

  /** A fixed invoice keeps the rate of its activation, for the currency that was chosen. */
  private exchangeRate(invoice: Invoice, activation: Activation, coin: string): bigint {
    return invoice.strategy === "fixed" && coin === activation.currency
      ? activation.rate
      : this.store.account.rates.rate(invoice.baseCurrency, coin)
  }

  private afterChange(transaction: Transaction, before: string): void {
    const { status, coin, coins } = transaction
    const balance = this.store.balance(coin)
    if (status === "confirmed" && before !== "confirmed") {
      balance.balance += coins
    } else if (status !== "confirmed" && before === "confirmed") {
      balance.balance -= coins
    }
    const isTold =
      status === "confirmed" ||
      status === "failed" ||
      (status === "processing" && this.store.account.settings.processingCallbacks)
    if (isTold) {
      this.callbacks.announce(transaction)
    }
  }
}
