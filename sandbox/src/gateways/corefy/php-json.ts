import type { JsonObject, JsonValue } from "../../core/json"

/** Rebuilds a value as PHP would encode it: an object without members is written `[]`. */
export function asPhpEncodes(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(asPhpEncodes)
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  const encoded: JsonObject = {}
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) {
      encoded[name] = asPhpEncodes(member)
    }
  }
  return Object.keys(encoded).length === 0 ? [] : encoded
}
