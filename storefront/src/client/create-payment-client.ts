import type { SessionState } from "../session-data.js"
import { readEventStream } from "./event-stream.js"
import { type FollowOptions, followPayment } from "./follow-payment.js"
import { readSessionState } from "./read-session-state.js"
import {
  type PaymentToStart,
  type RequestOptions,
  type StartedPayment,
  startPayment,
} from "./start-payment.js"
import { requestJson, type StoreAccess } from "./store-request.js"
import { whatNext } from "./what-next.js"

/** How the shop is reached. */
export interface PaymentClientOptions {
  /** The Medusa server, e.g. `https://shop.example`. */
  readonly backendUrl: string
  /** A publishable API key of the sales channel. */
  readonly publishableKey: string
  /** `fetch` of the platform if left out. */
  readonly fetch?: typeof fetch
  /** Sent with each request, e.g. a customer's `authorization`; or a function that gives them. */
  readonly headers?:
    HeadersInit | (() => HeadersInit | undefined | Promise<HeadersInit | undefined>)
  /** For customers that log in by cookie: `include`. */
  readonly credentials?: RequestCredentials
  /** `false`: `follow` asks again and again, and opens no stream. */
  readonly stream?: boolean
}

/**
 * What a page needs of the shop to take a payment. All that it knows comes from the session's id:
 * after a reload, in another tab and on another device it is the same.
 */
export interface PaymentClient {
  /**
   * Starts the payment of a cart, or of a payment collection, with one of the region's payment
   * providers. A session that the collection had before is replaced by Medusa.
   *
   * @throws {PaymentClientError}
   */
  readonly startPayment: (
    payment: PaymentToStart,
    options?: RequestOptions
  ) => Promise<StartedPayment>
  /**
   * The payment's state, as the shop knows it. It never completes a cart.
   *
   * @throws {PaymentClientError} 404 for an id that does not exist
   */
  readonly readStatus: (sessionId: string, options?: RequestOptions) => Promise<SessionState>
  /**
   * Sends what the payer answered to `collect`. It is kept at the shop only.
   *
   * @returns the new state
   * @throws {PaymentClientError} 400 `invalid_data`, in a message that names the fields
   */
  readonly answer: (
    sessionId: string,
    fields: Readonly<Record<string, string>>,
    options?: RequestOptions
  ) => Promise<SessionState>
  /**
   * Tells each state until one is final. See `followPayment`.
   *
   * @returns the final state, or `undefined` when `signal` ended it
   * @throws {PaymentClientError} when asking again will not help
   */
  readonly follow: (sessionId: string, options: FollowOptions) => Promise<SessionState | undefined>
  /** What a page has to do for the payer now. */
  readonly whatNext: typeof whatNext
}

/** A client of the plugin's part of the Store API. It runs in browsers and on servers. */
export function createPaymentClient(options: PaymentClientOptions): PaymentClient {
  const { headers, stream = true } = options
  const access: StoreAccess = {
    backendUrl: options.backendUrl,
    publishableKey: options.publishableKey,
    // Called without a receiver, as browsers demand.
    fetch: (input, init) => (options.fetch ?? fetch)(input, init),
    headers: () => (typeof headers === "function" ? headers() : headers),
    credentials: options.credentials,
  }
  const readStatus: PaymentClient["readStatus"] = async (sessionId, { signal } = {}) =>
    readSessionState(await requestJson(access, { path: pathOf(sessionId), signal }))
  return {
    startPayment: (payment, request) => startPayment(access, payment, request),
    readStatus,
    answer: async (sessionId, fields, { signal } = {}) =>
      readSessionState(
        await requestJson(access, {
          path: `${pathOf(sessionId)}/payer`,
          body: { fields },
          signal,
        })
      ),
    follow: (sessionId, follow) =>
      followPayment(
        {
          read: (signal) => readStatus(sessionId, { signal }),
          ...(stream && {
            stream: (memory, onState, signal) =>
              readEventStream({
                access,
                path: `${pathOf(sessionId)}/events`,
                signal,
                memory,
                onState,
              }),
          }),
        },
        follow
      ),
    whatNext,
  }
}

function pathOf(sessionId: string): string {
  return `/store/payment-gateways/sessions/${encodeURIComponent(sessionId)}`
}
