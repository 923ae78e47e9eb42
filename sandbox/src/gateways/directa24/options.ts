import type { WebhookEndpoint } from "../../core/webhook-types"
import { COUNTRIES, rateUnits } from "./countries"

/** How the simulated merchant account is set up. */
export interface Directa24Options {
  /** Deposit API Key: `x_login` of invoices, `X-Login` of v3. */
  apiKey?: string
  /** Deposit API Passphrase: `x_trans_key` of invoices. */
  apiPassphrase?: string
  /** Deposit API Signature: the key of every signature. */
  apiSignature?: string
  /** Web Status API Key. */
  statusApiKey?: string
  /** Web Status API Passphrase. */
  statusApiPassphrase?: string
  /** Read-only key: Bearer of the v3 lists. */
  readOnlyKey?: string
  /** Confirmation URL of the panel, for invoices without `x_confirmation`. */
  webhookUrl?: string
  /** Return URL of the panel; with it `x_return` may be left out. */
  returnUrl?: string
  settings?: Partial<Directa24Settings>
}

export const INVOICE_REFUSALS = [
  "none",
  "user_unauthorized",
  "user_blacklisted",
  "user_limit_exceeded",
  "cadastral_situation",
  "could_not_make_deposit",
  "could_not_register_user",
  "merchant_configuration_missing",
  "generic",
] as const

export const REFUND_STATUSES = ["PENDING", "COMPLETED", "CANCELLED", "REJECTED"] as const

/** Where D24's documents leave a choice, or accounts differ. May be changed at any time. */
export interface Directa24Settings {
  merchantName: string
  /** As in the test environment: `PT` of webpaystatus is 1, and the test document passes. */
  testMode: boolean
  /** Whether the shop's IP address is on the panel's list; off refuses every API call. */
  ipRegistered: boolean
  /** Why every new invoice is refused. */
  newInvoiceRefusal: (typeof INVOICE_REFUSALS)[number]
  /** HTTP status of v1 errors: 200, or one that says what is wrong. */
  errorStatus: "200" | "http"
  /** Whether v1 errors carry `error_code`. */
  showErrorCode: boolean
  /** What becomes of fields that no document knows. */
  unknownFields: "refused" | "ignored"
  /** `x_iduser`: a number of at most 11 digits, or any text of at most 20 characters. */
  userIds: "numeric" | "any"
  /** An empty `x_bank`: refused, or the payer chooses on the page. */
  emptyBank: "refused" | "chooser"
  /** How amounts are told: with two decimals, or as the invoice had it. */
  amountFormat: "two_decimals" | "as_sent"
  /** `x_amount` when another sum was paid: that sum, or the invoice's. */
  paidAmountShown: "paid" | "invoiced"
  /** Amount and currency that are told of invoices in US dollars. */
  usdInvoiceEcho: "invoice" | "local"
  /** Whose login is in `Sign` of webpaystatus. */
  statusSignLogin: "deposit" | "status"
  /** What a declined attempt leads to: cancelled, or still pending. */
  declinedResult: "8" | "7"
  /** Whether a confirmation with result 7 is sent when the payer leaves with a slip. */
  notifyPending: boolean
  /** Sandbox milliseconds until webpaystatus finds a new invoice. */
  statusLagMs: number
  /** Status of new refunds; `by_method`: COMPLETED for cards, else PENDING. */
  refundStatus: "by_method" | (typeof REFUND_STATUSES)[number]
  /** Which id a refund's notification carries. */
  refundNotificationId: "deposit_id" | "refund_id"
  /** Local money for one US dollar by country, instead of the sandbox's own: `{ BR: "5.5" }`. */
  rates: Record<string, string>
  /** D24's fee in percent, in US dollars; a decimal string with at most two decimals. */
  feePercent: string
}

export const DEFAULT_SETTINGS: Readonly<Directa24Settings> = {
  merchantName: "Sandbox Comercio",
  testMode: false,
  ipRegistered: true,
  newInvoiceRefusal: "none",
  errorStatus: "200",
  showErrorCode: true,
  unknownFields: "refused",
  userIds: "numeric",
  emptyBank: "refused",
  amountFormat: "two_decimals",
  paidAmountShown: "paid",
  usdInvoiceEcho: "invoice",
  statusSignLogin: "deposit",
  declinedResult: "8",
  notifyPending: false,
  statusLagMs: 0,
  refundStatus: "by_method",
  refundNotificationId: "deposit_id",
  rates: {},
  feePercent: "0",
}

/** The credentials of a sandbox started without any. */
export const DEFAULT_CREDENTIALS = {
  apiKey: "d24_sandbox_login",
  apiPassphrase: "d24_sandbox_passphrase",
  apiSignature: "d24_sandbox_signature",
  statusApiKey: "d24_sandbox_status_login",
  statusApiPassphrase: "d24_sandbox_status_pass",
  readOnlyKey: "d24_sandbox_read_only",
} as const

/** The options with everything filled in; the endpoint's secret is the API Signature. */
export interface Directa24Account {
  apiKey: string
  apiPassphrase: string
  statusApiKey: string
  statusApiPassphrase: string
  readOnlyKey: string
  returnUrl: string | null
  settings: Directa24Settings
  endpoint: WebhookEndpoint
}

const LONGEST_KEY = 32

/** @throws Error when a key is longer than its field, or a rate is none */
export function accountFrom(options: Directa24Options): Directa24Account {
  const { apiSignature, webhookUrl, returnUrl, settings, ...given } = options
  const keys = { ...DEFAULT_CREDENTIALS, ...withoutUndefined(given) }
  for (const name of ["apiKey", "apiPassphrase", "statusApiKey", "statusApiPassphrase"] as const) {
    if (keys[name].length > LONGEST_KEY) {
      throw new Error(`directa24.${name} is longer than ${LONGEST_KEY} characters`)
    }
  }
  checkRates(settings?.rates ?? {})
  checkFee(settings?.feePercent)
  return {
    apiKey: keys.apiKey,
    apiPassphrase: keys.apiPassphrase,
    statusApiKey: keys.statusApiKey,
    statusApiPassphrase: keys.statusApiPassphrase,
    readOnlyKey: keys.readOnlyKey,
    returnUrl: returnUrl ?? null,
    settings: { ...DEFAULT_SETTINGS, ...settings, rates: { ...settings?.rates } },
    endpoint: {
      url: webhookUrl ?? null,
      secret: apiSignature ?? DEFAULT_CREDENTIALS.apiSignature,
      events: null,
    },
  }
}

/** @throws Error for a country that D24 has not, or what is no rate */
export function checkRates(rates: Record<string, string>): void {
  for (const [country, rate] of Object.entries(rates)) {
    if (!(country in COUNTRIES)) {
      throw new Error(`directa24: D24 has no country ${country}`)
    }
    rateUnits(rate)
  }
}

/** @throws Error for what is no percentage */
export function checkFee(percent = DEFAULT_SETTINGS.feePercent): void {
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(percent)) {
    throw new Error("directa24.settings.feePercent must be a decimal string below 100")
  }
}

function withoutUndefined<T extends object>(members: T): Partial<T> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Partial<T>
}
