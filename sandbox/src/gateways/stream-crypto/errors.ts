import { ReplyError } from "../../core/exchange-types"
import type { Refusals } from "../../core/gateway"
import type { JsonValue } from "../../core/json"

/** What is wrong with each field of a request. */
export type FieldErrors = Record<string, string[]>

/** 400 with what is wrong. */
export function badRequest(message: string, errors: FieldErrors = {}): ReplyError {
  return new ReplyError({ status: 400, json: { message, errors } })
}

/** 403: only approved shops are able to create payments. */
export function shopNotApproved(): ReplyError {
  return new ReplyError({ status: 403, json: { message: "Shop is not approved" } })
}

/** 404 for a client id that no shop has. */
export function shopNotFound(): ReplyError {
  return new ReplyError({ status: 404, json: { message: "Shop not found" } })
}

export const STREAM_CRYPTO_REFUSALS: Refusals = {
  notFound: () => ({ status: 404, json: { message: "Not Found" } }),
  methodNotAllowed: () => ({ status: 405, json: { message: "Method Not Allowed" } }),
  bodyTooLarge: () => ({ status: 413, json: { message: "Payload Too Large" } }),
  broken: () => ({ status: 500, json: errorBody(500) }),
}

/** The body of a failure on the gateway's side. */
export function errorBody(status: number): JsonValue {
  return { message: `Request failed with status ${status}` }
}
