import { invoiceSchema, type Invoice } from "../../schemas"

export const INVOICE = "cpi_UoIW6RdSYyIRj8vR"
export const REFERENCE = "payses_TEST0001"

/** Attributes as Corefy writes them, of an invoice of 10.50 USD that nobody has paid. */
export function attributesOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    serial_number: "2026-000017",
    status: "created",
    resolution: "ok",
    moderation_required: false,
    amount: 10.5,
    payment_amount: 10.5,
    currency: "USD",
    service_currency: "USD",
    reference_id: REFERENCE,
    test_mode: false,
    fee: "0.00",
    deposit: 0,
    processed: null,
    processed_amount: null,
    refunded_amount: null,
    charged_back_amount: 0,
    metadata: { session_id: REFERENCE, attempt_id: "pgatt_TEST0001" },
    flow_data: [],
    flow: "hpp",
    payment_flow: "charge",
    return_urls: [],
    created: 1_700_000_000,
    updated: 1_700_000_000,
    ...changes,
  }
}

/** A reply with one invoice. */
export function replyOf(changes: Record<string, unknown> = {}, id = INVOICE) {
  return {
    data: {
      type: "payment-invoices",
      id,
      attributes: attributesOf(changes),
      relationships: [],
      links: { self: `/api/payment-invoices/${id}` },
    },
  }
}

/** The invoice of such a reply, as it is read. */
export function invoiceOf(changes: Record<string, unknown> = {}): Invoice {
  return invoiceSchema.parse(replyOf(changes).data)
}

/** An invoice on which this much was processed. */
export function paidInvoice(processed: unknown, changes: Record<string, unknown> = {}): Invoice {
  return invoiceOf({ status: "processed", processed_amount: processed, ...changes })
}
