import { PaymentClientError } from "./payment-client-error.js"

/** How a shop is reached. */
export interface StoreAccess {
  readonly backendUrl: string
  readonly publishableKey: string
  readonly fetch: typeof fetch
  readonly headers: () => HeadersInit | undefined | Promise<HeadersInit | undefined>
  readonly credentials: RequestCredentials | undefined
}

/** One request of Medusa's Store API. */
export interface StoreRequest {
  /** From `/store/…`. */
  readonly path: string
  /** Sent as JSON with POST; without it the request is a GET. */
  readonly body?: unknown
  readonly accept?: string
  /** So that the shop goes on where a stream was cut. */
  readonly lastEventId?: string
  readonly signal?: AbortSignal
}

/** A shop that does not answer within this time does not answer. */
const LONGEST_WAIT_MS = 30_000

/**
 * Asks and reads a JSON answer.
 *
 * @throws {PaymentClientError} for a refusal, an answer that is no JSON, and no answer;
 * the signal's own reason when it aborted
 */
export async function requestJson(access: StoreAccess, request: StoreRequest): Promise<unknown> {
  const waiting = new AbortController()
  const stop = () => waiting.abort(request.signal?.reason)
  const timer = setTimeout(stop, LONGEST_WAIT_MS)
  request.signal?.addEventListener("abort", stop)
  if (request.signal?.aborted) {
    stop()
  }
  try {
    const response = await send(access, { ...request, signal: waiting.signal })
    return (await response.json()) as unknown
  } catch (error) {
    request.signal?.throwIfAborted()
    throw PaymentClientError.of(error)
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener("abort", stop)
  }
}

/**
 * Asks; the body of the answer is still to be read.
 *
 * @throws {PaymentClientError} for a refusal
 */
export async function send(
  { backendUrl, publishableKey, headers, credentials, fetch: request }: StoreAccess,
  { path, body, accept = "application/json", lastEventId, signal }: StoreRequest
): Promise<Response> {
  const given = new Headers(await headers())
  given.set("accept", accept)
  given.set("x-publishable-api-key", publishableKey)
  if (body !== undefined) {
    given.set("content-type", "application/json")
  }
  if (lastEventId) {
    given.set("last-event-id", lastEventId)
  }
  const response = await request(`${backendUrl.replace(/\/+$/, "")}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: given,
    body: body === undefined ? undefined : JSON.stringify(body),
    // A state of a minute ago is worth nothing.
    cache: "no-store",
    credentials,
    signal,
  })
  if (!response.ok) {
    throw await refusalOf(response)
  }
  return response
}

async function refusalOf(response: Response): Promise<PaymentClientError> {
  const { message, type } = readRefusal(await response.text())
  const seconds = response.headers.get("retry-after") ?? ""
  return new PaymentClientError({
    message: message ?? `The shop answered with an error (${response.status}).`,
    status: response.status,
    type,
    retryAfterMs: /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null,
  })
}

/** What a proxy in front of the shop answers is no JSON, and its words are not for payers. */
function readRefusal(text: string): { message?: string; type?: string } {
  let reply: unknown
  try {
    reply = JSON.parse(text)
  } catch {
    return {}
  }
  const { message, type } = (reply ?? {}) as { message?: unknown; type?: unknown }
  return {
    ...(typeof message === "string" && message !== "" && { message }),
    ...(typeof type === "string" && { type }),
  }
}
