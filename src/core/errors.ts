import { MedusaError } from "@medusajs/framework/utils"

/** What went wrong, in the words of this plugin; stable, for logs, tests and admin texts. */
export type GatewayErrorCode =
  /** The amount is no money of its currency. */
  | "invalid_amount"
  /** The gateway, or the merchant's account there, does not take this currency. */
  | "unsupported_currency"
  /** Something the shopper or the merchant gave is not acceptable. */
  | "invalid_input"
  /** An option of the plugin or a credential is wrong. */
  | "configuration"
  /** The gateway refused; asking again will not help. */
  | "rejected"
  /** The gateway does not know the object. */
  | "not_found"
  /** Too many requests; ask again later. */
  | "rate_limited"
  /** The gateway could not be reached or answered with a server error; nothing has happened. */
  | "unavailable"
  /** The answer was lost: the gateway may or may not have done it. */
  | "unclear"
  /** The gateway answered something that is not its documented reply. */
  | "unexpected_reply"
  /** What is asked is not possible in the payment's present state. */
  | "not_allowed"
  /** A webhook's signature is missing or wrong. */
  | "invalid_signature"
  /** A webhook's body cannot be read. */
  | "invalid_webhook"

const MEDUSA_TYPES: Record<GatewayErrorCode, string> = {
  invalid_amount: MedusaError.Types.INVALID_DATA,
  unsupported_currency: MedusaError.Types.INVALID_DATA,
  invalid_input: MedusaError.Types.INVALID_DATA,
  configuration: MedusaError.Types.UNEXPECTED_STATE,
  rejected: MedusaError.Types.NOT_ALLOWED,
  not_found: MedusaError.Types.NOT_FOUND,
  rate_limited: MedusaError.Types.UNEXPECTED_STATE,
  unavailable: MedusaError.Types.UNEXPECTED_STATE,
  unclear: MedusaError.Types.UNEXPECTED_STATE,
  unexpected_reply: MedusaError.Types.UNEXPECTED_STATE,
  not_allowed: MedusaError.Types.NOT_ALLOWED,
  invalid_signature: MedusaError.Types.UNAUTHORIZED,
  invalid_webhook: MedusaError.Types.INVALID_DATA,
}

/** What an error is made of. No field may hold a secret or a gateway's raw body. */
export interface GatewayErrorDetails {
  readonly code: GatewayErrorCode
  /** Safe for a shopper: what happened and what to do. Shown as it is by Medusa. */
  readonly message: string
  /** Whether the same call may succeed later. */
  readonly retry: boolean
  /** For the merchant's log: the gateway's own words, cut and redacted. */
  readonly detail?: string
  /** The gateway's error code, e.g. `DUPLICATE_CONSUMER`. */
  readonly gatewayCode?: string
  /** HTTP status of the gateway's answer. */
  readonly httpStatus?: number
  /** The gateway's request id, for its support. */
  readonly requestId?: string
  /** Named facts of a refusal, for the gateway's own code; never logged. */
  readonly facts?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** The one error of this plugin. It is a `MedusaError`, so Medusa shows its message. */
export class GatewayError extends MedusaError {
  readonly reason: GatewayErrorCode
  readonly retry: boolean
  readonly detail?: string
  readonly gatewayCode?: string
  readonly httpStatus?: number
  readonly requestId?: string
  readonly facts?: Readonly<Record<string, unknown>>

  constructor(details: GatewayErrorDetails) {
    super(MEDUSA_TYPES[details.code], details.message)
    this.name = "GatewayError"
    this.reason = details.code
    this.retry = details.retry
    this.detail = details.detail
    this.gatewayCode = details.gatewayCode
    this.httpStatus = details.httpStatus
    this.requestId = details.requestId
    // Not enumerable: neither JSON nor a log that prints the whole error shows them.
    Object.defineProperty(this, "facts", { value: details.facts })
    if (details.cause !== undefined) {
      this.cause = details.cause
    }
  }

  static is(error: unknown): error is GatewayError {
    return error instanceof GatewayError
  }

  /** One line for a log: reason, status, gateway code, request id and detail. */
  toLogLine(): string {
    return [
      this.reason,
      this.httpStatus && `HTTP ${this.httpStatus}`,
      this.gatewayCode,
      this.requestId && `request ${this.requestId}`,
      this.detail ?? this.message,
    ]
      .filter(Boolean)
      .join(" · ")
  }
}

/** The message of anything thrown, for a log. */
export function describeError(error: unknown): string {
  if (GatewayError.is(error)) {
    return error.toLogLine()
  }
  if (error instanceof Error) {
    return error.message
  }
  // What comes out of Medusa's workflows has been made plain on the way.
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === "string" ? message : String(error)
}
