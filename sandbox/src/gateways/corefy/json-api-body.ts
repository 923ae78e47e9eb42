import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, type JsonObject } from "../../core/json"
import { AttributeReader } from "./attribute-reader"
import type { Refuser } from "./errors"

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

/**
 * The attributes of a JSON:API document `{data: {type, attributes}}`.
 *
 * @param types what `type` may be
 * @throws ReplyError 422 when it is no such document
 */
export function readAttributes(
  request: SandboxRequest,
  refuser: Refuser,
  types: readonly string[],
  refusesUnknown: boolean
): AttributeReader {
  const document = new AttributeReader(parseObject(request, refuser), "")
  const attributes = document.nested(
    "data",
    (data) => {
      data.choice("type", types, true)
      const inner = data.nested("attributes", (reader) => reader, true)
      if (refusesUnknown) {
        data.refuseUnknown()
      }
      return inner
    },
    true
  )
  if (refusesUnknown) {
    document.refuseUnknown()
  }
  return attributes && document.issues.length === 0 ? attributes : refuser.refuse(document.issues)
}

function parseObject(request: SandboxRequest, refuser: Refuser): JsonObject {
  if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) {
    return refuser.refuse([
      { code: "content_type.invalid", detail: "Content-Type must be application/json" },
    ])
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(request.rawBody.toString("utf8"))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return refuser.refuse([{ code: "body.invalid_json", detail }])
  }
  return isJsonObject(parsed)
    ? parsed
    : refuser.refuse([{ code: "body.invalid_type", detail: "the body must be an object" }])
}
