import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { HttpClient } from "../../core/http"
import { Secret } from "../../core/secret"
import type { NewInvoice } from "./new-invoice"
import type { CorefyOptions } from "./options"
import {
  type Invoice,
  INVOICE_ID,
  invoiceListSchema,
  invoiceReplySchema,
  readCorefyRefusal,
  type Refund,
  REFUND_ID,
  refundReplySchema,
} from "./schemas"

/** A refund to be made. */
export interface NewRefund {
  /** Major units. */
  readonly amount: number
  /** Our own reference: Corefy takes each only once. */
  readonly reference_id: string
  readonly description?: string
}

/**
 * Corefy's API of payment invoices, one method per call.
 * Source: Corefy documentation (commerce account, play with API, payment invoice), merchant
 * documentation (refunds), and the connection guide of DeStream.
 */
export class CorefyClient {
  private readonly http: HttpClient

  constructor(
    private readonly options: CorefyOptions,
    services: GatewayServices
  ) {
    const { apiKey, callbackSecret, callbackSecretTest } = options
    const pair = new Secret(
      Buffer.from(`${options.commerceAccountId}:${apiKey.reveal()}`).toString("base64")
    )
    this.http = new HttpClient({
      gateway: "Corefy",
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
      headers: () => ({
        accept: "application/json",
        authorization:
          options.authScheme === "bearer" ? `Bearer ${apiKey.reveal()}` : `Basic ${pair.reveal()}`,
      }),
      secrets: [
        pair,
        apiKey,
        callbackSecret,
        ...(callbackSecretTest === undefined ? [] : [callbackSecretTest]),
      ],
      readRefusal: readCorefyRefusal,
      logger: services.logger,
    })
  }

  async createInvoice(attributes: NewInvoice): Promise<Invoice> {
    const { data } = await this.http.request({
      method: "POST",
      path: this.options.invoicesPath,
      json: { data: { type: "payment-invoice", attributes } },
      schema: invoiceReplySchema,
      repeatable: false,
    })
    return data
  }

  async getInvoice(id: string): Promise<Invoice> {
    const { data } = await this.http.request({
      method: "GET",
      path: `${this.options.invoicesPath}/${checkedId(id)}`,
      schema: invoiceReplySchema,
      repeatable: true,
    })
    return data
  }

  /** The invoice of our own reference, if there is one. */
  async findInvoice(reference: string): Promise<Invoice | undefined> {
    const filter = new URLSearchParams({ "filter[reference_id]": reference })
    const { data } = await this.http.request({
      method: "GET",
      path: `${this.options.invoicesPath}/?${filter.toString()}`,
      schema: invoiceListSchema,
      repeatable: true,
    })
    return data.find(({ reference_id }) => reference_id === reference)
  }

  async refundInvoice(id: string, refund: NewRefund): Promise<Refund> {
    const { data } = await this.http.request({
      method: "POST",
      path: `${this.options.invoicesPath}/${checkedId(id)}/refund`,
      json: { data: { type: "refund", attributes: { invoiceId: id, ...refund } } },
      schema: refundReplySchema,
      repeatable: false,
    })
    return data
  }

  /**
   * A refund as it is now; not every account's API has this.
   *
   * @param link the path that the refund's own reply named
   */
  async getRefund(id: string, link?: string): Promise<Refund> {
    if (link === undefined && !REFUND_ID.test(id)) {
      throw new GatewayError({
        code: "not_found",
        message: "Corefy does not know this refund.",
        detail: "the id is not that of a refund (ref_…)",
        retry: false,
      })
    }
    const { data } = await this.http.request({
      method: "GET",
      path: link ?? `/refunds/${id}`,
      schema: refundReplySchema,
      repeatable: true,
    })
    return data
  }
}

/** What goes into a path must not change the path. */
function checkedId(id: string): string {
  if (!INVOICE_ID.test(id)) {
    throw new GatewayError({
      code: "not_found",
      message: "Corefy does not know this payment.",
      detail: "the id is not that of an invoice (cpi_…)",
      retry: false,
    })
  }
  return id
}
