import { ReplyError } from "../../core/exchange-types"
import type { Refusals } from "../../core/gateway"
import type { JsonValue } from "../../core/json"

export interface ApiError {
  code: string
  message: string
}

/** The envelope of every failure. */
export function envelope(errors: ApiError[]): JsonValue {
  return { success: false, errors: errors.map((error) => ({ ...error })) }
}

function refusal(status: number, code: string, message: string): ReplyError {
  return new ReplyError({ status, json: envelope([{ code, message }]) })
}

export function badRequest(message: string): ReplyError {
  return refusal(400, "bad_request", message)
}

/** What the database will not keep: an id that is there already. */
export function databaseViolation(message: string): ReplyError {
  return refusal(400, "db_violation", message)
}

export function unauthorized(): ReplyError {
  return refusal(401, "unauthorized", "Unauthorized")
}

export function notFound(message: string): ReplyError {
  return refusal(404, "not_found", message)
}

/** 422: every text names its field. */
export function invalid(messages: string[]): ReplyError {
  return new ReplyError({
    status: 422,
    json: envelope(messages.map((message) => ({ code: "validation_error", message }))),
  })
}

const CODES: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized",
  404: "not_found",
  422: "validation_error",
  429: "too_many_requests",
}

/** The body of a failure on XGateway's side, or of any status that is asked for. */
export function errorBody(status: number): JsonValue {
  return envelope([
    {
      code: CODES[status] ?? "internal_server_error",
      message: `Request failed with status ${status}`,
    },
  ])
}

export const XGATEWAY_REFUSALS: Refusals = {
  notFound: () => ({ status: 404, json: envelope([{ code: "not_found", message: "Not found" }]) }),
  methodNotAllowed: () => ({
    status: 405,
    json: envelope([{ code: "method_not_allowed", message: "Method not allowed" }]),
  }),
  bodyTooLarge: () => ({
    status: 413,
    json: envelope([{ code: "payload_too_large", message: "Payload too large" }]),
  }),
  broken: () => ({ status: 500, json: errorBody(500) }),
}
