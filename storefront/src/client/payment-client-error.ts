/** Asking again later may help with these; with other refusals it does not. */
const PASSING = new Set([408, 409, 425, 429])

/** What the shop answered instead of what was asked, or that it did not answer. */
export interface PaymentClientErrorDetails {
  /** Safe for the payer; in English. */
  readonly message: string
  /** HTTP status; `null` when there was no answer. */
  readonly status: number | null
  /** Medusa's word for it, e.g. `invalid_data`. */
  readonly type?: string | null
  /** What the shop asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | null
  readonly cause?: unknown
}

/** The one error of the payment client. */
export class PaymentClientError extends Error {
  /** HTTP status of the shop's answer; `null` when there was none. */
  readonly status: number | null
  /** Medusa's word for it, e.g. `invalid_data` or `not_found`. */
  readonly type: string | null
  /** What the shop asks to wait before the next try, in milliseconds. */
  readonly retryAfterMs: number | null
  /** Whether the same request may succeed later. */
  readonly retry: boolean

  constructor({ message, status, type, retryAfterMs, cause }: PaymentClientErrorDetails) {
    super(message, { cause })
    this.name = "PaymentClientError"
    this.status = status
    this.type = type ?? null
    this.retryAfterMs = retryAfterMs ?? null
    this.retry = status === null || status >= 500 || PASSING.has(status)
  }

  /** Also for errors of another copy of this package, e.g. its CommonJS build. */
  static is(error: unknown): error is PaymentClientError {
    return error instanceof Error && error.name === "PaymentClientError"
  }

  /** Anything thrown, as this error. */
  static of(error: unknown): PaymentClientError {
    return PaymentClientError.is(error)
      ? error
      : new PaymentClientError({
          message: "The shop could not be reached. Check your connection.",
          status: null,
          cause: error,
        })
  }
}
