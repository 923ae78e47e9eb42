/** A value that JSON can carry. Members that are `undefined` are left out. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject

/** An object that JSON can carry. */
export interface JsonObject {
  [member: string]: JsonValue | undefined
}

/** True for plain objects: not for null, not for arrays. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Narrows what came out of `JSON.parse`; dates, functions and the like are not JSON. */
export function isJsonValue(value: unknown): value is JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return true
  }
  if (typeof value === "number") {
    return Number.isFinite(value)
  }
  if (Array.isArray(value)) {
    return value.every(isJsonValue)
  }
  return isRecord(value) && Object.values(value).every((member) => isJsonValue(member))
}

/** Narrows to a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isRecord(value) && isJsonValue(value)
}

/** Reads JSON; `undefined` when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined
    }
    throw error
  }
}
