import type { JsonObject } from "../../core/json"
import type { Invoice, Payment, PaymentLink } from "./entities"
import { toMajor } from "./money"
import type { StreamPayService } from "./service"
import { zonedTime } from "./timestamps"

/** A payment link as the controls show it. Amounts are decimal strings in major units. */
export interface LinkView {
  id: string
  /** The hosted page. */
  url: string
  name: string
  status: string
  /** Why the hosted page takes no payment; `null` when it does. */
  closed: "expired" | "completed" | "inactive" | null
  amount: string
  amountCollected: string
  /** What the next full payment comes to. */
  amountOpen: string
  currency: string
  maxNumberOfPayments: number | null
  validUntil: string | null
  customMetadata: JsonObject | null
  organizationConsumerId: string | null
  successRedirectUrl: string | null
  failureRedirectUrl: string | null
  createdAt: string
}

/** An invoice as the controls show it. */
export interface InvoiceView {
  id: string
  linkId: string | null
  status: string
  currency: string
  total: string
  paid: string
  subscriptionId: string | null
  payments: PaymentView[]
}

/** A payment as the controls show it. */
export interface PaymentView {
  id: string
  invoiceId: string
  linkId: string | null
  status: string
  amount: string
  amountRefunded: string
  currency: string
  method: string | null
  type: string
  /** Shared by payments that were paid in one go. */
  transactionId: string | null
}

export function viewLink(service: StreamPayService, link: PaymentLink): LinkView {
  const { store, checkout } = service
  return {
    id: link.id,
    url: service.pageUrl(link),
    name: link.name,
    status: store.shownStatus(link),
    closed: checkout.whyClosed(link),
    amount: toMajor(link.totalMinor, link.currency),
    amountCollected: toMajor(store.collectedBy(link.id), link.currency),
    amountOpen: toMajor(checkout.openAmount(link), link.currency),
    currency: link.currency,
    maxNumberOfPayments: link.maxNumberOfPayments,
    validUntil: link.validUntil === null ? null : zonedTime(link.validUntil),
    customMetadata: link.customMetadata,
    organizationConsumerId: link.organizationConsumerId,
    successRedirectUrl: link.successRedirectUrl,
    failureRedirectUrl: link.failureRedirectUrl,
    createdAt: zonedTime(link.createdAt),
  }
}

export function viewInvoice({ store }: StreamPayService, invoice: Invoice): InvoiceView {
  return {
    id: invoice.id,
    linkId: invoice.paymentLinkId,
    status: invoice.status,
    currency: invoice.currency,
    total: toMajor(invoice.totalMinor, invoice.currency),
    paid: toMajor(store.paidOn(invoice.id), invoice.currency),
    subscriptionId: invoice.subscriptionId,
    payments: store
      .paymentsOf(invoice.id)
      .map((payment) => viewPayment(invoice.paymentLinkId, payment)),
  }
}

export function viewPayment(linkId: string | null, payment: Payment): PaymentView {
  return {
    id: payment.id,
    invoiceId: payment.invoiceId,
    linkId,
    status: payment.currentStatus,
    amount: toMajor(payment.amountMinor, payment.currency),
    amountRefunded: toMajor(payment.refundedMinor, payment.currency),
    currency: payment.currency,
    method: payment.method,
    type: payment.type,
    transactionId: payment.transactionId,
  }
}
