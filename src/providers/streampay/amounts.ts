import type { Mismatch } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { type Currency, Money } from "../../core/money"
import type { Invoice, Payment, PaymentLink } from "./schemas"
import { isMoney, PAYMENT_STATUSES } from "./statuses"

/** The money of one payment link. */
export interface LinkMoney {
  /** All that came in, whether it went back since or not. */
  readonly received: Money
  readonly refunded: Money
  /** What came in by payments that were not refunded as a whole: StreamPay's paid sum. */
  readonly standing: Money
  readonly mismatch?: Mismatch
}

/** Gross sum of a payment: the smallest unit where the reply has it, else the decimal amount. */
export function paymentAmount(payment: Payment, currency: Currency): Money {
  const { amount, amount_in_smallest_unit: minor } = payment
  return understood(() =>
    minor === null || minor === undefined
      ? Money.parse(amount, currency)
      : Money.parseMinor(minor, currency)
  )
}

/** What of a payment has gone back. */
export function refundedAmount(payment: Payment, currency: Currency): Money {
  const { amount_refunded: told } = payment
  if (told !== null && told !== undefined) {
    return understood(() => Money.parse(told, currency))
  }
  return PAYMENT_STATUSES[payment.status] === "refunded"
    ? paymentAmount(payment, currency)
    : Money.zero(currency)
}

/** What a link asks of the payer; `undefined` when its reply says no sum of this currency. */
export function linkTotal(link: PaymentLink, currency: Currency): Money | undefined {
  const { amount, amount_in_smallest_unit: minor } = link
  if (link.currency.toUpperCase() !== currency.code) {
    return undefined
  }
  try {
    return minor === null || minor === undefined
      ? Money.parse(amount, currency)
      : Money.parseMinor(minor, currency)
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}

/** Adds up the payments of a link's invoices; one in another currency makes all of it doubtful. */
export function moneyOf(invoices: readonly Invoice[], currency: Currency): LinkMoney {
  const zero = Money.zero(currency)
  let [received, refunded, standing] = [zero, zero, zero]
  for (const invoice of invoices) {
    for (const payment of (invoice.payments ?? []).filter(isMoney)) {
      const code = payment.currency ?? invoice.currency
      if (code?.toUpperCase() !== currency.code) {
        return { received: zero, refunded: zero, standing: zero, mismatch: "currency" }
      }
      const amount = paymentAmount(payment, currency)
      received = received.add(amount)
      refunded = refunded.add(refundedAmount(payment, currency))
      standing = PAYMENT_STATUSES[payment.status] === "refunded" ? standing : standing.add(amount)
    }
    const own = ownSum(invoice, currency)
    received = received.add(own)
    standing = standing.add(own)
  }
  return { received, refunded, standing }
}

/** What a completed invoice says was paid, for a reply that comes without its payments. */
function ownSum(invoice: Invoice, currency: Currency): Money {
  const { paid_amount_in_smallest_unit: paid } = invoice
  const counts =
    !invoice.payments?.length &&
    invoice.status === "COMPLETED" &&
    invoice.currency?.toUpperCase() === currency.code
  return counts && paid !== null && paid !== undefined
    ? Money.parseMinor(paid, currency)
    : Money.zero(currency)
}

/** An amount that cannot be read is the gateway's mistake, not the shopper's. */
function understood(read: () => Money): Money {
  try {
    return read()
  } catch (error) {
    throw GatewayError.is(error)
      ? new GatewayError({
          code: "unexpected_reply",
          message: "StreamPay gave an answer that cannot be understood. Try again in a moment.",
          detail: `a payment's amount: ${error.message}`,
          retry: true,
        })
      : error
  }
}
