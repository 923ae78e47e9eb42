import type { Invoice, Payment, PaymentLink } from "./entities"
import type { EventSubject } from "./events"
import type { StreamPayStore } from "./store"

/** Finds records by id with what belongs to them. Every method throws an Error for an unknown id. */
export class Finder {
  constructor(private readonly store: StreamPayStore) {}

  link(id: string): PaymentLink {
    return found(this.store.links.get(id), "payment link", id)
  }

  invoice(id: string): { invoice: Invoice; link: PaymentLink | undefined } {
    const invoice = found(this.store.invoices.get(id), "invoice", id)
    return { invoice, link: this.store.links.get(invoice.paymentLinkId ?? "") }
  }

  payment(id: string): { payment: Payment; invoice: Invoice; link: PaymentLink | undefined } {
    const payment = found(this.store.payments.get(id), "payment", id)
    return { payment, ...this.invoice(payment.invoiceId) }
  }

  /** What an event is about: the things named, and those that they belong to. */
  subject(ids: {
    linkId?: string
    invoiceId?: string
    paymentId?: string
    subscriptionId?: string
  }): EventSubject {
    const { linkId, invoiceId, paymentId, subscriptionId } = ids
    const subscription =
      subscriptionId === undefined
        ? undefined
        : found(this.store.subscriptions.get(subscriptionId), "subscription", subscriptionId)
    return {
      ...(invoiceId === undefined ? {} : this.invoice(invoiceId)),
      ...(paymentId === undefined ? {} : this.payment(paymentId)),
      ...(linkId === undefined ? {} : { link: this.link(linkId) }),
      ...(subscription ? { subscription } : {}),
    }
  }
}

/** A member of a table by its key. @throws Error when there is none */
export function findIn<T>(table: Readonly<Record<string, T>>, key: string, what: string): T {
  return found(table[key], what, key)
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) {
    throw new Error(`no ${what} ${id}`)
  }
  return value
}
