import type { JsonObject } from "../../core/json"

/** What is wrong with one value, in the words of the API's validation. */
export interface Problem {
  type: string
  msg: string
  ctx?: JsonObject
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(z|[+-]\d{2}:?\d{2})?)?$/i
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/
const E164 = /^\+[1-9]\d{6,14}$/

export function checkUuid(text: string): Problem | undefined {
  const error = "not the 8-4-4-4-12 form of hexadecimal digits"
  return UUID.test(text)
    ? undefined
    : { type: "uuid_parsing", msg: `Input should be a valid UUID, ${error}`, ctx: { error } }
}

/** ISO 8601 dates and times; the zone may be missing. */
export function checkDateTime(text: string): Problem | undefined {
  const valid = DATE_TIME.test(text) && !Number.isNaN(readDateTime(text))
  const error = "invalid character or value"
  return valid
    ? undefined
    : {
        type: "datetime_from_date_parsing",
        msg: `Input should be a valid datetime or date, ${error}`,
        ctx: { error },
      }
}

/** Milliseconds since 1970 of a checked date or time; without a zone it is UTC. */
export function readDateTime(text: string): number {
  const isComplete = text.length === 10 || /(z|[+-]\d{2}:?\d{2})$/i.test(text)
  return Date.parse((isComplete ? text : `${text}Z`).replace(" ", "T"))
}

/** Absolute http and https URLs. */
export function checkUrl(text: string): Problem | undefined {
  if (!URL.canParse(text)) {
    const error = "relative URL without a base"
    return { type: "url_parsing", msg: `Input should be a valid URL, ${error}`, ctx: { error } }
  }
  const scheme = new URL(text).protocol
  return scheme === "http:" || scheme === "https:"
    ? undefined
    : {
        type: "url_scheme",
        msg: "URL scheme should be 'http' or 'https'",
        ctx: { expected_schemes: "'http' or 'https'" },
      }
}

export function checkEmail(text: string): Problem | undefined {
  return EMAIL.test(text)
    ? undefined
    : { type: "value_error", msg: "value is not a valid email address" }
}

export function checkPhoneNumber(text: string): Problem | undefined {
  return E164.test(text)
    ? undefined
    : { type: "value_error", msg: "value is not a valid phone number" }
}

/** One of a fixed set of words. */
export function checkOneOf(allowed: readonly string[]): (text: string) => Problem | undefined {
  const expected = allowed.map((candidate) => `'${candidate}'`).join(", ")
  return (text) =>
    allowed.includes(text)
      ? undefined
      : { type: "enum", msg: `Input should be ${expected}`, ctx: { expected } }
}
