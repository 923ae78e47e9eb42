import { jsonReply, type Route, type SandboxRequest } from "../../../core/exchange-types"
import { canBeMarkedAsPaid } from "../checkout"
import type { Payment } from "../entities"
import { businessError, notFound } from "../errors"
import { FormReader } from "../form-reader"
import { isWithin, listReply, readPaging } from "../listing"
import { toMajor } from "../money"
import { presentPayment } from "../presenters"
import { readAmount } from "../price-reader"
import { pathUuid, QueryReader } from "../query-reader"
import { REFUND_REASONS } from "../refunds"
import type { StreamPayService } from "../service"

const STATUSES = [
  "PENDING",
  "PROCESSING",
  "FAILED_INITIATION",
  "SUCCEEDED",
  "FAILED",
  "CANCELED",
  "UNDER_REVIEW",
  "EXPIRED",
  "SETTLED",
  "REFUNDED",
  "PARTIALLY_REFUNDED",
] as const

const MARKING_METHODS = ["CASH", "BANK_TRANSFER", "CARD", "QURRAH"] as const

/** Payments and their refunds. */
export function paymentRoutes(service: StreamPayService): Route[] {
  const { store } = service
  const present = (payment: Payment) => presentPayment(store, payment)
  const isReadable = (payment: Payment) => {
    const invoice = store.invoices.get(payment.invoiceId)
    return invoice !== undefined && store.isVisible(invoice)
  }
  const one = (request: SandboxRequest): Payment => {
    const id = pathUuid(request, "payment_id")
    const payment = store.payments.get(id)
    if (!payment || !isReadable(payment)) {
      throw notFound("Payment", id)
    }
    return payment
  }
  return [
    {
      method: "GET",
      path: "/api/v2/payments",
      handle: (request) => {
        const query = new QueryReader(request.query)
        const paging = readPaging(query)
        const invoiceId = query.uuid("invoice_id")
        const statuses = query.choices("statuses", STATUSES)
        const term = query.text("search_term")?.toLowerCase()
        const from = query.dateTime("from_date")
        const to = query.dateTime("to_date")
        query.check()
        const candidates = invoiceId ? store.paymentsOf(invoiceId) : [...store.payments.values()]
        const found = candidates.filter(
          (payment) =>
            isReadable(payment) &&
            (!statuses || statuses.includes(payment.currentStatus)) &&
            (!term || [payment.id, payment.invoiceId].some((id) => id.includes(term))) &&
            isWithin(payment.createdAt, from, to)
        )
        return listReply(found, paging, present)
      },
    },
    {
      method: "GET",
      path: "/api/v2/payments/:payment_id",
      handle: (request) => jsonReply(present(one(request))),
    },
    {
      method: "POST",
      path: "/api/v2/payments/:payment_id/refund",
      handle: (request) => refund(service, one(request), FormReader.ofBody(request)),
    },
    {
      method: "POST",
      path: "/api/v2/payments/:payment_id/mark-paid",
      handle: (request) => {
        const payment = one(request)
        const form = FormReader.ofBody(request)
        const method = form.choice("payment_method", MARKING_METHODS)
        form.textOrNull("note")
        form.check()
        if (!canBeMarkedAsPaid(payment)) {
          throw businessError(400, "INVALID_STATUS", `Payment is ${payment.currentStatus}`)
        }
        service.checkout.markAsPaid(payment, method)
        return jsonReply(present(payment))
      },
    },
  ]
}

function refund(service: StreamPayService, payment: Payment, form: FormReader) {
  const { partialRefunds, refundReply } = service.account.settings
  const reason = form.choice("refund_reason", REFUND_REASONS)
  const note = form.textOrNull("refund_note")
  const allowRelated = form.flag("allow_refund_multiple_related_payments", false)
  const amount =
    form.has("amount") && partialRefunds === "honored"
      ? readAmount(form, "amount", payment.currency, 0n)
      : undefined
  if (form.has("amount") && partialRefunds === "refused") {
    form.add("amount", { type: "extra_forbidden", msg: "Extra inputs are not permitted" })
  }
  form.check()
  service.refunds.refund(payment, { reason, note, amountMinor: amount, allowRelated })
  if (refundReply === "payment") {
    return jsonReply(presentPayment(service.store, payment))
  }
  return jsonReply({
    id: payment.id,
    amount_refunded: toMajor(payment.refundedMinor, payment.currency),
    refunded_at: presentPayment(service.store, payment).refunded_at,
  })
}
