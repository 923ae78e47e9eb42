import { ReplyError } from "../../core/exchange-types"
import type { Refusals } from "../../core/gateway"
import type { JsonObject, JsonValue } from "../../core/json"

/** One entry of a 422's `detail`, as the API's validation writes it. */
export interface ValidationIssue {
  type: string
  loc: (string | number)[]
  msg: string
  input?: JsonValue
  ctx?: JsonObject
}

/** 422 with the list of what is wrong. */
export function invalid(issues: ValidationIssue[]): never {
  throw new ReplyError({ status: 422, json: { detail: issues.map((issue) => ({ ...issue })) } })
}

/** An error of the business kind: `{error: {code, message, additional_info}}`. */
export function businessError(
  status: number,
  code: string,
  message: string,
  extra: JsonObject = {}
): ReplyError {
  return new ReplyError({
    status,
    json: { error: { code, message, additional_info: null }, ...extra },
  })
}

/** 422 with a code, for what the fields allow but the organisation or the rules do not. */
export function invalidParameters(message: string): ReplyError {
  return businessError(422, "INVALID_PARAMETERS", message)
}

/** 404 for an id that is well-formed and unknown. */
export function notFound(what: string, id: string): ReplyError {
  const code = `${what.toUpperCase().replace(/ /g, "_")}_NOT_FOUND`
  return businessError(404, code, `${what} ${id} not found`)
}

export const STREAMPAY_REFUSALS: Refusals = {
  notFound: () => ({ status: 404, json: { detail: "Not Found" } }),
  methodNotAllowed: () => ({ status: 405, json: { detail: "Method Not Allowed" } }),
  bodyTooLarge: () => ({ status: 413, json: { detail: "Request Entity Too Large" } }),
  broken: () => ({ status: 500, json: errorBody(500) }),
}

/** The body of a failure on StreamPay's side. */
export function errorBody(status: number): JsonValue {
  const code = status === 429 ? "MOYASAR_TOO_MANY_REQUESTS" : "STREAM_UNKNOWN_ERROR"
  return { error: { code, message: `Request failed with status ${status}`, additional_info: null } }
}
