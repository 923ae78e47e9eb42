import type { StreamPayAccount } from "./options"
import type { Consumer, Invoice, Payment, PaymentLink, Product, Subscription } from "./entities"

/** Statuses of payments whose money arrived and did not go back whole. */
const PAID_STATUSES: readonly string[] = ["SUCCEEDED", "SETTLED", "PARTIALLY_REFUNDED"]

/** True for payments whose money arrived. */
export function isPaid(payment: Payment): boolean {
  return PAID_STATUSES.includes(payment.currentStatus)
}

/** Everything the simulated organisation has; in memory only. */
export class StreamPayStore {
  readonly products = new Map<string, Product>()
  readonly links = new Map<string, PaymentLink>()
  readonly invoices = new Map<string, Invoice>()
  readonly payments = new Map<string, Payment>()
  readonly consumers = new Map<string, Consumer>()
  readonly subscriptions = new Map<string, Subscription>()
  private readonly invoicesByLink = new Map<string, Invoice[]>()
  private readonly paymentsByInvoice = new Map<string, Payment[]>()
  private invoiceNumber = 1000

  constructor(
    /** Changed by the controls while it runs. */
    readonly account: StreamPayAccount,
    readonly now: () => number
  ) {}

  addInvoice(invoice: Omit<Invoice, "number">): Invoice {
    const numbered = { ...invoice, number: ++this.invoiceNumber }
    this.invoices.set(numbered.id, numbered)
    if (numbered.paymentLinkId) {
      append(this.invoicesByLink, numbered.paymentLinkId, numbered)
    }
    return numbered
  }

  addPayment(payment: Payment): Payment {
    this.payments.set(payment.id, payment)
    append(this.paymentsByInvoice, payment.invoiceId, payment)
    return payment
  }

  invoicesOf(linkId: string): Invoice[] {
    return this.invoicesByLink.get(linkId) ?? []
  }

  paymentsOf(invoiceId: string): Payment[] {
    return this.paymentsByInvoice.get(invoiceId) ?? []
  }

  /** What was paid on an invoice, in the smallest unit. */
  paidOn(invoiceId: string): bigint {
    return this.paymentsOf(invoiceId)
      .filter(isPaid)
      .reduce((sum, payment) => sum + payment.amountMinor, 0n)
  }

  /** What was paid through a link, in the smallest unit. */
  collectedBy(linkId: string): bigint {
    return this.invoicesOf(linkId).reduce((sum, invoice) => sum + this.paidOn(invoice.id), 0n)
  }

  /** Invoices that can be read already. */
  isVisible(invoice: Invoice): boolean {
    return invoice.visibleFrom <= this.now()
  }

  isExpired(link: PaymentLink): boolean {
    return link.expiresAt !== null && this.now() >= link.expiresAt
  }

  /** The status that replies show: an expired link may have turned inactive. */
  shownStatus(link: PaymentLink): string {
    return link.status === "ACTIVE" && this.isExpired(link)
      ? this.account.settings.expiredLinkStatus
      : link.status
  }

  /** Forgets all records; the account keeps its settings. */
  clear(): void {
    for (const records of [
      this.products,
      this.links,
      this.invoices,
      this.payments,
      this.consumers,
      this.subscriptions,
      this.invoicesByLink,
      this.paymentsByInvoice,
    ]) {
      records.clear()
    }
    this.invoiceNumber = 1000
  }
}

function append<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key)
  if (group) {
    group.push(member)
  } else {
    groups.set(key, [member])
  }
}
