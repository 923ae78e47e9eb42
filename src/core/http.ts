import http from "node:http"
import https from "node:https"
import type { Logger } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import axios, { type AxiosError, type AxiosInstance, isAxiosError } from "axios"
import axiosRetry from "axios-retry"
import { timeLeft } from "./deadline"
import type { GatewayError } from "./errors"
import { failedRequest, lostAnswer, unexpectedReply } from "./http-errors"
import { redact, type Secret } from "./secret"

/** How a gateway words a refusal; read from the body of a 4xx or 5xx answer. */
export interface GatewayRefusal {
  /** The gateway's error code, e.g. `DUPLICATE_CONSUMER`. */
  readonly code?: string
  /** The gateway's explanation, for the merchant. */
  readonly message?: string
  /** Named facts of the refusal that the gateway's own code needs, e.g. which payments belong together. */
  readonly facts?: Readonly<Record<string, unknown>>
}

export interface HttpClientOptions {
  /** The gateway's name as a shopper knows it. */
  readonly gateway: string
  readonly baseUrl: string
  /** Time for one request with all its repetitions, in milliseconds; a deadline may shorten it. */
  readonly timeoutMs: number
  /** Wait before the first repetition, in milliseconds; doubled for the second, with jitter. */
  readonly retryDelayMs?: number
  /** Largest reply that is read, in bytes. */
  readonly maxReplyBytes?: number
  /** Headers of every request; called each time, so that secrets stay wrapped until then. */
  readonly headers: () => Record<string, string>
  /** Taken out of everything that is logged or thrown. */
  readonly secrets: readonly Secret[]
  /** Reads the gateway's error body. Gets parsed JSON, or `undefined` when it was none. */
  readonly readRefusal: (body: unknown) => GatewayRefusal
  readonly logger?: Pick<Logger, "debug" | "warn"> & Partial<Pick<Logger, "shouldLog">>
}

export interface HttpRequest<Reply> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** Path below the base URL; ids in it must have been checked or encoded. */
  readonly path: string
  readonly query?: Record<string, string | readonly string[]>
  readonly json?: unknown
  /** Fields of a form, sent percent-encoded instead of JSON. */
  readonly form?: Readonly<Record<string, string>>
  /** Besides the client's own, for signatures over this request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Says that the reply is a text and no JSON; the schema then gets the text. */
  readonly isText?: boolean
  /** The documented reply; unknown fields are let through. */
  readonly schema: z.ZodType<Reply>
  /** Whether sending the call twice does no more than sending it once. */
  readonly repeatable: boolean
}

const REPETITIONS = 2
const DEFAULT_RETRY_DELAY_MS = 500
const DEFAULT_MAX_REPLY_BYTES = 2 * 1024 * 1024
const agents = {
  httpAgent: new http.Agent({ keepAlive: true }),
  httpsAgent: new https.Agent({ keepAlive: true }),
}

/**
 * One gateway's API over HTTP. Every way in which a call can end is either a checked reply or a
 * `GatewayError` that says whether the call took effect: `unclear` means that nobody knows.
 */
export class HttpClient {
  private readonly axios: AxiosInstance

  constructor(private readonly options: HttpClientOptions) {
    this.axios = axios.create({
      baseURL: options.baseUrl.replace(/\/+$/, ""),
      maxContentLength: options.maxReplyBytes ?? DEFAULT_MAX_REPLY_BYTES,
      maxRedirects: 0,
      // Whatever a path says, the credentials go to the base URL's host only.
      allowAbsoluteUrls: false,
      responseType: "text",
      // The body is parsed here, so that a reply that is no JSON is an error of ours.
      transformResponse: (body: unknown) => body,
      paramsSerializer: { indexes: null },
      ...agents,
    })
    axiosRetry(this.axios, {
      retryDelay: (count, error) =>
        retryAfterMs(error) ?? jitteredDelay(options.retryDelayMs ?? DEFAULT_RETRY_DELAY_MS, count),
    })
  }

  /**
   * Sends a request and checks the reply.
   *
   * @throws {GatewayError} `configuration` (401, 403), `not_found`, `rate_limited`, `rejected`
   * (other 4xx), `unavailable` (nothing has happened), `unclear` (a call that must not be repeated
   * and whose answer was lost), `unexpected_reply`
   */
  async request<Reply>(request: HttpRequest<Reply>): Promise<Reply> {
    const started = performance.now()
    const timeoutMs = timeLeft(this.options.timeoutMs)
    const deadline = started + timeoutMs
    const context = { gateway: this.options.gateway, repeatable: request.repeatable }
    let status: number
    let body: string
    let requestId: string | undefined
    if (timeoutMs === 0) {
      const detail = "not sent: the calls before it took all the time"
      throw this.report(request, started, lostAnswer({ ...context, connected: false, detail }))
    }
    // AbortSignal.timeout() would fire, and make an error, long after the answer has come.
    const timeOut = new AbortController()
    const timer = setTimeout(() => timeOut.abort(), timeoutMs)
    try {
      const response = await this.axios.request<string>({
        method: request.method,
        url: request.path,
        params: request.query,
        data: bodyOf(request),
        headers: { ...this.options.headers(), ...contentType(request), ...request.headers },
        signal: timeOut.signal,
        validateStatus: isSuccess,
        "axios-retry": {
          retries: request.repeatable ? REPETITIONS : 0,
          // To wait past the deadline would only keep the shopper waiting for the same refusal.
          retryCondition: (error) =>
            isWorthRepeating(error) && performance.now() + (retryAfterMs(error) ?? 0) < deadline,
        },
      })
      status = response.status
      body = response.data
      requestId = this.requestIdOf(response.headers)
    } catch (error) {
      throw this.report(request, started, this.toGatewayError(error, context))
    } finally {
      clearTimeout(timer)
    }
    const parsed = request.isText ? body : parseJson(body)
    const reply = request.schema.safeParse(parsed)
    if (!reply.success) {
      // Field names only, and those redacted too: the values are the gateway's and stay out.
      const fields = reply.error.issues.slice(0, 3).map((issue) => issue.path.join(".") || "body")
      const detail =
        parsed === undefined
          ? "the reply is not JSON"
          : this.clean(`unexpected reply: ${fields.join(", ")}`, 300)
      throw this.report(
        request,
        started,
        unexpectedReply({ ...context, status, requestId, detail })
      )
    }
    const { logger } = this.options
    // Medusa's logger formats every line, also those that it then drops.
    if (logger?.shouldLog?.("debug") ?? true) {
      logger?.debug(this.line(request, started, `HTTP ${status}`, requestId))
    }
    return reply.data
  }

