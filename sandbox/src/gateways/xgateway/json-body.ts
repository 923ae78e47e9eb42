import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, parseJson, type JsonObject } from "../../core/json"
import { badRequest } from "./errors"

/**
 * The JSON object of a request's body; what is not declared as JSON is not read at all.
 *
 * @throws ReplyError 400 when it is malformed or no object
 */
export function parseJsonBody(request: SandboxRequest): JsonObject {
  const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "")
  if (!isJson || request.rawBody.length === 0) {
    return {}
  }
  const parsed = parseJson(request.rawBody.toString("utf8"))
  if (!isJsonObject(parsed)) {
    throw badRequest("The request body is not a valid JSON object")
  }
  return parsed
}
