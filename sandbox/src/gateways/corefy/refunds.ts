import { randomUUID } from "node:crypto"
import type { CorefyCallbacks } from "./callbacks"
import type { Checkout } from "./checkout"
import type { Invoice, Refund } from "./entities"
import type { Issue } from "./errors"
import type { CorefyAccount } from "./options"
import { newId, type CorefyStore } from "./store"

const REFUNDABLE_STATUSES: readonly string[] = [
  "processed",
  "partially_processed",
  "partially_refunded",
]

/** A refund's status that still may become a success. */
const WAITING_STATUS = "pending"

export interface RefundRequest {
  amountMinor: bigint
  referenceId?: string
  description?: string | null
  /** The account's setting, unless given. */
  status?: string
}

/** Money that goes back to the payer. */
export class Refunds {
  constructor(
    private readonly account: CorefyAccount,
    private readonly store: CorefyStore,
    private readonly callbacks: CorefyCallbacks,
    private readonly checkout: Checkout,
    private readonly now: () => number
  ) {}

  /** What is neither refunded, on its way back, nor charged back. */
  refundable(invoice: Invoice): bigint {
    const waiting = this.store
      .refundsOf(invoice.id)
      .filter(({ status }) => status === WAITING_STATUS)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    const gone = (invoice.refundedMinor ?? 0n) + invoice.chargedBackMinor + waiting
    return (invoice.processedMinor ?? 0n) - gone
  }

  /** Why this much cannot be refunded; `undefined` when it can. */
  whyRefused(invoice: Invoice, amountMinor: bigint): Issue | undefined {
    const { refundModel, refundRefusal } = this.account.settings
    const isFinal = refundModel === "old" && invoice.status === "partially_refunded"
    if (!REFUNDABLE_STATUSES.includes(invoice.status) || isFinal) {
      const detail = `an invoice that is ${invoice.status} cannot be refunded`
      return { code: "invoice.status_not_refundable", detail }
    }
    if (refundRefusal === "not_supported") {
      return { code: "refund.not_supported", detail: "the service supports no refunds" }
    }
    if (refundRefusal === "insufficient_funds") {
      return { code: "account.insufficient_funds", detail: "not enough money on the account" }
    }
    return amountMinor > this.refundable(invoice)
      ? {
          code: "amount.too_large",
          detail: "amount is more than is left to refund",
          pointer: "/data/attributes/amount",
        }
      : undefined
  }

  create(invoice: Invoice, request: RefundRequest): Refund {
    const refund: Refund = {
      id: newId("ref"),
      invoiceId: invoice.id,
      referenceId: request.referenceId ?? randomUUID(),
      description: request.description ?? null,
      status: WAITING_STATUS,
      amountMinor: request.amountMinor,
      currency: invoice.currency,
      createdAt: this.now(),
    }
    this.store.refunds.set(refund.id, refund)
    this.finish(invoice, refund, request.status ?? this.account.settings.refundStatus)
    return refund
  }

  /** What becomes of it: `processed` moves the money, `pending` and `failed` do not. */
  finish(invoice: Invoice, refund: Refund, status: string): void {
    refund.status = status
    const before = invoice.status
    if (status === "processed") {
      const refunded = (invoice.refundedMinor ?? 0n) + refund.amountMinor
      invoice.refundedMinor = refunded
      const isWhole = refunded >= (invoice.processedMinor ?? 0n)
      this.checkout.change(invoice, isWhole ? "refunded" : "partially_refunded")
      this.callbacks.tellRefund(invoice, refund, true)
      return
    }
    if (this.account.settings.refundModel === "old") {
      this.checkout.change(invoice, status === "failed" ? "refund_failed" : "refund_pending")
    }
    this.callbacks.tellRefund(invoice, refund, invoice.status !== before)
  }
}
