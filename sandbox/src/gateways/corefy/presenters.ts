import type { JsonObject, JsonValue } from "../../core/json"
import type { Invoice, Refund } from "./entities"
import { toJsonAmount, toJsonAmountOrNull, toMajor } from "./money"
import type { CorefySettings } from "./options"
import { asPhpEncodes } from "./php-json"

/** What a presentation needs to know besides the record. */
export interface Presentation {
  settings: CorefySettings
  /** The hosted page's address, without a query. */
  pageBase: string
}

/** The hosted page of an invoice: the documented redirect. */
export function pageUrl(pageBase: string, invoiceId: string): string {
  return `${pageBase}?cpi=${invoiceId}`
}

/** An invoice as API and callbacks show it. */
export function presentInvoice(invoice: Invoice, { settings, pageBase }: Presentation): JsonObject {
  const { id, currency } = invoice
  const money = (minor: bigint) => toJsonAmount(minor, currency)
  const moneyOrNull = (minor: bigint | null) => toJsonAmountOrNull(minor, currency)
  const isPaid = invoice.processedMinor !== null
  return {
    type: "payment-invoices",
    id,
    attributes: {
      serial_number: invoice.serialNumber,
      status: invoice.status,
      resolution: invoice.resolution,
      moderation_required: false,
      amount: money(invoice.amountMinor),
      payment_amount: money(invoice.paymentAmountMinor),
      currency,
      service_currency: invoice.serviceCurrency,
      reference_id: invoice.referenceId,
      test_mode: invoice.testMode,
      description: invoice.description,
      descriptor: null,
      fee: toMajor(invoice.feeMinor, currency),
      deposit: money(depositOf(invoice, invoice.paymentAmountMinor)),
      processed: secondsOrNull(invoice.processedAt),
      processed_amount: moneyOrNull(invoice.processedMinor),
      refunded_amount: moneyOrNull(invoice.refundedMinor),
      charged_back_amount: money(invoice.chargedBackMinor),
      processed_fee: isPaid ? toMajor(invoice.feeMinor, currency) : null,
      processed_deposit: isPaid ? money(depositOf(invoice, invoice.processedMinor ?? 0n)) : null,
      metadata: invoice.metadata,
      flow_data: flowData(invoice, settings, pageBase),
      flow: "hpp",
      payment_flow: "charge",
      return_url: invoice.returnUrl,
      return_urls: invoice.returnUrls,
      callback_url: invoice.callbackUrl,
      created: seconds(invoice.createdAt),
      updated: seconds(invoice.updatedAt),
      payload: {},
      original_data: {},
      rrn: null,
      approval_code: null,
      reserved_amount: 0,
      reserve_expires: null,
      unreserved: null,
      source: null,
      callback_logs: [],
      hpp_url: settings.payerLink === "hpp_url" ? pageUrl(pageBase, id) : null,
    },
    relationships: relationships(invoice),
    links: { self: `/api/payment-invoices/${id}` },
  }
}

/** The document of an invoice, with what is included. */
export function invoiceDocument(invoice: Invoice, presentation: Presentation): JsonValue {
  return encoded(
    { data: presentInvoice(invoice, presentation), included: included(invoice) },
    presentation.settings
  )
}

/** The document of a list. */
export function invoiceList(invoices: Invoice[], presentation: Presentation): JsonValue {
  return encoded(
    { data: invoices.map((invoice) => presentInvoice(invoice, presentation)) },
    presentation.settings
  )
}

/** The document of a refund. */
export function refundDocument(refund: Refund, settings: CorefySettings): JsonValue {
  const data = {
    type: "refunds",
    id: refund.id,
    attributes: {
      reference_id: refund.referenceId,
      original_id: refund.invoiceId,
      description: refund.description,
      status: refund.status,
      amount: toJsonAmount(refund.amountMinor, refund.currency),
      fee: toMajor(0n, refund.currency),
      currency: refund.currency,
      created: seconds(refund.createdAt),
    },
    links: { self: `/refunds/${refund.id}` },
  }
  return encoded({ data }, settings)
}

function encoded(document: JsonObject, settings: CorefySettings): JsonValue {
  return settings.emptyObjectAsArray ? asPhpEncodes(document) : document
}

/** What reaches the merchant: the fee is taken off, whoever paid it. */
function depositOf(invoice: Invoice, minor: bigint): bigint {
  return minor > invoice.feeMinor ? minor - invoice.feeMinor : 0n
}

function flowData(invoice: Invoice, settings: CorefySettings, pageBase: string): JsonObject {
  switch (settings.payerLink) {
    case "flow_data_get":
      return { action: pageBase, method: "GET", params: { cpi: invoice.id }, metadata: {} }
    case "flow_data_post":
      return {
        action: `${pageBase}flow`,
        method: "POST",
        params: { cpi: invoice.id, token: invoice.flowToken },
        metadata: {},
      }
    default:
      return {}
  }
}

function relationships(invoice: Invoice): JsonObject {
  if (invoice.service === null) {
    return {}
  }
  const method = invoice.service.replace(/_[a-z]{3}_hpp$/, "")
  return {
    "payment-service": { data: { type: "payment-services", id: invoice.service } },
    "payment-method": { data: { type: "payment-methods", id: method } },
  }
}

function included(invoice: Invoice): JsonObject[] {
  const requests = invoice.attempts.map(({ id, amountMinor, status, resolution }) => ({
    type: "payment-requests",
    id,
    attributes: {
      status: status.toUpperCase(),
      resolution,
      amount: toJsonAmount(amountMinor, invoice.currency),
      currency: invoice.currency,
    },
  }))
  const customer = invoice.customer && {
    type: "customers",
    id: `cus_${invoice.id.slice(4)}`,
    attributes: invoice.customer,
  }
  return [...requests, ...(customer ? [customer] : [])]
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

function secondsOrNull(milliseconds: number | null): number | null {
  return milliseconds === null ? null : seconds(milliseconds)
}
