import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { HttpClient, HttpRequest } from "../../core/http"
import { Secret } from "../../core/secret"
import { cleanWords, directa24Http, secretsOf } from "./http"
import type { Directa24Options } from "./options"
import { type PaymentMethod, paymentMethodsOf } from "./payment-methods"
import { misconfigured } from "./refusals"
import {
  type Deposit,
  depositSchema,
  paymentMethodsSchema,
  type RefundReply,
  refundSchema,
  refundStatusSchema,
  type RefusalWords,
} from "./schemas"
import { signedHeaders } from "./signatures"

/** A refund to be made. Source: Directa24 Deposits API v3, refunds. */
export interface NewRefund {
  readonly deposit_id: number
  readonly invoice_id: string
  /** In major units. */
  readonly amount: number
  readonly bank_account?: Readonly<Record<string, string>>
  readonly comments?: string
  readonly country?: string
}

/** Credentials, headers or signature are wrong. Source: Deposits API v3, error codes. */
const CONFIGURATION_CODES: ReadonlySet<string> = new Set(["100", "101", "102"])

/**
 * Directa24's v3 API, one method per call: JSON, signed over the bytes that are sent.
 * Sources: Directa24 Deposits API v3; Directa24's Java client.
 */
export class Directa24DepositsClient {
  private readonly http: HttpClient

  constructor(
    private readonly options: Directa24Options,
    private readonly services: GatewayServices
  ) {
    this.http = directa24Http(options, services)
  }

  /** The ways to pay in a country. */
  async listPaymentMethods(country: string, readOnlyKey: Secret): Promise<PaymentMethod[]> {
    const methods = await this.send({
      method: "GET",
      path: "/v3/payment_methods",
      query: { country },
      headers: { authorization: `Bearer ${readOnlyKey.reveal()}` },
      schema: paymentMethodsSchema,
      repeatable: true,
    })
    return paymentMethodsOf(methods, country)
  }

  /** @param idempotencyKey makes the call repeatable: the same refund is answered again */
  async createRefund(refund: NewRefund, idempotencyKey: string): Promise<RefundReply> {
    const headers = {
      ...this.signed(JSON.stringify(refund)),
      "x-idempotency-key": idempotencyKey,
    }
    const account = Object.values(refund.bank_account ?? {}).map((value) => new Secret(value))
    return this.send(
      {
        method: "POST",
        path: "/v3/refunds",
        json: refund,
        headers,
        schema: refundSchema,
        repeatable: true,
      },
      account
    )
  }

  async readRefundStatus(id: string): Promise<string> {
    const { status } = await this.send({
      method: "GET",
      path: `/v3/refunds/${encodeURIComponent(id)}`,
      headers: this.signed(""),
      schema: refundStatusSchema,
      repeatable: true,
    })
    return status
  }

  /** @param id digits, as the status of an invoice tells them */
  async readDeposit(id: string): Promise<Deposit> {
    return this.send({
      method: "GET",
      path: `/v3/deposits/${encodeURIComponent(id)}`,
      headers: this.signed(""),
      schema: depositSchema,
      repeatable: true,
    })
  }

  private signed(body: string): Record<string, string> {
    const { apiKey: login, apiSignature: signature } = this.options
    return signedHeaders(body, { login, signature, now: new Date() })
  }

  /** @param personal values that a refusal may repeat */
  private async send<Reply>(
    request: HttpRequest<Reply>,
    personal: readonly Secret[] = []
  ): Promise<Reply> {
    try {
      return await this.http.request(request)
    } catch (error) {
      throw GatewayError.is(error) ? this.worded(error, request, personal) : error
    }
  }

  private worded(
    error: GatewayError,
    { method, path }: Pick<HttpRequest<unknown>, "method" | "path">,
    personal: readonly Secret[]
  ): GatewayError {
    const { words } = (error.facts ?? {}) as RefusalWords
    const { httpStatus, gatewayCode, requestId } = error
    if (words === undefined && !CONFIGURATION_CODES.has(gatewayCode ?? "")) {
      return error
    }
    const detail = cleanWords(words, [...secretsOf(this.options), ...personal])
    const worded =
      CONFIGURATION_CODES.has(gatewayCode ?? "") || error.reason === "configuration"
        ? misconfigured({ detail, httpStatus, gatewayCode })
        : new GatewayError({
            code: error.reason,
            message: error.message,
            retry: error.retry,
            detail,
            httpStatus,
            gatewayCode,
            requestId,
          })
    this.services.logger?.warn(`[Directa24] ${method} ${path} · refused · ${worded.toLogLine()}`)
    return worded
  }
}
