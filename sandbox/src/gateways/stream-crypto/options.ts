import type { WebhookEndpoint } from "../../core/webhook-types"
import { parseRate } from "./rates"

/** How the simulated shop is registered at the gateway. */
export interface StreamCryptoOptions {
  /** The public id that stands in the path of a creation. */
  clientId?: string
  /** Signs callbacks; requests carry no secret. */
  clientSecret?: string
  /** The callback URL of the shop; none are sent without it. */
  webhookUrl?: string
  settings?: Partial<StreamCryptoSettings>
}

/**
 * Where the documents leave a choice, or shops differ. May be changed at any time; a payment keeps
 * the amounts and the time of its creation. Times are sandbox milliseconds.
 */
export interface StreamCryptoSettings {
  shopName: string
  /** Shops that are not approved get 403 for every creation. */
  shopApproved: boolean
  /** `network` of each payment: `mainnet`, `testnet`, … */
  network: string
  /** `local_currency` of payments that were priced in STRM. */
  localCurrency: "usd" | "eur"
  /** USD for one STRM, as a decimal string. */
  strmUsd: string
  /** USD for one SOL, as a decimal string. */
  solUsd: string
  /** USD for one EUR, as a decimal string. */
  eurUsd: string
  /** How long an address is open. */
  expiryMs: number
  /** How long a payment is still read as pending after its money arrived. */
  statusLagMs: number
  /** How long `processed_at`, `transaction_hash` and `signer_id` are missing after completion. */
  transactionLagMs: number
  /** HTTP status of a creation. */
  createdHttpStatus: 200 | 201
  /** HTTP status of a reading that says `not_found`. */
  notFoundHttpStatus: 200 | 404
  /** What is read of an expired payment: `{status}` alone, or the payment with that status. */
  expiredReply: "status_only" | "payment"
  /** What a payment is read as whose money arrived after its expiry. */
  latePaymentStatus: "not_found" | "completed"
  /** What a payment that was completed in time is read as after its expiry. */
  completedAfterExpiry: "completed" | "not_found"
  /** Whether money that is not enough sends the callback as well. */
  underpaidCallback: boolean
  /** Whether a payment whose callback is not taken is read as `ERR_CALLBACK`. */
  showCallbackErrors: boolean
  /** Amounts in callbacks: JSON strings, or bare JSON numbers with all their digits. */
  callbackNumbers: "strings" | "numbers"
  /** `amount` and `received_amount` in callbacks: smallest units of STRM, or STRM. */
  callbackAmounts: "smallest_unit" | "display"
  /** Smallest units of USDC: the token's 6 decimals, or 10^17 for 1.00 as in the documents' sample. */
  usdcAmounts: "six_decimals" | "as_in_sample"
  /** Decimals that `displayAmount` of STRM is cut to; sending that much is enough. 2 to 24. */
  displayDecimals: number
  /** Addresses as Solana writes them, or as in the documents' sample. */
  addressFormat: "base58" | "hex"
  /** Amounts of a creation that are JSON numbers instead of strings. */
  numericAmounts: "refused" | "accepted"
  /** Members of a creation that no document knows. */
  unknownFields: "refused" | "ignored"
}

export const DEFAULT_SETTINGS: Readonly<StreamCryptoSettings> = {
  shopName: "Sandbox Trading Est.",
  shopApproved: true,
  network: "mainnet",
  localCurrency: "usd",
  strmUsd: "6.01",
  solUsd: "150",
  eurUsd: "1.08",
  expiryMs: 10 * 60_000,
  statusLagMs: 0,
  transactionLagMs: 0,
  createdHttpStatus: 200,
  notFoundHttpStatus: 200,
  expiredReply: "status_only",
  latePaymentStatus: "not_found",
  completedAfterExpiry: "completed",
  underpaidCallback: false,
  showCallbackErrors: false,
  callbackNumbers: "strings",
  callbackAmounts: "smallest_unit",
  usdcAmounts: "six_decimals",
  displayDecimals: 5,
  addressFormat: "base58",
  numericAmounts: "refused",
  unknownFields: "refused",
}

/** Client id and secret of a sandbox started without any. */
export const DEFAULT_CREDENTIALS = {
  clientId: "client_sandbox_stream_crypto",
  clientSecret: "secret_sandbox_stream_crypto",
} as const

/** The options with everything filled in. */
export interface StreamCryptoAccount {
  clientId: string
  settings: StreamCryptoSettings
  /** Its secret is the client secret. */
  endpoint: WebhookEndpoint
}

/** @throws Error when a setting makes no sense */
export function accountFrom(options: StreamCryptoOptions): StreamCryptoAccount {
  return {
    clientId: options.clientId ?? DEFAULT_CREDENTIALS.clientId,
    settings: checkSettings({ ...DEFAULT_SETTINGS, ...options.settings }),
    endpoint: {
      url: options.webhookUrl ?? null,
      secret: options.clientSecret ?? DEFAULT_CREDENTIALS.clientSecret,
      events: null,
    },
  }
}

/** @throws Error that names the setting that makes no sense */
export function checkSettings(settings: StreamCryptoSettings): StreamCryptoSettings {
  for (const name of ["strmUsd", "solUsd", "eurUsd"] as const) {
    parseRate(name, settings[name])
  }
  for (const name of ["expiryMs", "statusLagMs", "transactionLagMs"] as const) {
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 0) {
      throw new Error(`${name} must be whole milliseconds, 0 or more`)
    }
  }
  const { displayDecimals } = settings
  if (!Number.isInteger(displayDecimals) || displayDecimals < 2 || displayDecimals > 24) {
    throw new Error("displayDecimals must be a whole number from 2 to 24")
  }
  return settings
}
