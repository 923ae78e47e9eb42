import { type Attributes, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api"
import { describeError, GatewayError } from "../core/errors"
import { FIELD_NAMES, type ObservedFields } from "./observed-fields"
import { ATTRIBUTE, SCOPE, type SpanName } from "./scope"

/** What a span tells beside the fields; `kind` is `internal` unless another system is called. */
export interface SpanFields extends ObservedFields {
  readonly kind?: "internal" | "client" | "consumer" | "producer"
  /** What a gateway is asked for, e.g. `create`. */
  readonly operation?: string
}

const KINDS = {
  internal: SpanKind.INTERNAL,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  producer: SpanKind.PRODUCER,
} as const

/**
 * Runs something within a span, which is the parent of every span that begins meanwhile. An error
 * is kept on the span, as the log would name it, and thrown on. Without OpenTelemetry's SDK only
 * `run` is run.
 *
 * @returns what `run` returns
 */
export async function traced<Result>(
  name: SpanName,
  fields: SpanFields,
  run: () => Promise<Result>
): Promise<Result> {
  const options = { kind: KINDS[fields.kind ?? "internal"] }
  return trace.getTracer(SCOPE).startActiveSpan(name, options, async (span) => {
    if (!span.isRecording()) {
      // Not sampled, or nobody records: the span still is the parent of what follows.
      try {
        return await run()
      } finally {
        span.end()
      }
    }
    span.setAttributes(attributesOf(fields))
    try {
      return await run()
    } catch (error) {
      const message = describeError(error)
      const type = errorType(error)
      span.setAttribute(ATTRIBUTE.error, type)
      span.setStatus({ code: SpanStatusCode.ERROR, message })
      // Without the stack: its first line is the error's whole message.
      span.recordException({ name: type, message })
      throw error
    } finally {
      span.end()
    }
  })
}

/** A word of few values for anything thrown: the plugin's own reason, or the error's class. */
export function errorType(error: unknown): string {
  if (GatewayError.is(error)) {
    return error.reason
  }
  return error instanceof Error ? error.name : typeof error
}

function attributesOf(fields: SpanFields): Attributes {
  const attributes: Attributes = {}
  if (fields.operation !== undefined) {
    attributes[ATTRIBUTE.operation] = fields.operation
  }
  for (const name of FIELD_NAMES) {
    const value = fields[name]
    if (value !== undefined && value !== null) {
      attributes[name === "gateway" ? ATTRIBUTE.gateway : `payment_gateways.${name}.id`] = value
    }
  }
  return attributes
}
