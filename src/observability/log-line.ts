import { isSpanContextValid, trace } from "@opentelemetry/api"
import { FIELD_NAMES, type ObservedFields } from "./observed-fields"

const MESSAGE_LENGTH = 1000
const VALUE_LENGTH = 200

/** Line breaks, terminal codes and marks that turn the reading direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const PLAIN_VALUE = /^[\w.:/+-]+$/

/**
 * A line for Medusa's logger, which takes one string: the message, then its fields as `logfmt`
 * (`attempt=pgatt_… gateway=streampay`), in a fixed order. A value with other characters than
 * letters, digits and `_.:/+-` stands in double quotes, with `"` and `\` escaped. Within a recorded
 * span its ids follow as `trace_id` and `span_id`.
 *
 * What gateways and payers send may be part of a message or a value: nothing in it can begin
 * another line, and long texts are cut.
 *
 * @param message in words, without ids that are fields
 */
export function logLine(message: string, fields: ObservedFields = {}): string {
  const parts = [printable(message, MESSAGE_LENGTH)]
  for (const name of FIELD_NAMES) {
    const value = fields[name]
    if (value !== undefined && value !== null && value !== "") {
      parts.push(`${name}=${quoted(printable(value, VALUE_LENGTH))}`)
    }
  }
  const span = trace.getActiveSpan()?.spanContext()
  if (span && isSpanContextValid(span)) {
    parts.push(`trace_id=${span.traceId}`, `span_id=${span.spanId}`)
  }
  return parts.join(" ")
}

function printable(text: string, length: number): string {
  const clean = text.replace(UNPRINTABLE, " ").trim()
  return clean.length <= length
    ? clean
    : `${clean.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`
}

function quoted(value: string): string {
  return PLAIN_VALUE.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`
}
