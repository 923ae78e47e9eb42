import type { JsonObject } from "../../core/json"
import type { Delivery, WebhookMishandling } from "../../core/webhook-types"
import type { XGatewaySettings } from "./options"
import type { RateTable } from "./rates"
import type { XGatewayChannelView, XGatewayPaymentView, XGatewayTransactionView } from "./views"

/** How an invoice is paid by control. Amounts are decimal strings in its base currency. */
export interface XGatewayPayOptions {
  /** Exactly this much, whatever is open. */
  amount?: string
  /** This much less than what is open. */
  shortBy?: string
  /** This much more than what is open. */
  overBy?: string
  /** The coin; unless given, the chosen one, else the first that is offered. */
  currency?: string
  /** `confirmed` unless given; `processing` waits for `confirm`. */
  status?: string
  /** Also on an invoice that is over: a late or a second deposit. */
  evenIfClosed?: boolean
}

/** Coins that somebody sends to a wallet, with or without an invoice. */
export interface XGatewayDepositOptions {
  /** Of a wallet; or `customerId`, and then `currency` too if the customer has several wallets. */
  address?: string
  customerId?: string
  /** The coin; unless given, the one that the wallet was first asked for. */
  currency?: string
  /** Coins; or `value`. */
  amount?: string
  /** Coins worth this much of `valueCurrency` at the present rate. */
  value?: string
  /** USD unless given. */
  valueCurrency?: string
  /** `confirmed` unless given. */
  status?: string
  /** Arrives so many sandbox milliseconds later; then nothing is answered yet. */
  later?: number
}

/** What a payment by control came to. */
export interface XGatewayPayResult {
  /** The invoice; `null` for deposits beside invoices. */
  payment: XGatewayPaymentView | null
  /** `null` when nothing was recorded: dust, or later. */
  transaction: XGatewayTransactionView | null
  /** Where the payer's browser would go. */
  redirectUrl: string | null
  /** The callbacks that this caused, in their order. */
  deliveries: Delivery[]
}

/** A callback of any type, about anything, told in any way. */
export interface XGatewaySendEventOptions extends WebhookMishandling {
  /** The transaction that it is about. */
  transactionId?: string
  /** Or the invoice (id, order id, customer id) whose newest deposit it is about. */
  reference?: string
  /** Of callbacks without a transaction. */
  customerId?: string
  currency?: string
  /** Members that differ; the hash is made after them, but for a `hash` of its own. */
  members?: JsonObject
  /** Instead of the whole body. */
  rawBody?: string
}

export interface XGatewayStatusOptions {
  /** Calls back with the new status. */
  event?: boolean
}

/**
 * Steers the simulated XGateway. A reference is an invoice's id, its order id or its customer's;
 * the newest of several counts. Every method throws an Error for one that is unknown.
 */
export interface XGatewayControls {
  /** With `/api/v2`, as merchants configure it. */
  readonly baseUrl: string
  readonly apiKey: string
  /** The present one. */
  readonly secretKey: string

  /** All invoices, newest last. */
  payments(): XGatewayPaymentView[]
  payment(reference: string): XGatewayPaymentView
  /** Deposits and withdrawals, oldest first; those of one customer when given. */
  transactions(customerId?: string): XGatewayTransactionView[]
  transaction(transactionId: string): XGatewayTransactionView
  /** Every wallet, oldest first. */
  channels(): XGatewayChannelView[]
  withdrawals(): XGatewayTransactionView[]

  /** The payer chooses a currency and goes on: the clock starts. */
  activate(reference: string, currency?: string): XGatewayPaymentView
  /** Pays what is open: exactly, unless the options say otherwise. Activates when needed. */
  pay(reference: string, options?: XGatewayPayOptions): XGatewayPayResult
  /** A deposit that fails. */
  fail(reference: string, options?: Pick<XGatewayPayOptions, "currency">): XGatewayPayResult
  /** The payer leaves the page: nothing is sent. @returns where the browser would go */
  cancel(reference: string): string | null
  /** Its time is over now. */
  expire(reference: string): XGatewayPaymentView
  /** Coins arrive at a wallet; an open invoice that waits there takes them. */
  deposit(options: XGatewayDepositOptions): XGatewayPayResult
  /** A deposit gets confirmed, also after it failed. */
  confirm(transactionId: string): XGatewayPayResult
  /** A deposit fails, also by hand after it was confirmed. */
  failTransaction(transactionId: string): XGatewayPayResult
  /**
   * Any string, for a transaction's id or for an invoice. An invoice has no callback: with `event`
   * its newest deposit gets the status too (one is made when there is none) and is called back.
   */
  setStatus(reference: string, status: string, options?: XGatewayStatusOptions): XGatewayPayResult
  /** The merchant sends money back in the back office, by an amount in the base currency. */
  refund(reference: string, amount?: string): XGatewayTransactionView
  /** A notice of type `chargeback` about the newest deposit; its body is not documented. */
  chargeBack(reference: string, amount?: string): Delivery[]
  /** The result of a withdrawal; without the funds it fails either way. */
  settleWithdrawal(transactionId: string, status: "confirmed" | "failed"): XGatewayTransactionView

  /**
   * Queues a callback. `deposit.confirmed` and the like tell that type and status of a transaction
   * (also stale ones); `bank_account`, `kyc` and any other word are a `callbackType`.
   */
  sendEvent(event: string, options?: XGatewaySendEventOptions): Delivery[]
  /** The one URL of all callbacks; `null`: none are sent any more. */
  setWebhookUrl(url: string | null): void
  /** Later attempts are hashed with this one, retries too. */
  setSecretKey(secretKey: string): void
  /** US dollars for one of each. */
  rates(): RateTable
  setRates(table: RateTable): RateTable
  /** Coins that the merchant has. */
  balances(): Record<string, string>
  setBalance(currency: string, amount: string): void
  setBaseCurrencies(currencies: string[]): void
  settings(): XGatewaySettings
  changeSettings(changes: Partial<XGatewaySettings>): XGatewaySettings
}
