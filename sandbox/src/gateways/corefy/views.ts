import type { JsonObject } from "../../core/json"
import type { Invoice, Refund } from "./entities"
import { toMajor } from "./money"
import type { CorefyService } from "./service"

/** An invoice as the controls show it. Amounts are decimal strings in major units. */
export interface CorefyPaymentView {
  /** The invoice's id, `cpi_…`. */
  reference: string
  /** The merchant's own `reference_id`. */
  referenceId: string
  /** The shop's session: `metadata.session_id`, else the merchant's `reference_id`. */
  sessionReference: string
  /** The hosted page. */
  url: string
  status: string
  resolution: string
  /** Why the hosted page takes no payment: the status; `null` when it does. */
  closed: string | null
  amount: string
  /** What the payer is asked for: the amount, with an external fee on top. */
  paymentAmount: string
  /** What the next full payment comes to. */
  open: string
  paid: string
  refunded: string
  chargedBack: string
  currency: string
  service: string | null
  testMode: boolean
  allowPartially: boolean
  description: string | null
  customer: JsonObject | null
  metadata: JsonObject
  returnUrl: string | null
  returnUrls: JsonObject
  callbackUrl: string | null
  createdAt: string
  expiresAt: string
  refunds: CorefyRefundView[]
}

/** A refund as the controls show it. */
export interface CorefyRefundView {
  id: string
  reference: string
  /** The merchant's own `reference_id`. */
  referenceId: string
  status: string
  amount: string
  currency: string
  description: string | null
}

export function viewPayment(service: CorefyService, invoice: Invoice): CorefyPaymentView {
  const { checkout, store } = service
  const { metadata } = invoice
  const money = (minor: bigint) => toMajor(minor, invoice.currency)
  return {
    reference: invoice.id,
    referenceId: invoice.referenceId,
    sessionReference: sessionReferenceOf(invoice),
    url: service.pageUrl(invoice),
    status: invoice.status,
    resolution: invoice.resolution,
    closed: checkout.whyClosed(invoice),
    amount: money(invoice.amountMinor),
    paymentAmount: money(invoice.paymentAmountMinor),
    open: money(checkout.openAmount(invoice)),
    paid: money(invoice.processedMinor ?? 0n),
    refunded: money(invoice.refundedMinor ?? 0n),
    chargedBack: money(invoice.chargedBackMinor),
    currency: invoice.currency,
    service: invoice.service,
    testMode: invoice.testMode,
    allowPartially: invoice.allowPartially,
    description: invoice.description,
    customer: invoice.customer,
    metadata,
    returnUrl: invoice.returnUrl,
    returnUrls: invoice.returnUrls,
    callbackUrl: invoice.callbackUrl,
    createdAt: new Date(invoice.createdAt).toISOString(),
    expiresAt: new Date(invoice.expiresAt).toISOString(),
    refunds: store.refundsOf(invoice.id).map(viewRefund),
  }
}

export function viewRefund(refund: Refund): CorefyRefundView {
  return {
    id: refund.id,
    reference: refund.invoiceId,
    referenceId: refund.referenceId,
    status: refund.status,
    amount: toMajor(refund.amountMinor, refund.currency),
    currency: refund.currency,
    description: refund.description,
  }
}

/** What the shop calls it. */
export function sessionReferenceOf({ metadata, referenceId }: Invoice): string {
  return typeof metadata.session_id === "string" ? metadata.session_id : referenceId
}
