import { context, trace } from "@opentelemetry/api"
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks"
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base"
import fc from "fast-check"
import { logLine } from "../log-line"
import { FIELD_NAMES } from "../observed-fields"

/** Reads a line as a log collector does. */
function fieldsOf(line: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name, quoted, plain] of line.matchAll(/ (\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/gu)) {
    fields[name!] = quoted?.replace(/\\(["\\])/g, "$1") ?? plain!
  }
  return fields
}

describe("logLine", () => {
  it("puts the fields behind the message, in one order whatever the caller's", () => {
    const fields = { event: "pgevt_1", gateway: "stream-crypto", attempt: "pgatt_1" }
    expect(logLine("The webhook is tried again.", fields)).toBe(
      "The webhook is tried again. attempt=pgatt_1 gateway=stream-crypto event=pgevt_1"
    )
  })

  it("names every field", () => {
    const all = Object.fromEntries(FIELD_NAMES.map((name) => [name, `${name}_1`]))
    expect(fieldsOf(logLine("x", all))).toEqual(all)
  })

  it.each([[undefined], [null], [""]])("leaves a field out that is %p", (order) => {
    expect(logLine("Paid.", { order })).toBe("Paid.")
  })

  it.each([
    ["a b", 'order="a b"'],
    ['a"b', 'order="a\\"b"'],
    ["a\\b", 'order="a\\\\b"'],
    ["a=b", 'order="a=b"'],
    ["a\nlevel=error", 'order="a level=error"'],
    ["a\u001b[31mb", 'order="a [31mb"'],
    ["a\u2028b", 'order="a b"'],
    ["a\u202eb", 'order="a b"'],
    ["https://x/1+2:3-4_5.6", "order=https://x/1+2:3-4_5.6"],
  ])("writes %j so that a machine reads it back", (order, expected) => {
    expect(logLine("m", { order })).toBe(`m ${expected}`)
  })

  it("keeps to one line of limited length, with fields that read back, whatever it is given", () => {
    const text = fc.string({ unit: "binary", maxLength: 2500 })
    fc.assert(
      fc.property(text, text, text, (message, attempt, gateway) => {
        const line = logLine(message, { attempt, gateway })
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
        // No half of a character is left where it was cut.
        expect(Buffer.from(line).toString()).toBe(line)
        expect(line.length).toBeLessThan(1500)
        const behind = line.slice(line.lastIndexOf(" gateway="))
        if (/[^\p{Cc}\p{Cf}\p{Z}]/u.test(gateway) && gateway.length < 200) {
          expect(fieldsOf(behind).gateway).toBe(
            gateway.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim()
          )
        }
      })
    )
  })

  it("cuts a long message and a long value", () => {
    const line = logLine("m".repeat(5000), { gateway: "g".repeat(5000) })
    expect(line).toBe(`${"m".repeat(999)}… gateway="${"g".repeat(199)}…"`)
  })

  it.each([[0], [1]])("cuts between characters, after %i letters and many emojis", (letters) => {
    const text = "m".repeat(letters) + "\u{1f600}".repeat(2000)
    const line = logLine(text, { gateway: text })
    expect(Buffer.from(line).toString()).toBe(line)
  })

  it("names the span it was written in", () => {
    const contexts = new AsyncLocalStorageContextManager()
    context.setGlobalContextManager(contexts.enable())
    try {
      new BasicTracerProvider().getTracer("test").startActiveSpan("work", (span) => {
        const { traceId, spanId } = span.spanContext()
        expect(fieldsOf(logLine("m", { order: "order_1" }))).toEqual({
          order: "order_1",
          trace_id: traceId,
          span_id: spanId,
        })
        span.end()
      })
      expect(trace.getActiveSpan()).toBeUndefined()
      expect(logLine("m")).toBe("m")
    } finally {
      context.disable()
    }
  })
})
