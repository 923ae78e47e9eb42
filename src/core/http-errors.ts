import { GatewayError, type GatewayErrorCode } from "./errors"

interface Context {
  /** The gateway's name as a shopper knows it. */
  readonly gateway: string
  /** Whether the call may be sent twice. */
  readonly repeatable: boolean
  readonly requestId?: string
  readonly detail?: string
}

const CHOOSE_ANOTHER = "Choose another payment method."
const TRY_AGAIN = "Try again in a moment, or choose another payment method."

/** A message for staff, whom another payment method does not help. */
export function toldToStaff(message: string): string {
  return message
    .replace(TRY_AGAIN, "Try again in a moment.")
    .replace(CHOOSE_ANOTHER, "Its own words are in the shop's log.")
}

/** The error for an answer with an error status. */
export function failedRequest(
  context: Context & {
    readonly status: number
    readonly gatewayCode?: string
    readonly facts?: Readonly<Record<string, unknown>>
  }
): GatewayError {
  const { status, gateway } = context
  const make = (code: GatewayErrorCode, message: string, retry: boolean) =>
    new GatewayError({
      code,
      message: withRequestId(message, context.requestId),
      retry,
      httpStatus: status,
      gatewayCode: context.gatewayCode,
      requestId: context.requestId,
      detail: context.detail,
      facts: context.facts,
    })
  if (status === 401 || status === 403) {
    return make(
      "configuration",
      `${gateway} is not set up correctly in this shop. ${CHOOSE_ANOTHER}`,
      false
    )
  }
  if (status === 404) {
    return make("not_found", `${gateway} does not know this payment.`, false)
  }
  if (status === 429) {
    return make("rate_limited", `${gateway} is busy. ${TRY_AGAIN}`, true)
  }
  if (status < 500) {
    return make("rejected", `${gateway} did not accept the request. ${CHOOSE_ANOTHER}`, false)
  }
  return context.repeatable
    ? make("unavailable", `${gateway} does not answer properly at present. ${TRY_AGAIN}`, true)
    : make("unclear", unclearMessage(gateway), true)
}

/** The error for a request that got no answer at all. */
export function lostAnswer(context: Context & { readonly connected: boolean }): GatewayError {
  const nothingHappened = context.repeatable || !context.connected
  return new GatewayError({
    code: nothingHappened ? "unavailable" : "unclear",
    message: nothingHappened
      ? `${context.gateway} cannot be reached at present. ${TRY_AGAIN}`
      : unclearMessage(context.gateway),
    retry: true,
    detail: context.detail,
  })
}

/** The error for a successful answer whose body is not the documented one. */
export function unexpectedReply(context: Context & { readonly status?: number }): GatewayError {
  return new GatewayError({
    // After a call with an effect the effect has most likely happened, but cannot be known.
    code: context.repeatable ? "unexpected_reply" : "unclear",
    message: context.repeatable
      ? withRequestId(
          `${context.gateway} gave an answer that cannot be understood. ${TRY_AGAIN}`,
          context.requestId
        )
      : unclearMessage(context.gateway),
    retry: true,
    httpStatus: context.status,
    requestId: context.requestId,
    detail: context.detail,
  })
}

function unclearMessage(gateway: string): string {
  return `${gateway} did not say whether it took the request. Nothing is lost: it is checked before anything is repeated.`
}

function withRequestId(message: string, requestId: string | undefined): string {
  return requestId ? `${message} (request ${requestId})` : message
}
