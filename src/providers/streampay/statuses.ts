import type { Mismatch, ObservedStatus } from "../../core/attempt"
import { Money, type Currency } from "../../core/money"
import type { Invoice, Payment, PaymentLink } from "./schemas"

/** What a status means for the money of one payment. */
export type PaymentMeaning = "open" | "paid" | "partly_refunded" | "refunded" | "failed" | "canceled" | "expired"

/** `payment.current_status`. Source: StreamPay API reference; PARTIALLY_REFUNDED is newer than it. */
export const PAYMENT_STATUSES: Readonly<Record<string, PaymentMeaning>> = {
  PENDING: "open",
  PROCESSING: "open",
  UNDER_REVIEW: "open",
  SUCCEEDED: "paid",
  SETTLED: "paid",
  FAILED_INITIATION: "failed",
  FAILED: "failed",
  CANCELED: "canceled",
  EXPIRED: "expired",
  REFUNDED: "refunded",
  PARTIALLY_REFUNDED: "partly_refunded",
}

/** `payment_link.status` while no payment exists; COMPLETED is then a reading that lags behind. */
export const PAYMENT_LINK_STATUSES: Readonly<Record<string, ObservedStatus>> = {
  ACTIVE: "pending",
  INACTIVE: "canceled",
  COMPLETED: "pending",
}

/** `invoice.status` while none of its payments decides. */
export const INVOICE_STATUSES: Readonly<Record<string, ObservedStatus>> = {
  DRAFT: "pending",
  CREATED: "pending",
  SENT: "pending",
  ACCEPTED: "pending",
  COMPLETED: "pending",
  REJECTED: "failed",
  CANCELED: "canceled",
  EXPIRED: "canceled",
}

/** Everything that was read of one payment link. */
export interface PaymentLinkReading {
  readonly link: PaymentLink
  readonly invoices: readonly Invoice[]
  /** The time of the reading; a link past its `valid_until` cannot be paid. */
  readonly now: Date
}

/** What a reading says, in the plugin's words. */
export interface PaymentLinkState {
  readonly status: ObservedStatus
  readonly gatewayStatus: string
  readonly received: Money
  readonly refunded: Money
  readonly unknownStatus?: string
  readonly mismatch?: Mismatch
}

/**
 * The state of a payment link with its invoices and payments.
 *
 * Money that came in counts before everything else, a payment under way before a failed one. An
 * unknown status is pending and named.
 */
export function stateOf(reading: PaymentLinkReading, currency: Currency): PaymentLinkState {
  const { link, invoices } = reading
  const payments = invoices.flatMap((invoice) => invoice.payments ?? [])
  const money = sumUp(invoices, currency)
  const decided = (status: ObservedStatus, gatewayStatus: string, unknownStatus?: string) => ({
    status,
    gatewayStatus,
    ...money,
    ...(unknownStatus !== undefined && { unknownStatus }),
  })
  if (money.mismatch) {
    return decided("pending", "payments in another currency")
  }
  if (money.received.compare(money.refunded) > 0) {
    const statuses = payments.filter((payment) => isMoney(payment)).map(({ status }) => status)
    return decided("paid", `payment ${statuses[0] ?? "of a completed invoice"}`)
  }
  if (money.received.isPositive()) {
    // All of it went back before the shop saw it: nothing is left to take.
    return decided("canceled", "payment REFUNDED")
  }
  const unknown = payments.find(({ status }) => !Object.hasOwn(PAYMENT_STATUSES, status))
  if (unknown) {
    return decided("pending", `payment ${unknown.status}`, `payment ${unknown.status}`)
  }
  const meant = (meaning: PaymentMeaning) =>
    payments.find(({ status }) => PAYMENT_STATUSES[status] === meaning)
  const open = meant("open")
  if (open) {
    return decided("pending", `payment ${open.status}`)
  }
  const failed = meant("failed")
  if (failed && isPayable(reading)) {
    return decided("pending", `payment ${failed.status}`)
  }
  const closed = meant("canceled") ?? meant("expired") ?? failed
  if (closed) {
    const status = { canceled: "canceled", expired: "expired" } as const
    const meaning = PAYMENT_STATUSES[closed.status]
    return decided(
      meaning === "canceled" || meaning === "expired" ? status[meaning] : "failed",
      `payment ${closed.status}`
    )
  }
  const [invoice] = invoices
  if (invoice) {
    const known = Object.hasOwn(INVOICE_STATUSES, invoice.status)
    const word = `invoice ${invoice.status}`
    return decided(INVOICE_STATUSES[invoice.status] ?? "pending", word, known ? undefined : word)
  }
  const word = `payment link ${link.status}`
  const known = Object.hasOwn(PAYMENT_LINK_STATUSES, link.status)
  const status = PAYMENT_LINK_STATUSES[link.status] ?? "pending"
  return link.status === "ACTIVE" && !isPayable(reading)
    ? decided("expired", `${word}, past its time`)
    : decided(status, word, known ? undefined : word)
}

/** Whether the payer can still pay on the link's page. */
export function isPayable({ link, now }: Pick<PaymentLinkReading, "link" | "now">): boolean {
  const until = parseTimestamp(link.valid_until)
  return link.status === "ACTIVE" && (until === null || now < until)
}

/** StreamPay writes some times without a zone; they mean UTC. */
export function parseTimestamp(text: string | null | undefined): Date | null {
  if (!text) {
    return null
  }
  const time = new Date(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}

/** Whether money came in by this payment, be it refunded since or not. */
export function isMoney(payment: Payment): boolean {
  const meaning = PAYMENT_STATUSES[payment.status]
  return meaning === "paid" || meaning === "partly_refunded" || meaning === "refunded"
}

/** Gross sum of a payment: the smallest unit where the reply has it, else the decimal amount. */
export function paymentAmount(payment: Payment, currency: Currency): Money {
  return payment.amount_in_smallest_unit === null || payment.amount_in_smallest_unit === undefined
    ? Money.parse(payment.amount, currency)
    : Money.parseMinor(payment.amount_in_smallest_unit, currency)
}

/** What of a payment has gone back. */
export function refundedAmount(payment: Payment, currency: Currency): Money {
  if (payment.amount_refunded !== null && payment.amount_refunded !== undefined) {
    return Money.parse(payment.amount_refunded, currency)
  }
  return PAYMENT_STATUSES[payment.status] === "refunded"
    ? paymentAmount(payment, currency)
    : Money.zero(currency)
}

function sumUp(
  invoices: readonly Invoice[],
  currency: Currency
): { received: Money; refunded: Money; mismatch?: Mismatch } {
  let received = Money.zero(currency)
  let refunded = Money.zero(currency)
  for (const invoice of invoices) {
    for (const payment of (invoice.payments ?? []).filter(isMoney)) {
      const code = payment.currency ?? invoice.currency
      if (code?.toUpperCase() !== currency.code) {
        return { received: Money.zero(currency), refunded, mismatch: "currency" }
      }
      received = received.add(paymentAmount(payment, currency))
      refunded = refunded.add(refundedAmount(payment, currency))
    }
    const paid = invoice.paid_amount_in_smallest_unit
    if (!invoice.payments?.length && invoice.status === "COMPLETED" && paid && invoice.currency?.toUpperCase() === currency.code) {
      // A reply without its payments: the invoice itself says what was paid.
      received = received.add(Money.parseMinor(paid, currency))
    }
  }
  return { received, refunded }
}
