import type { WebhookEndpoint } from "../../core/webhook-types"
import { CURRENCY_EXPONENTS } from "./currencies"

/** How the simulated organisation is set up. */
export interface StreamPayOptions {
  /** First half of the key pair. */
  apiKey?: string
  /** Second half of the key pair. */
  apiSecret?: string
  /** Signs webhooks. */
  webhookSecret?: string
  /** Where webhooks go; none are sent without it. */
  webhookUrl?: string
  /** ISO 4217 codes that products and links may use; all nine that StreamPay has, unless given. */
  enabledCurrencies?: string[]
  /** What `GET /me` says about the organisation; true unless given. */
  sandbox?: boolean
  settings?: Partial<StreamPaySettings>
}

/** Where StreamPay's documents leave a choice, or accounts differ. May be changed at any time. */
export interface StreamPaySettings {
  merchantName: string
  /** The owner's address, the only one for consumers when `consumersLimitedToOwner` is on. */
  ownerEmail: string
  /** Partial refunds: `refused` (422), `honored`, or `ignored`: the whole payment goes back. */
  partialRefunds: "refused" | "honored" | "ignored"
  /** Whether payments tell `amount_refunded`. */
  showAmountRefunded: boolean
  /** What a refund answers: the payment, or a row `{id, amount_refunded, refunded_at}`. */
  refundReply: "payment" | "row"
  /** A declined attempt leaves an invoice with a FAILED payment, and PAYMENT_FAILED is sent. */
  declinedAttemptLeavesPayment: boolean
  /** Status of a link past `valid_until`. */
  expiredLinkStatus: "ACTIVE" | "INACTIVE"
  /** Sandbox milliseconds until a new invoice and its payments can be read. */
  invoiceReadLagMs: number
  /** Sandbox milliseconds until a new link can be read. */
  linkReadLagMs: number
  /** Which webhooks carry `data.metadata`. */
  webhookMetadata: "always" | "payment_events" | "never"
  /** Whether a webhook's retries are signed with a fresh time. */
  resignRetries: boolean
  /** Consumers may only be created with the owner's e-mail address. */
  consumersLimitedToOwner: boolean
}

export const DEFAULT_SETTINGS: Readonly<StreamPaySettings> = {
  merchantName: "Sandbox Trading Est.",
  ownerEmail: "owner@sandbox.example",
  partialRefunds: "refused",
  showAmountRefunded: true,
  refundReply: "payment",
  declinedAttemptLeavesPayment: false,
  expiredLinkStatus: "ACTIVE",
  invoiceReadLagMs: 0,
  linkReadLagMs: 0,
  webhookMetadata: "always",
  resignRetries: false,
  consumersLimitedToOwner: false,
}

/** The key pair and webhook secret of a sandbox started without any. */
export const DEFAULT_CREDENTIALS = {
  apiKey: "ak_sandbox_streampay",
  apiSecret: "as_sandbox_streampay",
  webhookSecret: "whsec_sandbox_streampay",
} as const

/** The options with everything filled in. */
export interface StreamPayAccount {
  apiKey: string
  apiSecret: string
  sandbox: boolean
  enabledCurrencies: string[]
  settings: StreamPaySettings
  endpoint: WebhookEndpoint
}

/** @throws Error when a currency is none of StreamPay's */
export function accountFrom(options: StreamPayOptions): StreamPayAccount {
  const enabled = options.enabledCurrencies ?? Object.keys(CURRENCY_EXPONENTS)
  const foreign = enabled.filter((code) => !(code in CURRENCY_EXPONENTS))
  if (foreign.length > 0) {
    throw new Error(`streampay.enabledCurrencies: StreamPay has no ${foreign.join(", ")}`)
  }
  return {
    apiKey: options.apiKey ?? DEFAULT_CREDENTIALS.apiKey,
    apiSecret: options.apiSecret ?? DEFAULT_CREDENTIALS.apiSecret,
    sandbox: options.sandbox ?? true,
    enabledCurrencies: [...enabled],
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    endpoint: {
      url: options.webhookUrl ?? null,
      secret: options.webhookSecret ?? DEFAULT_CREDENTIALS.webhookSecret,
      events: null,
    },
  }
}
