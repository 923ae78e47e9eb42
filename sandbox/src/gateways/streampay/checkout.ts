import { randomUUID } from "node:crypto"
import type { Invoice, Payment, PaymentLink, PaymentMethod, PaymentType } from "./entities"
import type { StreamPayEvents } from "./events"
import { splitEvenly } from "./money"
import { consumerOfPayer } from "./payer"
import { isPaid, type StreamPayStore } from "./store"

/** What came of an attempt to pay. */
export interface CheckoutOutcome {
  link: PaymentLink
  invoice: Invoice
  /** Those of this attempt. */
  payments: Payment[]
  /** The gateway's id behind StreamPay. */
  transactionId: string
}

/** How the payer pays. */
export interface PayRequest {
  /** Smallest units; what is open, unless given. */
  amountMinor?: bigint
  method?: PaymentMethod
  /** Instead of SUCCEEDED; nothing is announced then. */
  status?: string
  /** On a new invoice, although another one is there. */
  newInvoice?: boolean
  /** Phone number or e-mail address that the payer typed. */
  contact?: string
}

export interface PartsRequest {
  /** How many payments the total is split into. */
  parts: number
  /** How many of them are paid now, in one go. */
  payNow?: number
  type?: Exclude<PaymentType, "INITIAL">
  method?: PaymentMethod
  contact?: string
}

const OPEN_INVOICE_STATUSES: readonly string[] = ["DRAFT", "CREATED", "SENT", "ACCEPTED"]

const PAYABLE_PAYMENT_STATUSES: readonly string[] = ["PENDING", "FAILED", "FAILED_INITIATION"]

/** Everything that happens on the payer's side. Who may pay when is for the caller to decide. */
export class Checkout {
  constructor(
    private readonly store: StreamPayStore,
    private readonly events: StreamPayEvents
  ) {}

  /** Why the hosted page would not take a payment; `null` when it would. */
  whyClosed(link: PaymentLink): "expired" | "completed" | "inactive" | null {
    if (link.status === "COMPLETED") {
      return "completed"
    }
    if (this.store.isExpired(link)) {
      return "expired"
    }
    return link.status === "ACTIVE" ? null : "inactive"
  }

  /** What is still to pay: on the open invoice, or the link's total. */
  openAmount(link: PaymentLink): bigint {
    const invoice = this.openInvoice(link)
    return invoice ? invoice.totalMinor - this.store.paidOn(invoice.id) : link.totalMinor
  }

  /** The invoice that the next payment belongs to. */
  openInvoice(link: PaymentLink): Invoice | undefined {
    return this.store
      .invoicesOf(link.id)
      .findLast((invoice) => OPEN_INVOICE_STATUSES.includes(invoice.status))
  }

  /** Payments of the open invoice that wait to be paid. */
  waitingParts(link: PaymentLink): Payment[] {
    const invoice = this.openInvoice(link)
    return invoice
      ? this.store.paymentsOf(invoice.id).filter((payment) => payment.currentStatus === "PENDING")
      : []
  }

  /** Pays what is open (or another amount), in one transaction. */
  pay(link: PaymentLink, request: PayRequest = {}): CheckoutOutcome {
    const known = request.newInvoice ? undefined : this.openInvoice(link)
    const waiting = known && request.amountMinor === undefined ? this.waitingParts(link) : []
    const amount = request.amountMinor ?? (known ? this.openAmount(link) : link.totalMinor)
    const invoice = known ?? this.createInvoice(link, request.contact)
    const payments =
      waiting.length > 0
        ? waiting
        : [this.createPayment(invoice, amount, known ? "SPLIT_PREPAID" : "INITIAL")]
    return this.finish(link, invoice, payments, request)
  }

  /** Splits the total into payments and pays the first of them; the others stay PENDING. */
  payParts(link: PaymentLink, request: PartsRequest): CheckoutOutcome {
    const invoice = this.createInvoice(link, request.contact)
    const payments = splitEvenly(invoice.totalMinor, request.parts).map((amount) =>
      this.createPayment(invoice, amount, request.type ?? "SPLIT_PREPAID")
    )
    return this.finish(link, invoice, payments.slice(0, request.payNow ?? 1), request)
  }

  /** Pays the next waiting payments. */
  payNext(link: PaymentLink, count = 1, method?: PaymentMethod): CheckoutOutcome | undefined {
    const invoice = this.openInvoice(link)
    const waiting = this.waitingParts(link).slice(0, count)
    return invoice && waiting.length > 0
      ? this.finish(link, invoice, waiting, { method })
      : undefined
  }

  /** The bank says no. */
  decline(link: PaymentLink, message: string, contact?: string): { transactionId: string } {
    const transactionId = randomUUID()
    if (!this.store.account.settings.declinedAttemptLeavesPayment) {
      this.events.emit("PAYMENT_LINK_PAY_ATTEMPT_FAILED", { link })
      return { transactionId }
    }
    const known = this.openInvoice(link)
    const invoice = known ?? this.createInvoice(link, contact)
    const payment = this.createPayment(
      invoice,
      known ? this.openAmount(link) : link.totalMinor,
      "INITIAL"
    )
    Object.assign(payment, {
      currentStatus: "FAILED",
      method: "MADA",
      gatewayMessage: message,
      transactionId,
    })
    this.events.emit("PAYMENT_FAILED", { payment, invoice, link })
    return { transactionId }
  }

