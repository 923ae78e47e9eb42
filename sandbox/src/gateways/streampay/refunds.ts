import { businessError, invalidParameters } from "./errors"
import type { Payment } from "./entities"
import type { StreamPayEvents } from "./events"
import { toMajor } from "./money"
import { isPaid, type StreamPayStore } from "./store"

export const REFUND_REASONS = ["REQUESTED_BY_CUSTOMER", "DUPLICATE", "FRAUDULENT", "OTHER"] as const

export interface RefundRequest {
  reason: string
  note: string | null
  /** Smallest units; everything that is left, unless given. */
  amountMinor?: bigint
  /** Also refunds what was paid in the same transaction. */
  allowRelated: boolean
}

/** Sends money back and announces it. */
export class Refunds {
  constructor(
    private readonly store: StreamPayStore,
    private readonly events: StreamPayEvents
  ) {}

  /** @throws ReplyError with the API's code when the payment cannot be refunded like this */
  refund(payment: Payment, request: RefundRequest): void {
    if (payment.currentStatus === "REFUNDED") {
      throw businessError(400, "PAYMENT_REFUNDED_ALREADY", "Payment is already refunded")
    }
    if (!isPaid(payment)) {
      throw businessError(
        400,
        "PAYMEND_UNPAID",
        `Payment is ${payment.currentStatus}, only paid payments can be refunded`
      )
    }
    const left = payment.amountMinor - payment.refundedMinor
    const amount = request.amountMinor ?? left
    if (amount <= 0n || amount > left) {
      throw invalidParameters(
        `amount must be more than 0 and at most ${toMajor(left, payment.currency)}`
      )
    }
    const related = this.related(payment)
    if (related.length > 1 && !request.allowRelated) {
      const total = related.reduce((sum, other) => sum + other.amountMinor, 0n)
      throw businessError(
        400,
        "MULTIPLE_RELATED_PAYMENTS",
        "Several payments were paid in one transaction; allow refunding all of them",
        {
          payment_ids: related.map((other) => other.id),
          total_amount: toMajor(total, payment.currency),
        }
      )
    }
    if (related.length > 1) {
      for (const other of related) {
        this.giveBack(other, other.amountMinor - other.refundedMinor, request)
      }
      return
    }
    this.giveBack(payment, amount, request)
  }

  private giveBack(payment: Payment, amount: bigint, request: RefundRequest): void {
    payment.refundedMinor += amount
    const isWhole = payment.refundedMinor >= payment.amountMinor
    Object.assign(payment, {
      currentStatus: isWhole ? "REFUNDED" : "PARTIALLY_REFUNDED",
      refundedAt: this.store.now(),
      refundReason: request.reason,
      refundNote: request.note,
    })
    const invoice = this.store.invoices.get(payment.invoiceId)
    const link = this.store.links.get(invoice?.paymentLinkId ?? "")
    const event = isWhole ? "PAYMENT_REFUNDED" : "PAYMENT_PARTIALLY_REFUNDED"
    this.events.emit(event, { payment, invoice, link })
  }

  private related(payment: Payment): Payment[] {
    return this.store
      .paymentsOf(payment.invoiceId)
      .filter((other) => other.transactionId === payment.transactionId && isPaid(other))
  }
}
