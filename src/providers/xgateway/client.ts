import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { HttpClient } from "../../core/http"
import type { CoinCode } from "./coins"
import { type ExactAmount, parsePositive } from "./exact-amounts"
import type { XGatewayOptions } from "./options"
import {
  channelReplySchema,
  type Invoice,
  invoiceReplySchema,
  newInvoiceReplySchema,
  rateReplySchema,
  readXGatewayRefusal,
  type Transaction,
  transactionReplySchema,
  withdrawalReplySchema,
} from "./schemas"
import { isUuidLike } from "./uuids"

/** An invoice to be created. */
export interface NewInvoice {
  readonly customerId: string
  readonly orderId: string
  /** In major units of the base currency. */
  readonly amount: number
  readonly baseCurrency: string
  readonly redirectUrl?: string
  /** Subset and order of the coins that the page offers. */
  readonly displayCurrencies?: readonly string[]
}

/** Coins to be sent back. */
export interface NewWithdrawal {
  readonly address: string
  readonly currency: string
  /** Decimal string in the coin's own units. */
  readonly amount: string
  readonly customerId: string
  /** XGateway makes one withdrawal of an order id only. */
  readonly orderId: string
}

/** XGateway's API v2, one method per call. Source: XGateway documentation. */
export class XGatewayClient {
  private readonly http: HttpClient
  private readonly applicationId: string | undefined

  constructor(options: XGatewayOptions, services: GatewayServices) {
    this.applicationId = options.applicationId
    this.http = new HttpClient({
      gateway: "XGateway",
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
      headers: () => ({ "x-api-key": options.apiKey.reveal() }),
      secrets: [options.apiKey, ...options.secretKey],
      readRefusal: readXGatewayRefusal,
      logger: services.logger,
    })
  }

  /** The customer's address for a coin; the same one each time it is asked for. */
  async createChannel(channel: {
    readonly currency: CoinCode
    readonly customerId: string
  }): Promise<string> {
    const { data } = await this.http.request({
      method: "POST",
      path: "/channels",
      json: { currency: channel.currency, customerId: channel.customerId },
      schema: channelReplySchema,
      repeatable: true,
    })
    return data.address
  }

  /**
   * What the exchange rate endpoint says for an amount.
   *
   * @param amount decimal string in the source currency
   */
  async getRate(source: string, target: CoinCode, amount: string): Promise<ExactAmount> {
    const { data } = await this.http.request({
      method: "GET",
      path: "/exchange/rate",
      query: { source, target, amount, direction: "toTarget" },
      schema: rateReplySchema,
      repeatable: true,
    })
    const rate = parsePositive(data)
    if (rate === undefined) {
      throw new GatewayError({
        code: "unexpected_reply",
        message: "XGateway gave no exchange rate. Try again in a moment.",
        detail: `no rate from ${source} to ${target}`,
        retry: true,
      })
    }
    return rate
  }

  /**
   * Knows no idempotency key, so it is never repeated here.
   *
   * @returns the address of the invoice's page
   */
  async createInvoice(invoice: NewInvoice): Promise<string> {
    const { displayCurrencies, redirectUrl, ...always } = invoice
    const { data } = await this.http.request({
      method: "POST",
      path: "/invoices",
      json: {
        ...always,
        invoiceStrategy: "fixed",
        ...(displayCurrencies && { displayCurrencies }),
        ...(redirectUrl && { redirectUrl }),
        ...(this.applicationId && { applicationId: this.applicationId }),
      },
      schema: newInvoiceReplySchema,
      repeatable: false,
    })
    return data
  }

  /** `undefined` when XGateway does not know it. */
  async findInvoice(id: string): Promise<Invoice | undefined> {
    const reply = await this.find(`/invoices/${checkedId(id)}`, invoiceReplySchema)
    return reply?.data
  }

  /** `undefined` when XGateway does not know it. */
  async findTransaction(id: string): Promise<Transaction | undefined> {
    const reply = await this.find(`/transaction/${checkedId(id)}`, transactionReplySchema)
    return reply?.data
  }

  /**
   * Safe to ask for again with the same order id, but whether a lost one was made is not known.
   *
   * @returns the transaction's id, when the answer tells it
   */
  async createWithdrawal(withdrawal: NewWithdrawal): Promise<string | undefined> {
    const { address, currency, amount, customerId, orderId } = withdrawal
    const { data } = await this.http.request({
      method: "POST",
      path: "/withdrawal",
      json: {
        address,
        currency,
        amount,
        customerId,
        orderId,
        ...(this.applicationId && { applicationId: this.applicationId }),
      },
      schema: withdrawalReplySchema,
      repeatable: false,
    })
    return isUuidLike(data) ? data : undefined
  }

  private async find<Reply>(
    path: string,
    schema: Parameters<typeof this.http.request<Reply>>[0]["schema"]
  ): Promise<Reply | undefined> {
    try {
      return await this.http.request({ method: "GET", path, schema, repeatable: true })
    } catch (error) {
      // Some of XGateway's calls answer 400 for an id that they do not know.
      const isUnknown =
        GatewayError.is(error) && (error.httpStatus === 404 || error.httpStatus === 400)
      if (isUnknown) {
        return undefined
      }
      throw error
    }
  }
}

/** Nothing but an id may get into a path. */
function checkedId(id: string): string {
  if (!isUuidLike(id)) {
    throw new GatewayError({
      code: "not_found",
      message: "XGateway does not know this payment.",
      detail: "the id is not a UUID",
      retry: false,
    })
  }
  return id
}
