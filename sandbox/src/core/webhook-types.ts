/** Where and how a gateway sends its webhooks; what the merchant set in the vendor's dashboard. */
export interface WebhookEndpoint {
  /** `null`: nothing registered, so nothing is sent. */
  url: string | null
  secret: string
  /** Event types subscribed to; `null` means all. */
  events: string[] | null
}

/** How one vendor signs, judges answers and repeats. */
export interface WebhookProfile {
  /** The header that carries the signature, in the vendor's spelling. */
  signatureHeader: string
  /** All headers of one attempt but Content-Length. `at` is sandbox time in milliseconds. */
  headers(message: WebhookMessage, signing: WebhookSigning): Record<string, string>
  /**
   * The body of one attempt, where the signature stands in the body; the message's own unless given.
   */
  signedBody?(message: WebhookMessage, signing: WebhookSigning): string
  /** The member of a form or JSON body that carries the signature, where it is no header. */
  signatureField?: string
  /** Which answers end the repeating. */
  accepts(statusCode: number): boolean
  /** Sandbox milliseconds from the first attempt to retry number `retry` (1, 2, …). */
  retryOffsetMs(retry: number): number | undefined
  /** Whether a retry is signed with a fresh time, or carries the first attempt's. */
  retriesAreResigned(): boolean
  endpoint(): WebhookEndpoint
  /** Whether redirects are followed and the last answer counts; they are answers themselves unless given. */
  followsRedirects?: boolean
  /** Spoils one attempt in the vendor's own way, where changing text would change more than it should. */
  tamper?(kind: Tampering, signed: SignedWebhook): SignedWebhook
}

/** What one attempt signs with. `at` is sandbox time in milliseconds. */
export interface WebhookSigning {
  at: number
  secret: string
}

/** One attempt as it goes out. */
export interface SignedWebhook {
  headers: Record<string, string>
  body: string
}

export interface WebhookMessage {
  gateway: string
  event: string
  entityType: string
  entityId: string
  body: string
  /** Where this one goes instead of to the registered URL, for vendors that take a URL per order. */
  url?: string
}

/**
 * `signature`: its last character is wrong. `missing_signature`: the header is missing.
 * `timestamp`: the time is changed after signing. `body`: one byte is changed after signing.
 */
export type Tampering = "signature" | "missing_signature" | "timestamp" | "body"

/** How a webhook is to be mishandled. Times are sandbox milliseconds. */
export interface WebhookMishandling {
  /** Never sent. */
  drop?: boolean
  /** Kept until released, or delivered by hand. */
  hold?: boolean
  /** Sent this much later. */
  delayMs?: number
  /** Sent this many times in all (identical body). */
  copies?: number
  tamper?: Tampering
  /** Signed with this secret instead, as with one that was replaced. */
  secret?: string
  /** Signed as if sent at another time: `-3600000` is an hour ago. */
  signedAtOffsetMs?: number
  /** Sent here instead of to the registered URL. */
  url?: string
}

/** Mishandles the next webhooks that match; the first rule that matches is used. */
export interface WebhookFault extends WebhookMishandling {
  gateway?: string
  /** Event type; `*` stands for any run of characters. */
  event?: string
  /** How many webhooks; without it, all until removed. */
  times?: number
}

export const DELIVERY_STATES = [
  "held",
  "pending",
  "sending",
  "retrying",
  "delivered",
  "given_up",
  "dropped",
  "no_endpoint",
] as const

/**
 * `held`: waits for release. `pending`: to be sent. `retrying`: failed, to be sent again.
 * `given_up`: failed for the last time. `no_endpoint`: no URL is registered.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export interface DeliveryAttempt {
  number: number
  at: string
  headers: Record<string, string>
  /** The body as sent, so after tampering. */
  body: string
  statusCode: number | null
  responseBody: string
  error: string | null
}

/** One webhook and what became of it. Dates are ISO strings of sandbox time. */
export interface Delivery {
  readonly id: string
  readonly gateway: string
  readonly event: string
  readonly entityId: string
  /** The body as signed. */
  readonly body: string
  readonly createdAt: string
  readonly mishandled: WebhookMishandling
  state: DeliveryState
  url: string | null
  nextAttemptAt: string | null
  attempts: DeliveryAttempt[]
}
