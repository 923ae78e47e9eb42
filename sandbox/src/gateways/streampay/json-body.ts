import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, isJsonValue, type JsonObject } from "../../core/json"
import { invalid } from "./errors"

/**
 * The JSON object of a request's body.
 *
 * @throws ReplyError 422 when there is none, or something else
 */
export function parseJsonBody(request: SandboxRequest): JsonObject {
  if (request.rawBody.length === 0) {
    return invalid([{ type: "missing", loc: ["body"], msg: "Field required", input: null }])
  }
  const text = request.rawBody.toString("utf8")
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers["content-type"] ?? "")
  let parsed: unknown = text
  if (isJson) {
    try {
      parsed = JSON.parse(text)
    } catch (error) {
      return invalid([
        {
          type: "json_invalid",
          loc: ["body", 0],
          msg: "JSON decode error",
          input: {},
          ctx: { error: error instanceof Error ? error.message : String(error) },
        },
      ])
    }
  }
  if (!isJsonObject(parsed)) {
    return invalid([
      {
        type: "model_attributes_type",
        loc: ["body"],
        msg: "Input should be a valid dictionary or object to extract fields from",
        input: isJsonValue(parsed) ? parsed : null,
      },
    ])
  }
  return parsed
}