  private toGatewayError(
    error: unknown,
    context: { gateway: string; repeatable: boolean }
  ): GatewayError {
    if (!isAxiosError(error)) {
      return lostAnswer({ ...context, connected: true, detail: "the request failed" })
    }
    const { response } = error as AxiosError<string>
    // A reply that broke off carries the status of its head; a success is none without its body.
    if (response && !isSuccess(response.status)) {
      const refusal = this.options.readRefusal(parseJson(response.data))
      return failedRequest({
        ...context,
        status: response.status,
        requestId: this.requestIdOf(response.headers),
        gatewayCode: refusal.code && this.clean(refusal.code, 80),
        detail: refusal.message && this.clean(refusal.message, 300),
        facts: refusal.facts,
      })
    }
    if (isTooBig(error)) {
      return unexpectedReply({ ...context, detail: "the reply is too big" })
    }
    return lostAnswer({
      ...context,
      connected: !NEVER_CONNECTED.has(error.code ?? ""),
      detail: reasonOfLoss(error),
    })
  }

  private requestIdOf(headers: unknown): string | undefined {
    const value = (headers as Record<string, unknown> | undefined)?.["x-request-id"]
    return typeof value === "string" && value !== "" ? this.clean(value, 100) : undefined
  }

  private clean(text: string, length: number): string {
    return redact(text, this.options.secrets).replace(/\s+/g, " ").slice(0, length)
  }

  private report(
    request: Pick<HttpRequest<unknown>, "method" | "path">,
    started: number,
    error: GatewayError
  ): GatewayError {
    this.options.logger?.warn(this.line(request, started, error.toLogLine()))
    return error
  }

  private line(
    request: Pick<HttpRequest<unknown>, "method" | "path">,
    started: number,
    outcome: string,
    requestId?: string
  ): string {
    const milliseconds = Math.trunc(performance.now() - started)
    const id = requestId ? ` · request ${requestId}` : ""
    const line = `[${this.options.gateway}] ${request.method} ${request.path} · ${outcome}${id} · ${milliseconds} ms`
    return redact(line, this.options.secrets)
  }
}

/** The bytes that are sent: made here, so that a signature over them is of just these. */
function bodyOf({ json, form }: Pick<HttpRequest<unknown>, "json" | "form">): string | undefined {
  return form
    ? new URLSearchParams(form).toString()
    : json === undefined
      ? undefined
      : JSON.stringify(json)
}

function contentType({ json, form }: Pick<HttpRequest<unknown>, "json" | "form">) {
  return form
    ? { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }
    : json === undefined
      ? {}
      : { "content-type": "application/json" }
}

const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"])
const TIME_OUTS = new Set(["ECONNABORTED", "ETIMEDOUT", "ERR_CANCELED"])

/** `axios-retry` asks only for calls that may be repeated; a time-out has used up all the time. */
function isWorthRepeating(error: AxiosError): boolean {
  const status = error.response?.status
  if (status !== undefined && !isSuccess(status)) {
    return status === 429 || status >= 500
  }
  return error.code !== "ERR_CANCELED" && !isTooBig(error)
}

function isSuccess(status: number): boolean {
  return status < 300
}

/** Axios gives a reply over the size limit no response; one that broke off has its head. */
function isTooBig(error: AxiosError): boolean {
  return error.code === "ERR_BAD_RESPONSE" && error.response === undefined
}

function retryAfterMs(error: AxiosError): number | undefined {
  const value = error.response?.headers["retry-after"] as unknown
  if (typeof value !== "string" || value === "") {
    return undefined
  }
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}

function jitteredDelay(baseMs: number, count: number): number {
  const full = baseMs * 2 ** (count - 1)
  return full / 2 + Math.random() * (full / 2)
}

function reasonOfLoss(error: AxiosError): string {
  if (error.response) {
    return "the answer broke off"
  }
  return TIME_OUTS.has(error.code ?? "")
    ? "no answer in time"
    : `connection failed (${error.code ?? "unknown"})`
}

function parseJson(body: unknown): unknown {
  if (typeof body !== "string" || body === "") {
    return undefined
  }
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
