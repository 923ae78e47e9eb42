import type { WebhookEndpoint } from "../../core/webhook-types"
import { FIAT_CODES } from "./currencies"
import { Rates, type RateTable } from "./rates"

/** How the simulated merchant account is set up. */
export interface XGatewayOptions {
  /** The value of `x-api-key`. */
  apiKey?: string
  /** Goes into the hashes of callbacks. */
  secretKey?: string
  /** The one URL of all callbacks; none are sent without it. */
  webhookUrl?: string
  /** Fiat codes that invoices may be priced in; all twelve unless given. */
  baseCurrencies?: string[]
  /** US dollars for one of each currency, over the sandbox's own. */
  rates?: RateTable
  settings?: Partial<XGatewaySettings>
}

/** Where XGateway's documents leave a choice, or accounts differ. May be changed at any time. */
export interface XGatewaySettings {
  merchantName: string
  /** What `POST /invoices` answers: `…/v2/invoice/<id>`, or the shorter `…/<id>`. */
  checkoutUrlForm: "long" | "short"
  /** Whether an invoice's `amount` may also be a string. */
  amountAsText: boolean
  /** Members of `POST /invoices` and `POST /channels` that no document has. */
  unknownFields: "refused" | "ignored"
  /** A second invoice with the same `orderId`: made, or refused with `db_violation`. */
  duplicateOrderId: "accepted" | "refused"
  /** Least and most that an invoice may be over, in its base currency; `null`: no limit. */
  invoiceMinimum: string | null
  invoiceMaximum: string | null
  /** Sandbox minutes from activation to the end of a fixed invoice. */
  activeMinutes: number
  /** What `GET /invoices` says of an invoice whose time is over. */
  expiredInvoiceStatus: "canceled" | "expired" | "active"
  /** Status for an id that is no invoice's or transaction's. */
  unknownIdStatus: 404 | 400
  /** Deposits after the end of their invoice: listed in it; naming it only; or neither. */
  lateDeposits: "listed" | "linked" | "apart"
  /** Whether any confirmed deposit completes its invoice, also one that is short. */
  shortPaymentCompletes: boolean
  /** Percent that may be missing of an invoice that completes. */
  invoiceTolerancePercent: string
  /** Percent by which even an exact payment arrives short; the documented sample has 0.008. */
  slippagePercent: string
  /** What `amount` and `currency` of an invoice's deposit are: the invoice's, or the coins. */
  invoiceDepositAmount: "invoice" | "coins"
  /** `currency` of deposits beside invoices: `USDT` as in the sample, or `tUSDT`. */
  channelCurrency: "symbol" | "code"
  /** Where `info` has `transactionAmountBaseCurrency` and `invoiceBase…`. */
  invoiceBaseInfo: "everywhere" | "callbacks" | "nowhere"
  /** The members `usd` and `eur`; with `usd_only`, `eur` is "0" as in the sample. */
  fiatValues: "both" | "usd_only" | "absent"
  feesMember: "fees" | "fee"
  confirmedWord: "confirmed" | "completed"
  /** Whether deposits that are seen but not confirmed are called back too. */
  processingCallbacks: boolean
  /** Coins below this worth in US dollars are dropped silently. */
  dustBelowUsd: string
  /** Status and members of what `POST /channels` answers. */
  channelStatus: 201 | 200
  channelReply: "qr_url" | "qr_url_and_code" | "address_only"
  /** Whether `GET /exchange/rate` wants the API key. */
  rateNeedsKey: boolean
  /** What `GET /exchange/rate` answers: `amount` times the rate, or the rate. */
  rateReply: "converted" | "rate"
  withdrawalStatus: 201 | 200
  withdrawalReply: "transaction" | "id"
  /** The same `orderId` again: the first withdrawal is answered, or `db_violation`. */
  repeatedWithdrawal: "same" | "refused"
  /** More than the balance: the withdrawal fails later, or is refused at once. */
  insufficientFunds: "failed" | "refused"
  /** Sandbox milliseconds until a withdrawal is settled; `null`: by control. */
  withdrawalSettlesAfterMs: number | null
  /** Whether this is the demo environment, with `POST /transaction/simulate`. */
  demo: boolean
  /** Sandbox milliseconds to the first retry of a callback; each further wait is twice as long. */
  firstRetryMs: number
}

export const DEFAULT_SETTINGS: Readonly<XGatewaySettings> = {
  merchantName: "Sandbox Shop",
  checkoutUrlForm: "long",
  amountAsText: false,
  unknownFields: "refused",
  duplicateOrderId: "accepted",
  invoiceMinimum: null,
  invoiceMaximum: null,
  activeMinutes: 15,
  expiredInvoiceStatus: "canceled",
  unknownIdStatus: 404,
  lateDeposits: "apart",
  shortPaymentCompletes: false,
  invoiceTolerancePercent: "0.1",
  slippagePercent: "0",
  invoiceDepositAmount: "invoice",
  channelCurrency: "symbol",
  invoiceBaseInfo: "everywhere",
  fiatValues: "both",
  feesMember: "fees",
  confirmedWord: "confirmed",
  processingCallbacks: false,
  dustBelowUsd: "0",
  channelStatus: 201,
  channelReply: "qr_url",
  rateNeedsKey: false,
  rateReply: "converted",
  withdrawalStatus: 201,
  withdrawalReply: "transaction",
  repeatedWithdrawal: "same",
  insufficientFunds: "failed",
  withdrawalSettlesAfterMs: null,
  demo: true,
  firstRetryMs: 60_000,
}

/** The keys of a sandbox started without any. */
export const DEFAULT_CREDENTIALS = {
  apiKey: "xgw_sandbox_api_key",
  secretKey: "xgw_sandbox_secret_key",
} as const

/** The options with everything filled in. */
export interface XGatewayAccount {
  apiKey: string
  /** Of the account and its reference currency. */
  accountId: string
  baseCurrencies: string[]
  rates: Rates
  settings: XGatewaySettings
  endpoint: WebhookEndpoint
  /** Every secret key so far: hashes made with them are the sandbox's own. */
  secretKeys: Set<string>
}

/** @throws Error when a base currency or a rate is none of XGateway's */
export function accountFrom(options: XGatewayOptions): XGatewayAccount {
  const foreign = (options.baseCurrencies ?? []).filter((code) => !FIAT_CODES.includes(code))
  if (foreign.length > 0) {
    throw new Error(`xgateway.baseCurrencies: XGateway has no ${foreign.join(", ")}`)
  }
  const secret = options.secretKey ?? DEFAULT_CREDENTIALS.secretKey
  return {
    apiKey: options.apiKey ?? DEFAULT_CREDENTIALS.apiKey,
    accountId: "5a0d6a5c-7c1e-4b52-9d3b-0f4c8e2a9b10",
    baseCurrencies: [...(options.baseCurrencies ?? FIAT_CODES)],
    rates: new Rates(options.rates ?? {}),
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    endpoint: { url: options.webhookUrl ?? null, secret, events: null },
    secretKeys: new Set([secret]),
  }
}
