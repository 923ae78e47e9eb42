import type { Mismatch, ObservedStatus } from "../../core/attempt"
import type { Currency, Money } from "../../core/money"
import { type LinkMoney, linkTotal, moneyOf } from "./amounts"
import type { Invoice, Payment, PaymentLink } from "./schemas"
import {
  INVOICE_STATUSES,
  isMoney,
  PAYMENT_LINK_STATUSES,
  PAYMENT_STATUSES,
  type PaymentMeaning,
} from "./statuses"
import { parseTimestamp } from "./timestamps"

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

/** A status with the gateway's word for it. */
interface Decision {
  readonly status: ObservedStatus
  readonly gatewayStatus: string
  readonly unknownStatus?: string
}

/**
 * The state of a payment link with its invoices and payments.
 *
 * Money that came in counts before everything else, a payment under way before a failed one. An
 * unknown status is never written off: it is pending, and named.
 */
export function stateOf(reading: PaymentLinkReading, currency: Currency): PaymentLinkState {
  const payments = reading.invoices.flatMap((invoice) => invoice.payments ?? [])
  const money = moneyOf(reading.invoices, currency)
  const decision =
    decideByMoney(reading, payments, money, currency) ??
    decideByPayments(reading, payments, money) ??
    decideByInvoices(reading.invoices) ??
    decideByLink(reading)
  const { received, refunded, mismatch } = money
  return { ...decision, received, refunded, ...(mismatch && { mismatch }) }
}

/** Whether the payer can still pay on the link's page. */
export function isPayable({ link, now }: Pick<PaymentLinkReading, "link" | "now">): boolean {
  return link.status === "ACTIVE" && !isPastItsTime(link, now)
}

/** Whether nobody can pay on the link's page any more; an unknown status does not say so. */
export function isClosed({ link, now }: Pick<PaymentLinkReading, "link" | "now">): boolean {
  return Object.hasOwn(PAYMENT_LINK_STATUSES, link.status) && !isPayable({ link, now })
}

function decideByMoney(
  { link }: PaymentLinkReading,
  payments: readonly Payment[],
  money: LinkMoney,
  currency: Currency
): Decision | undefined {
  if (money.mismatch) {
    return { status: "pending", gatewayStatus: "payments in another currency" }
  }
  if (!money.standing.isPositive()) {
    return undefined
  }
  const standing = payments.find((payment) => isMoney(payment) && !meansRefunded(payment))
  const word = standing ? wordOf(standing) : "payment of a completed invoice"
  const unknown = unknownAmong(payments)
  // A payment that went back as a whole does not make up for one that is still missing.
  const total = linkTotal(link, currency)
  const isShort =
    money.standing.compare(money.received) < 0 &&
    total !== undefined &&
    money.standing.compare(total) < 0
  return {
    status: isShort ? "requires_more" : "paid",
    gatewayStatus: unknown ? `${word} beside ${unknown}` : word,
    ...(unknown !== undefined && { unknownStatus: unknown }),
  }
}

function decideByPayments(
  reading: PaymentLinkReading,
  payments: readonly Payment[],
  money: LinkMoney
): Decision | undefined {
  const unknown = unknownAmong(payments)
  if (unknown !== undefined) {
    return { status: "pending", gatewayStatus: unknown, unknownStatus: unknown }
  }
  const meant = (meaning: PaymentMeaning) =>
    payments.find(({ status }) => PAYMENT_STATUSES[status] === meaning)
  const open = meant("open")
  if (open) {
    return { status: "pending", gatewayStatus: wordOf(open) }
  }
  const refunded = meant("refunded")
  if (refunded && money.received.isPositive()) {
    // All of it went back before the shop saw it: nothing is left to take.
    return { status: "canceled", gatewayStatus: wordOf(refunded) }
  }
  const failed = meant("failed")
  if (failed && (!isClosed(reading) || reading.link.status === "COMPLETED")) {
    // The payer can try again, or has done so, and the invoice of it cannot be read yet.
    const { unknownStatus } = decideByLink(reading)
    return {
      status: "pending",
      gatewayStatus: wordOf(failed),
      ...(unknownStatus && { unknownStatus }),
    }
  }
  const [closed, status] = meant("canceled")
    ? ([meant("canceled"), "canceled"] as const)
    : meant("expired")
      ? ([meant("expired"), "expired"] as const)
      : ([failed, "failed"] as const)
  return closed && { status, gatewayStatus: wordOf(closed) }
}

function decideByInvoices(invoices: readonly Invoice[]): Decision | undefined {
  const decisions = invoices.map(({ status }) => decideByTable("invoice", status, INVOICE_STATUSES))
  return (
    decisions.find(({ unknownStatus }) => unknownStatus !== undefined) ??
    decisions.find(({ status }) => status === "pending") ??
    decisions[0]
  )
}

function decideByLink({ link, now }: PaymentLinkReading): Decision {
  return link.status === "ACTIVE" && isPastItsTime(link, now)
    ? { status: "expired", gatewayStatus: "payment link ACTIVE, past its time" }
    : decideByTable("payment link", link.status, PAYMENT_LINK_STATUSES)
}

function decideByTable(
  kind: string,
  word: string,
  table: Readonly<Record<string, ObservedStatus>>
): Decision {
  const status = Object.hasOwn(table, word) ? table[word] : undefined
  const gatewayStatus = `${kind} ${word}`
  return status === undefined
    ? { status: "pending", gatewayStatus, unknownStatus: gatewayStatus }
    : { status, gatewayStatus }
}

function unknownAmong(payments: readonly Payment[]): string | undefined {
  const unknown = payments.find(({ status }) => !Object.hasOwn(PAYMENT_STATUSES, status))
  return unknown && wordOf(unknown)
}

function wordOf(payment: Payment): string {
  return payment.status === "" ? "payment without a status" : `payment ${payment.status}`
}

function meansRefunded(payment: Payment): boolean {
  return PAYMENT_STATUSES[payment.status] === "refunded"
}

function isPastItsTime(link: PaymentLink, now: Date): boolean {
  const until = parseTimestamp(link.valid_until)
  return until !== null && now >= until
}
