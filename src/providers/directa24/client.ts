import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { HttpClient, HttpRequest } from "../../core/http"
import { Secret } from "../../core/secret"
import { cleanWords, directa24Http, secretsOf } from "./http"
import type { Directa24Options } from "./options"
import { type PaymentMethod, paymentMethodsOf } from "./payment-methods"
import { misconfigured, refusalError, refusalKindOf } from "./refusals"
import {
  type DepositStatus,
  depositStatusSchema,
  exchangeRateSchema,
  newInvoiceSchema,
  paymentMethodsReplySchema,
  refusalWords,
  type RefusalWords,
} from "./schemas"
import { controlOf } from "./signatures"

/** What came of asking for an invoice. */
export type NewInvoice =
  | { readonly type: "created"; readonly link: string }
  /** Its number is taken. */
  | { readonly type: "used" }

/**
 * Directa24's v1 API ("Streamline"), one method per call: forms, answered with JSON.
 * Source: Directa24 Streamline API.
 */
export class Directa24Client {
  private readonly http: HttpClient

  constructor(
    private readonly options: Directa24Options,
    private readonly services: GatewayServices
  ) {
    this.http = directa24Http(options, services)
  }

  /**
   * Asks for an invoice; never repeated blindly.
   *
   * @param fields everything but credentials and control
   * @throws {GatewayError} `unclear` when it may have been made; what `refusalError` says
   */
  async createInvoice(fields: Readonly<Record<string, string>>): Promise<NewInvoice> {
    const { apiKey, apiPassphrase, apiSignature } = this.options
    const path = "/api_curl/streamline/NewInvoice"
    const personal = personalValues(fields)
    let reply
    try {
      reply = await this.http.request({
        method: "POST",
        path,
        form: {
          x_login: apiKey.reveal(),
          x_trans_key: apiPassphrase.reveal(),
          ...fields,
          control: controlOf(fields, apiSignature),
          type: "json",
        },
        schema: newInvoiceSchema,
        repeatable: false,
      })
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal && refusalKindOf(refusal) === "used") {
        return { type: "used" }
      }
      throw this.worded(error, path, personal)
    }
    if (reply.status === "0" && reply.link) {
      return { type: "created", link: reply.link }
    }
    const refusal = refusalWords(reply)
    if (refusalKindOf(refusal) === "used") {
      return { type: "used" }
    }
    throw this.refuse(path, refusal, personal)
  }

  /** An invoice as Directa24 has it; one that it does not know has the result 6. */
  async readStatus(invoice: string): Promise<DepositStatus> {
    const path = "/apd/webpaystatus"
    const form = { ...this.statusCredentials(), x_invoice: invoice, type: "json" }
    const reply = await this.send({
      method: "POST",
      path,
      form,
      schema: depositStatusSchema,
      repeatable: true,
    })
    const refusal = refusalWords(reply)
    const isRefused = refusal.code !== undefined || refusal.words !== undefined
    if (reply.result || (typeof reply.result === "string" && !isRefused)) {
      return reply
    }
    throw this.refuse(path, refusal)
  }

  /** The ways to pay in a country. Source: AstroPay-era samples of the same API. */
  async listPaymentMethods(country: string): Promise<PaymentMethod[]> {
    const { apiKey, apiPassphrase } = this.options
    const path = "/api_curl/apd/get_banks_by_country"
    const methods = await this.send({
      method: "POST",
      path,
      form: {
        x_login: apiKey.reveal(),
        x_trans_key: apiPassphrase.reveal(),
        country_code: country,
        type: "json",
      },
      schema: paymentMethodsReplySchema,
      repeatable: true,
    })
    if (!Array.isArray(methods)) {
      throw this.refuse(path, refusalWords(methods))
    }
    return paymentMethodsOf(methods, country)
  }

  /** What one dollar costs in a country's own currency, as a decimal string. */
  async readExchangeRate(country: string): Promise<string> {
    return this.send({
      method: "POST",
      path: "/apd/webcurrencyexchange",
      form: { ...this.statusCredentials(), x_country: country, x_amount: "1" },
      isText: true,
      schema: exchangeRateSchema,
      repeatable: true,
    })
  }

  private statusCredentials(): { x_login: string; x_trans_key: string } {
    const { statusApiKey, statusApiPassphrase } = this.options
    return { x_login: statusApiKey.reveal(), x_trans_key: statusApiPassphrase.reveal() }
  }

  private async send<Reply>(request: HttpRequest<Reply>): Promise<Reply> {
    try {
      return await this.http.request(request)
    } catch (error) {
      throw this.worded(error, request.path)
    }
  }

  /** The same error with what Directa24 said, where that tells more than the HTTP status does. */
  private worded(error: unknown, path: string, personal: readonly Secret[] = []): unknown {
    if (!GatewayError.is(error)) {
      return error
    }
    const refusal = refusalOf(error)
    if (refusal) {
      return this.refuse(path, refusal, personal, error.httpStatus)
    }
    // Nothing is found by its address here: one that is not there is a wrong base URL.
    return error.reason === "not_found"
      ? misconfigured({ detail: `${path} does not exist at baseUrl`, httpStatus: error.httpStatus })
      : error
  }

  private refuse(
    path: string,
    refusal: RefusalWords,
    personal: readonly Secret[] = [],
    httpStatus?: number
  ): GatewayError {
    const detail = cleanWords(refusal.words, [...secretsOf(this.options), ...personal])
    const error = refusalError(refusal, { detail, httpStatus })
    this.services.logger?.warn(`[Directa24] POST ${path} · refused · ${error.toLogLine()}`)
    return error
  }
}

/** What an HTTP error says of a refusal; `undefined` where its status alone decides. */
function refusalOf(error: unknown): RefusalWords | undefined {
  const status = GatewayError.is(error) ? error.httpStatus : undefined
  if (!GatewayError.is(error) || status === undefined || status < 400 || status === 429) {
    return undefined
  }
  const { code, words } = (error.facts ?? {}) as RefusalWords
  const refusal = { code: code ?? (status < 500 ? String(status) : undefined), words }
  const kind = refusalKindOf(refusal)
  if (status >= 500) {
    // Whether the call took effect is known only where Directa24 itself says why it did not.
    return kind !== undefined && kind !== "temporary" ? refusal : undefined
  }
  return kind !== undefined || (words !== undefined && error.reason === "rejected")
    ? refusal
    : undefined
}

/** Values that Directa24 may repeat in a refusal, and that are nobody's business. */
function personalValues(fields: Readonly<Record<string, string>>): Secret[] {
  const names = ["x_cpf", "x_name", "x_email", "x_mobile", "x_bdate", "x_address", "x_zip"]
  return [...names, "x_city", "x_iduser"].flatMap((name) =>
    fields[name] ? [new Secret(fields[name])] : []
  )
}
