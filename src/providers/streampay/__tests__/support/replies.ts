import { type Invoice, invoiceSchema, type PaymentLink, paymentLinkSchema } from "../../schemas"
import { SESSION_ID } from "./attempt"

export const LINK_ID = "33333333-4444-4555-8666-777777777777"
export const INVOICE_ID = "22222222-3333-4444-8555-666666666666"

/** A payment link as `GET /payment_links/{id}` answers it; 250.00 SAR unless changed. */
export function linkReply(changes: Record<string, unknown> = {}): PaymentLink {
  return paymentLinkSchema.parse({
    id: LINK_ID,
    url: "https://checkout.streampay.sa/pay/abc",
    status: "ACTIVE",
    amount: "250.00",
    currency: "SAR",
    amount_in_smallest_unit: 25000,
    amount_collected_in_smallest_unit: 0,
    max_number_of_payments: 1,
    valid_until: "2026-01-02T04:00:00Z",
    custom_metadata: { session_id: SESSION_ID },
    ...changes,
  })
}

/** A payment as it stands inside an invoice; 250.00 SAR unless changed. */
export function paymentReply(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "11111111-2222-4333-8444-555555555555",
    amount: "250.00",
    amount_in_smallest_unit: 25000,
    currency: "SAR",
    scheduled_on: "2026-01-02T03:00:00",
    invoice_payment_number: 1,
    type: "INITIAL",
    payment_method: "MADA",
    current_status: "SUCCEEDED",
    payed_at: "2026-01-02T03:04:05.678901",
    settled_at: null,
    refunded_at: null,
    pdf_link: null,
    ...changes,
  }
}

/** A payment of a sum in SAR. */
export function paymentOf(sum: `${number}.${number}`, status = "SUCCEEDED") {
  return paymentReply({
    amount: sum,
    amount_in_smallest_unit: Number(sum.replace(".", "")),
    current_status: status,
  })
}

/** An invoice as `GET /invoices` lists it. */
export function invoiceReply(
  status: string,
  payments: readonly Record<string, unknown>[] | null,
  changes: Record<string, unknown> = {}
): Invoice {
  return invoiceSchema.parse({
    id: INVOICE_ID,
    status,
    currency: "SAR",
    total_amount: "250.00",
    total_amount_in_smallest_unit: 25000,
    payments,
    ...changes,
  })
}