  /** Cash or transfer, entered by the merchant. */
  markAsPaid(payment: Payment, method: PaymentMethod = "CASH"): void {
    const invoice = this.invoiceOf(payment)
    const link = this.store.links.get(invoice.paymentLinkId ?? "")
    Object.assign(payment, {
      currentStatus: "SUCCEEDED",
      method,
      payedAt: this.store.now(),
      transactionId: payment.transactionId ?? randomUUID(),
    })
    this.events.emit("PAYMENT_MARKED_AS_PAID", { payment, invoice, link })
    this.completeIfPaid(invoice, link)
  }

  createInvoice(link: PaymentLink, contact?: string): Invoice {
    const now = this.store.now()
    return this.store.addInvoice({
      id: randomUUID(),
      paymentLinkId: link.id,
      organizationConsumerId:
        link.organizationConsumerId ?? consumerOfPayer(this.store, link, contact),
      subscriptionId: null,
      status: "CREATED",
      currency: link.currency,
      totalMinor: link.totalMinor,
      createdAt: now,
      visibleFrom: now + this.store.account.settings.invoiceReadLagMs,
    })
  }

  createPayment(invoice: Invoice, amountMinor: bigint, type: PaymentType): Payment {
    const now = this.store.now()
    return this.store.addPayment({
      id: randomUUID(),
      invoiceId: invoice.id,
      transactionId: null,
      number: this.store.paymentsOf(invoice.id).length + 1,
      type,
      method: null,
      currency: invoice.currency,
      amountMinor,
      refundedMinor: 0n,
      currentStatus: "PENDING",
      scheduledOn: now,
      payedAt: null,
      settledAt: null,
      refundedAt: null,
      refundReason: null,
      refundNote: null,
      gatewayMessage: null,
      createdAt: now,
    })
  }

  /** Completes an invoice (and its link) once enough was paid, and announces it. */
  completeIfPaid(invoice: Invoice, link: PaymentLink | undefined): void {
    if (invoice.status === "COMPLETED") {
      return
    }
    const isComplete = this.store.paidOn(invoice.id) >= invoice.totalMinor
    invoice.status = isComplete ? "COMPLETED" : "ACCEPTED"
    if (!isComplete) {
      return
    }
    const payment = this.store.paymentsOf(invoice.id).findLast(isPaid)
    this.events.emit("INVOICE_COMPLETED", { invoice, payment, link })
    if (link) {
      this.completeLink(link)
      this.startSubscription(invoice, link)
    }
  }

  private finish(
    link: PaymentLink,
    invoice: Invoice,
    payments: Payment[],
    { method, status }: PayRequest
  ): CheckoutOutcome {
    const transactionId = randomUUID()
    const succeeded = status === undefined || status === "SUCCEEDED"
    for (const payment of payments) {
      Object.assign(payment, {
        transactionId,
        method: method ?? "MADA",
        currentStatus: status ?? "SUCCEEDED",
        payedAt: succeeded ? this.store.now() : null,
        gatewayMessage: succeeded ? "APPROVED" : null,
      })
    }
    if (succeeded) {
      for (const payment of payments) {
        this.events.emit("PAYMENT_SUCCEEDED", { payment, invoice, link })
      }
    }
    this.completeIfPaid(invoice, link)
    return { link, invoice, payments, transactionId }
  }

  private completeLink(link: PaymentLink): void {
    for (const item of link.items) {
      const product = this.store.products.get(item.productId)
      if (product) {
        product.isUsedInFinalizedInvoice = true
      }
    }
    const completed = this.store
      .invoicesOf(link.id)
      .filter((invoice) => invoice.status === "COMPLETED").length
    const isFull = link.maxNumberOfPayments !== null && completed >= link.maxNumberOfPayments
    if (isFull && link.status === "ACTIVE") {
      link.status = "COMPLETED"
    }
  }

  private startSubscription(invoice: Invoice, link: PaymentLink): void {
    const products = link.items.map((item) => this.store.products.get(item.productId))
    if (!products.some((product) => product?.type === "RECURRING") || invoice.subscriptionId) {
      return
    }
    const now = this.store.now()
    const subscription = {
      id: randomUUID(),
      status: "ACTIVE",
      paymentLinkId: link.id,
      organizationConsumerId: invoice.organizationConsumerId,
      currency: invoice.currency,
      totalMinor: invoice.totalMinor,
      productIds: link.items.map((item) => item.productId),
      periodStart: now,
      createdAt: now,
    }
    this.store.subscriptions.set(subscription.id, subscription)
    invoice.subscriptionId = subscription.id
    this.events.emit("SUBSCRIPTION_CREATED", { subscription, invoice, link })
    this.events.emit("SUBSCRIPTION_ACTIVATED", { subscription, invoice, link })
  }

  private invoiceOf(payment: Payment): Invoice {
    const invoice = this.store.invoices.get(payment.invoiceId)
    if (!invoice) {
      throw new Error(`payment ${payment.id} has no invoice`)
    }
    return invoice
  }
}

/** Payments that the merchant may mark as paid. */
export function canBeMarkedAsPaid(payment: Payment): boolean {
  return [...PAYABLE_PAYMENT_STATUSES, "UNDER_REVIEW"].includes(payment.currentStatus)
}
