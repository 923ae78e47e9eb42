import type { JsonObject } from "../../core/json"

/** Every invoice status of Corefy's documents. */
export const INVOICE_STATUSES = [
  "created",
  "processing",
  "process_pending",
  "process_error",
  "process_failed",
  "processed",
  "partially_processed",
  "expired",
  "terminated",
  "canceled",
  "authorize_required",
  "authorize_failed",
  "authorized",
  "reserved",
  "verified",
  "refunding",
  "refund_pending",
  "refund_error",
  "refund_failed",
  "partially_refunded",
  "refunded",
  "charged_back",
  "partially_charged_back",
] as const

export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** Where the payer's browser goes back to; each may be missing. */
export interface ReturnUrls extends JsonObject {
  success?: string
  pending?: string
  fail?: string
}

/** One try of the payer's. */
export interface PaymentAttempt {
  id: string
  amountMinor: bigint
  /** In lower case; the API shows it in upper case. */
  status: string
  resolution: string
}

/** Statuses are plain strings: the controls may set any, to see what a merchant's code does. */
export interface Invoice {
  id: string
  serialNumber: string
  referenceId: string
  status: string
  resolution: string
  service: string | null
  currency: string
  serviceCurrency: string
  amountMinor: bigint
  feeMinor: bigint
  /** What the payer pays: the amount, with an external fee on top. */
  paymentAmountMinor: bigint
  processedMinor: bigint | null
  refundedMinor: bigint | null
  chargedBackMinor: bigint
  allowPartially: boolean
  testMode: boolean
  description: string | null
  customer: JsonObject | null
  metadata: JsonObject
  serviceFields: JsonObject
  returnUrl: string | null
  returnUrls: ReturnUrls
  callbackUrl: string | null
  /** What a POST to the page must carry to open it. */
  flowToken: string
  attempts: PaymentAttempt[]
  /** Sandbox time in milliseconds, as all times here. */
  createdAt: number
  updatedAt: number
  processedAt: number | null
  expiresAt: number
}

export interface Refund {
  id: string
  invoiceId: string
  referenceId: string
  description: string | null
  status: string
  amountMinor: bigint
  currency: string
  createdAt: number
}
