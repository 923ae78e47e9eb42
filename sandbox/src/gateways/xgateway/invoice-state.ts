import { decimal, multiply, ONE } from "./amounts"
import type { Invoice, Transaction } from "./entities"
import type { XGatewayStore } from "./store"

/** Why an invoice takes no more money. */
export type Closed = "completed" | "canceled" | "expired"

/** Deposits that count for an invoice, oldest first. */
export function depositsFor(store: XGatewayStore, invoice: Invoice): Transaction[] {
  return store.transactionsWhere(({ countsFor }) => countsFor === invoice.id)
}

/** What was received on time and confirmed, in the base currency. */
export function receivedFor(store: XGatewayStore, invoice: Invoice): bigint {
  return depositsFor(store, invoice)
    .filter(({ status }) => status === "confirmed")
    .reduce((sum, { base }) => sum + (base?.value ?? 0n), 0n)
}

/** What is still missing; never below 0. */
export function openAmount(store: XGatewayStore, invoice: Invoice): bigint {
  const missing = invoice.amount - receivedFor(store, invoice)
  return missing > 0n ? missing : 0n
}

export function whyClosed(store: XGatewayStore, invoice: Invoice): Closed | null {
  if (isCovered(store, invoice)) {
    return "completed"
  }
  if (invoice.canceledAt !== null) {
    return "canceled"
  }
  const { activation } = invoice
  return activation && store.now() >= activation.expiresAt ? "expired" : null
}

/** The status that `GET /invoices/{id}` tells. */
export function invoiceStatus(store: XGatewayStore, invoice: Invoice): string {
  const closed = whyClosed(store, invoice)
  if (invoice.forcedStatus !== null) {
    return invoice.forcedStatus
  }
  if (closed === "completed" || closed === "canceled") {
    return closed
  }
  const isSeen = depositsFor(store, invoice).some(({ status }) =>
    ["pending", "processing"].includes(status)
  )
  if (isSeen) {
    return "processing"
  }
  if (closed === "expired") {
    return store.account.settings.expiredInvoiceStatus
  }
  return invoice.activation ? "active" : "created"
}

function isCovered(store: XGatewayStore, invoice: Invoice): boolean {
  const { shortPaymentCompletes, invoiceTolerancePercent } = store.account.settings
  const received = receivedFor(store, invoice)
  const share = ONE - decimal(invoiceTolerancePercent) / 100n
  return received > 0n && (shortPaymentCompletes || received >= multiply(invoice.amount, share))
}
