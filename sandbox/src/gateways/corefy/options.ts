import { isCurrency } from "./currencies"

/** How the simulated commerce account is set up. */
export interface CorefyOptions {
  /** Login of the Basic pair, and what `commerce_account` must be. */
  commerceAccountId?: string
  /** The Private API's key: password of the Basic pair, or the bearer token. */
  apiKey?: string
  /** The account's live private key: signs the callbacks of live invoices. */
  callbackSecret?: string
  /** The account's test private key: signs the callbacks of test invoices. */
  callbackSecretTest?: string
  /** The account's callback URL, for invoices without one of their own; none are sent without it. */
  webhookUrl?: string
  /** ISO 4217 codes enabled on the account; all unless given. */
  enabledCurrencies?: string[]
  /** Service codes connected to the account; any well-formed one unless given. */
  enabledServices?: string[]
  settings?: Partial<CorefySettings>
}

/** Where Corefy's documents leave a choice, or accounts differ. May be changed at any time. */
export interface CorefySettings {
  merchantName: string
  /** What the API takes in `Authorization`. */
  authScheme: "basic" | "bearer"
  /** Empty objects arrive as `[]`, as PHP encodes them. */
  emptyObjectAsArray: boolean
  /** HTTP status of a `reference_id` that was used before, for invoices and refunds. */
  duplicateReferenceStatus: 422 | 429
  /** Body of refusals: `{request_id, error_type, error_codes}` or JSON:API's `errors`. */
  errorForm: "corefy" | "json_api"
  /** Members that no document knows: refused with 422, or not looked at. */
  unknownAttributes: "refused" | "ignored"
  /** How the answer says where the payer goes; with `none` only `…/hpp/?cpi=<id>` is left. */
  payerLink: "hpp_url" | "flow_data_get" | "flow_data_post" | "none"
  /** Status of an invoice that nobody has opened yet. */
  statusAfterCreation: "created" | "processing" | "process_pending"
  /** Whether `service` must be given. */
  serviceRequired: boolean
  /** Whether `customer` must be given, as some acquirers want. */
  customerRequired: boolean
  /** Whether a service of another currency is taken (`service_currency` then differs). */
  currencyConversion: boolean
  /** Amounts with decimals are refused, as some acquirers do. */
  wholeAmountsOnly: boolean
  /** Whether the Private API takes `expires`. */
  acceptExpires: boolean
  /** Sandbox minutes until an open invoice expires. */
  lifetimeMinutes: number
  /** Declined attempts on the page until the invoice has failed. */
  attemptsLimit: number
  /** Whether the payer may change the amount on the page, as on DeStream's. */
  amountEditable: boolean
  /** Status after too little money, when the invoice does not allow partial payment. */
  shortPaymentStatus: "processed" | "partially_processed"
  /** Who pays the fee: with `external` the payer pays `payment_amount` = amount + fee. */
  feeStrategy: "included" | "external"
  /** The fee in percent, a decimal string with at most two decimals. */
  feePercent: string
  /** `new`: a refund is its own object; `old`: a partial refund is final for the invoice. */
  refundModel: "new" | "old"
  /** What a refund's answer says. */
  refundStatus: "processed" | "pending" | "failed"
  /** Why all refunds are refused. */
  refundRefusal: "none" | "not_supported" | "insufficient_funds"
  /** Whether `GET /refunds/<id>` exists. */
  refundReading: boolean
  /** Which callbacks a refund causes: of the invoice, of the refund itself, both. */
  refundCallbacks: "invoice" | "refund" | "both"
  /** The account's toggle: callbacks about final statuses only. */
  onlyFinalCallbacks: boolean
  /** Attempts for one callback in all. */
  callbackAttempts: number
  /** Minutes before retry n: n after the attempt before, or n after the first attempt. */
  callbackRetryPause: "since_previous" | "since_first"
  /** The account's toggle: `?id=&serial_number=&amount=` on return URLs. */
  returnContext: boolean
}

export const DEFAULT_SETTINGS: Readonly<CorefySettings> = {
  merchantName: "Sandbox Creators",
  authScheme: "basic",
  emptyObjectAsArray: true,
  duplicateReferenceStatus: 422,
  errorForm: "corefy",
  unknownAttributes: "refused",
  payerLink: "hpp_url",
  statusAfterCreation: "created",
  serviceRequired: true,
  customerRequired: false,
  currencyConversion: false,
  wholeAmountsOnly: false,
  acceptExpires: false,
  lifetimeMinutes: 1440,
  attemptsLimit: 5,
  amountEditable: true,
  shortPaymentStatus: "processed",
  feeStrategy: "included",
  feePercent: "0",
  refundModel: "new",
  refundStatus: "processed",
  refundRefusal: "none",
  refundReading: true,
  refundCallbacks: "invoice",
  onlyFinalCallbacks: false,
  callbackAttempts: 100,
  callbackRetryPause: "since_previous",
  returnContext: false,
}

/** The keys of a sandbox started without any. */
export const DEFAULT_CREDENTIALS = {
  commerceAccountId: "coma_sandbox",
  apiKey: "api_key_sandbox_corefy",
  callbackSecret: "sk_live_sandbox_corefy",
  callbackSecretTest: "sk_test_sandbox_corefy",
} as const

/** The options with everything filled in. */
export interface CorefyAccount {
  commerceAccountId: string
  apiKey: string
  callbackSecret: string
  callbackSecretTest: string
  webhookUrl: string | null
  /** `null`: all of ISO 4217. */
  enabledCurrencies: string[] | null
  /** `null`: any well-formed one. */
  enabledServices: string[] | null
  settings: CorefySettings
}

/** @throws Error when a currency is none, or a setting makes no sense */
export function accountFrom(options: CorefyOptions): CorefyAccount {
  const settings = { ...DEFAULT_SETTINGS, ...options.settings }
  checkCurrencies(options.enabledCurrencies ?? [])
  checkSettings(settings)
  return {
    commerceAccountId: options.commerceAccountId ?? DEFAULT_CREDENTIALS.commerceAccountId,
    apiKey: options.apiKey ?? DEFAULT_CREDENTIALS.apiKey,
    callbackSecret: options.callbackSecret ?? DEFAULT_CREDENTIALS.callbackSecret,
    callbackSecretTest: options.callbackSecretTest ?? DEFAULT_CREDENTIALS.callbackSecretTest,
    webhookUrl: options.webhookUrl ?? null,
    enabledCurrencies: options.enabledCurrencies ? [...options.enabledCurrencies] : null,
    enabledServices: options.enabledServices ? [...options.enabledServices] : null,
    settings,
  }
}

/** @throws Error that names the codes that are no currencies */
export function checkCurrencies(codes: string[]): void {
  const unknown = codes.filter((code) => !isCurrency(code))
  if (unknown.length > 0) {
    throw new Error(`corefy.enabledCurrencies: no currency ${unknown.join(", ")}`)
  }
}

/** @throws Error that names the setting that makes no sense */
export function checkSettings(settings: CorefySettings): void {
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(settings.feePercent)) {
    throw new Error("corefy.settings.feePercent must be a decimal string below 100")
  }
  for (const name of ["lifetimeMinutes", "attemptsLimit", "callbackAttempts"] as const) {
    if (!Number.isInteger(settings[name]) || settings[name] < 1) {
      throw new Error(`corefy.settings.${name} must be a whole number, 1 or more`)
    }
  }
}
