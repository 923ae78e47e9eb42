import { jsonReply, type Reply } from "../../../core/exchange-types"
import type { JsonValue } from "../../../core/json"

/** The envelope of every success. */
export function success(data: JsonValue, status = 200): Reply {
  return jsonReply({ data, success: true }, status)
}
