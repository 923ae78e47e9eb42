import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { HttpClient, type HttpRequest } from "../../core/http"
import type { StreamCryptoOptions } from "./options"
import {
  type Payment,
  PAYMENT_ID,
  type PaymentPage,
  paymentPageSchema,
  paymentSchema,
  readStreamRefusal,
  type StatusReply,
  statusReplySchema,
} from "./schemas"

/** A payment to be created: exactly one of the three amounts, each a decimal string. */
export type NewPayment = (
  | { readonly amount_usd: string }
  | { readonly amount_eur: string }
  /** In STRM. */
  | { readonly amount: string }
) & {
  /** Shown to the payer. */
  readonly name: string
  readonly return_url: string
}

/** Stream's API, one method per call. Source: Stream Payment Gateway documentation, API pages. */
export class StreamClient {
  private readonly api: HttpClient
  private readonly statusApi: HttpClient

  constructor(
    private readonly options: StreamCryptoOptions,
    services: GatewayServices
  ) {
    const clientOf = (baseUrl: string) =>
      new HttpClient({
        gateway: "Stream",
        baseUrl,
        timeoutMs: options.timeoutMs,
        // Requests carry no credentials; the client id is public.
        headers: () => ({ accept: "application/json" }),
        secrets: options.clientSecret,
        readRefusal: readStreamRefusal,
        logger: services.logger,
      })
    this.api = clientOf(options.baseUrl)
    this.statusApi = clientOf(options.statusBaseUrl ?? options.baseUrl)
  }

  /** A payment with a page of Stream's own. */
  createPaymentPage(payment: NewPayment): Promise<PaymentPage> {
    return this.create("/page", payment, paymentPageSchema)
  }

  /** A payment whose addresses the shop shows itself. */
  createPayment(payment: NewPayment): Promise<Payment> {
    return this.create("", payment, paymentSchema)
  }

  /**
   * @throws {GatewayError} `unexpected_reply` for a 404 that is no status of Stream's
   */
  async getPayment(id: string): Promise<StatusReply> {
    if (!PAYMENT_ID.test(id)) {
      throw new GatewayError({
        code: "not_found",
        message: "Stream does not know this payment.",
        detail: "the id is not of Stream's form",
        retry: false,
      })
    }
    try {
      return await this.statusApi.request({
        method: "GET",
        path: `/payment/${id}`,
        schema: statusReplySchema,
        repeatable: true,
      })
    } catch (error) {
      if (GatewayError.is(error) && error.reason === "not_found") {
        return notFoundStatus(error)
      }
      throw error
    }
  }

  /**
   * Stream knows no idempotency key, and has no search. A payment whose answer was lost does no
   * harm: nobody ever has its address. So creation is tried once more.
   */
  private async create<Reply>(
    suffix: string,
    json: NewPayment,
    schema: HttpRequest<Reply>["schema"]
  ): Promise<Reply> {
    const path = `/payment/${this.options.clientId}${suffix}`
    const send = () => this.api.request({ method: "POST", path, json, schema, repeatable: false })
    try {
      return await send()
    } catch (error) {
      if (!GatewayError.is(error) || !isLost(error)) {
        throw creationError(error)
      }
    }
    try {
      return await send()
    } catch (error) {
      throw creationError(error)
    }
  }
}

function isLost({ reason }: GatewayError): boolean {
  return reason === "unclear" || reason === "unavailable"
}

/** `not_found` as a status, told with HTTP 404; any other 404 is not about the payment. */
function notFoundStatus(error: GatewayError): StatusReply {
  if (error.facts?.isNotFoundStatus === true) {
    return { status: "not_found" }
  }
  throw new GatewayError({
    code: "unexpected_reply",
    message:
      "Stream gave an answer that cannot be understood. Try again in a moment, or choose another payment method.",
    detail: "HTTP 404 without a status; check baseUrl and statusBaseUrl",
    httpStatus: 404,
    requestId: error.requestId,
    retry: true,
    cause: error,
  })
}

function creationError(error: unknown): unknown {
  if (!GatewayError.is(error)) {
    return error
  }
  const { httpStatus, gatewayCode, requestId, detail } = error
  if (httpStatus === 403) {
    return new GatewayError({
      code: "configuration",
      message:
        "Stream is not set up correctly in this shop: the shop is not approved at Stream. Choose another payment method.",
      detail: `shop not approved, or another clientId${detail ? `: ${detail}` : ""}`,
      httpStatus,
      gatewayCode,
      requestId,
      retry: false,
    })
  }
  return error.reason === "unclear"
    ? new GatewayError({
        // Nobody has the address of what may have been created: nothing has happened.
        code: "unavailable",
        message:
          "Stream did not begin the payment properly. Try again in a moment, or choose another payment method.",
        detail,
        httpStatus,
        gatewayCode,
        requestId,
        retry: true,
      })
    : error
}
