import { z } from "@medusajs/framework/zod"
import { cutText } from "../../core/cut-text"
import type { CustomerDetails, GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { HttpClient, type HttpRequest } from "../../core/http"
import { Secret } from "../../core/secret"
import type { StreamPayOptions } from "./options"
import {
  type Consumer,
  consumerPageSchema,
  consumerSchema,
  type Invoice,
  invoicePageSchema,
  ownerSchema,
  type Page,
  type Payment,
  type PaymentLink,
  paymentLinkPageSchema,
  paymentLinkSchema,
  paymentSchema,
  productSchema,
  readStreamPayRefusal,
  refundReplySchema,
} from "./schemas"

const PAGE_SIZE = "100"
/** A link or a shopper has few invoices and records; more than this is no answer to our question. */
const MAX_PAGES = 10

/** A payment link to be created. */
export interface NewPaymentLink {
  readonly name: string
  readonly currency: string
  readonly productId: string
  readonly validUntil: Date
  readonly redirectUrl?: string
  readonly consumerId?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** StreamPay's API v2, one method per call. Source: StreamPay API reference. */
export class StreamPayClient {
  private readonly http: HttpClient

  constructor(options: StreamPayOptions, services: GatewayServices) {
    const token = new Secret(
      Buffer.from(`${options.apiKey.reveal()}:${options.apiSecret.reveal()}`).toString("base64")
    )
    this.http = new HttpClient({
      gateway: "StreamPay",
      baseUrl: `${options.baseUrl}/api/v2`,
      timeoutMs: options.timeoutMs,
      headers: () => ({ "x-api-key": token.reveal() }),
      secrets: [token, options.apiKey, options.apiSecret, ...options.webhookSecret],
      readRefusal: readStreamPayRefusal,
      logger: services.logger,
    })
  }

  /** Whether the key is of a test organization, where StreamPay tells. */
  async isTestKey(): Promise<boolean | undefined> {
    const { organization } = await this.read("/me", ownerSchema)
    return organization.sandbox ?? undefined
  }

  /** A product that is used once; a second one from a repeated call is never seen by anybody. */
  async createProduct(product: {
    readonly name: string
    readonly currency: string
    readonly amount: string
    readonly includesVat: boolean
    readonly vatExempt: boolean
  }): Promise<string> {
    const created = await this.http.request({
      method: "POST",
      path: "/products",
      json: {
        name: product.name,
        type: "ONE_OFF",
        is_one_time: true,
        prices: [
          {
            currency: product.currency,
            amount: product.amount,
            is_price_inclusive_of_vat: product.includesVat,
            is_price_exempt_from_vat: product.vatExempt,
          },
        ],
      },
      schema: productSchema,
      repeatable: true,
    })
    return created.id
  }

  async createPaymentLink(link: NewPaymentLink): Promise<PaymentLink> {
    return this.http.request({
      method: "POST",
      path: "/payment_links",
      json: {
        name: link.name,
        currency: link.currency,
        items: [{ product_id: link.productId, quantity: 1 }],
        max_number_of_payments: 1,
        valid_until: link.validUntil.toISOString(),
        custom_metadata: link.metadata,
        ...(link.consumerId && { organization_consumer_id: link.consumerId }),
        ...(link.redirectUrl && {
          success_redirect_url: link.redirectUrl,
          failure_redirect_url: link.redirectUrl,
        }),
      },
      schema: paymentLinkSchema,
      repeatable: false,
    })
  }

  async getPaymentLink(id: string): Promise<PaymentLink> {
    return this.read(`/payment_links/${checkedId(id)}`, paymentLinkSchema)
  }

  /** Links created since `from`, newest pages first as the API sorts them. */
  async listPaymentLinks(from: Date): Promise<PaymentLink[]> {
    return this.readAll("/payment_links", { from_date: from.toISOString() }, paymentLinkPageSchema)
  }

  /** Closes a link. Payments under way still go through (API reference). */
  async deactivatePaymentLink(id: string): Promise<PaymentLink> {
    return this.http.request({
      method: "PATCH",
      path: `/payment_links/${checkedId(id)}/status`,
      json: { status: "INACTIVE" },
      schema: paymentLinkSchema,
      repeatable: true,
    })
  }

  async listInvoices(paymentLinkId: string): Promise<Invoice[]> {
    const query = { payment_link_id: checkedId(paymentLinkId), include_payments: "true" }
    return this.readAll("/invoices", query, invoicePageSchema)
  }

  async getPayment(id: string): Promise<Payment> {
    return this.read(`/payments/${checkedId(id)}`, paymentSchema)
  }

  /** Never repeated blindly: the caller reads the payment after a lost answer. */
  async refundPayment(
    id: string,
    refund: {
      readonly reason: string
      readonly note?: string
      /** Decimal string in major units; left out for the whole payment. */
      readonly amount?: string
      readonly includeRelated?: boolean
    }
  ): Promise<void> {
    await this.http.request({
      method: "POST",
      path: `/payments/${checkedId(id)}/refund`,
      json: {
        refund_reason: refund.reason,
        ...(refund.note && { refund_note: cutText(refund.note, 512) }),
        ...(refund.amount && { amount: refund.amount }),
        ...(refund.includeRelated && { allow_refund_multiple_related_payments: true }),
      },
      schema: refundReplySchema,
      repeatable: false,
    })
  }

  async createConsumer(customer: CustomerDetails): Promise<string> {
    const created = await this.http.request({
      method: "POST",
      path: "/consumers",
      json: consumerBody(customer),
      schema: consumerSchema,
      repeatable: false,
    })
    return created.id
  }

  async findConsumers(searchTerm: string): Promise<Consumer[]> {
    return this.readAll("/consumers", { search_term: searchTerm }, consumerPageSchema)
  }

  async updateConsumer(id: string, customer: CustomerDetails): Promise<void> {
    await this.http.request({
      method: "PUT",
      path: `/consumers/${checkedId(id)}`,
      json: consumerBody(customer),
      schema: consumerSchema,
      repeatable: true,
    })
  }

  async deleteConsumer(id: string): Promise<void> {
    await this.http.request({
      method: "DELETE",
      path: `/consumers/${checkedId(id)}`,
      schema: z.unknown(),
      repeatable: true,
    })
  }

  private async read<Reply>(path: string, schema: HttpRequest<Reply>["schema"]): Promise<Reply> {
    return this.http.request({ method: "GET", path, schema, repeatable: true })
  }

  private async readAll<Item>(
    path: string,
    filter: Record<string, string>,
    schema: HttpRequest<Page<Item>>["schema"]
  ): Promise<Item[]> {
    const items: Item[] = []
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const reply = await this.http.request({
        method: "GET",
        path,
        query: { ...filter, page: String(page), limit: PAGE_SIZE },
        schema,
        repeatable: true,
      })
      items.push(...reply.data)
      if (!reply.pagination?.has_next_page) {
        return items
      }
    }
    throw new GatewayError({
      code: "unexpected_reply",
      message: "StreamPay gave an answer that cannot be understood. Try again in a moment.",
      detail: `${path} has more than ${MAX_PAGES} pages`,
      retry: true,
    })
  }
}

const E164 = /^\+[1-9]\d{6,14}$/

function consumerBody(customer: CustomerDetails): Record<string, string> {
  const phone = customer.phone?.replace(/[\s()-]/g, "")
  return {
    // StreamPay requires a name; Medusa does not.
    name: cutText(customer.name ?? customer.email ?? customer.id, 160),
    external_id: customer.id,
    ...(customer.email && { email: customer.email }),
    ...(phone && E164.test(phone) && { phone_number: phone }),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** StreamPay's ids are UUIDs; nothing else may get into a path. */
function checkedId(id: string): string {
  if (!UUID.test(id)) {
    throw new GatewayError({
      code: "not_found",
      message: "StreamPay does not know this payment.",
      detail: "the id is not a UUID",
      retry: false,
    })
  }
  return id
}
