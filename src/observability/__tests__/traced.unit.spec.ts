import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api"
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks"
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base"
import { GatewayError } from "../../core/errors"
import { errorType, traced } from "../traced"

const exporter = new InMemorySpanExporter()

function record(sampler?: AlwaysOffSampler): void {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor(exporter)] })
  )
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
}

afterEach(() => {
  exporter.reset()
  trace.disable()
  context.disable()
})

const refused = new GatewayError({
  code: "rate_limited",
  message: "StreamPay is busy.",
  retry: true,
  httpStatus: 429,
  detail: "slow down",
  facts: { secret: "sk_live_1" },
})

describe("traced", () => {
  it("spans what it runs, under its name, with ids as attributes, and gives its result", async () => {
    record()
    const fields = { attempt: "pgatt_1", gateway: "streampay", order: null, event: undefined }
    await expect(traced("payment_gateways.attempt.settle", fields, async () => 7)).resolves.toBe(7)
    const [span, ...others] = exporter.getFinishedSpans()
    expect(others).toEqual([])
    expect(span).toMatchObject({
      name: "payment_gateways.attempt.settle",
      kind: SpanKind.INTERNAL,
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        "payment_gateways.attempt.id": "pgatt_1",
        "payment_gateways.gateway": "streampay",
      },
      instrumentationScope: { name: "medusa-payment-gateways" },
    })
    expect(Object.keys(span?.attributes ?? {})).toHaveLength(2)
  })

  it.each([
    ["client", SpanKind.CLIENT],
    ["consumer", SpanKind.CONSUMER],
    ["producer", SpanKind.PRODUCER],
  ] as const)("says that it is a %s", async (kind, expected) => {
    record()
    await traced("payment_gateways.announce", { kind }, async () => undefined)
    expect(exporter.getFinishedSpans()[0]?.kind).toBe(expected)
  })

  it("says what a gateway is asked for", async () => {
    record()
    await traced("payment_gateways.gateway.call", { operation: "read" }, async () => undefined)
    expect(exporter.getFinishedSpans()[0]?.attributes).toEqual({
      "payment_gateways.operation": "read",
    })
  })

  it("is the parent of what begins while it runs, and of nothing else", async () => {
    record()
    await traced("payment_gateways.webhook.process", {}, async () => {
      await Promise.all([
        traced("payment_gateways.attempt.settle", {}, async () => undefined),
        traced("payment_gateways.gateway.call", {}, async () => undefined),
      ])
    })
    await traced("payment_gateways.announce", {}, async () => undefined)
    const spans = Object.fromEntries(exporter.getFinishedSpans().map((span) => [span.name, span]))
    const outer = spans["payment_gateways.webhook.process"]?.spanContext()
    expect(spans["payment_gateways.attempt.settle"]?.parentSpanContext?.spanId).toBe(outer?.spanId)
    expect(spans["payment_gateways.gateway.call"]?.parentSpanContext?.spanId).toBe(outer?.spanId)
    expect(spans["payment_gateways.announce"]?.parentSpanContext).toBeUndefined()
  })

  it("keeps an error as the log names it, throws it on, and ends", async () => {
    record()
    const failing = traced("payment_gateways.gateway.call", { gateway: "streampay" }, () =>
      Promise.reject(refused)
    )
    await expect(failing).rejects.toBe(refused)
    const [span] = exporter.getFinishedSpans()
    const message = "rate_limited · HTTP 429 · slow down"
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message })
    expect(span?.attributes["error.type"]).toBe("rate_limited")
    expect(span?.events).toMatchObject([
      {
        name: "exception",
        attributes: { "exception.type": "rate_limited", "exception.message": message },
      },
    ])
    expect(span?.events[0]?.attributes).not.toHaveProperty("exception.stacktrace")
    expect(JSON.stringify([span?.attributes, span?.events])).not.toContain("sk_live_1")
  })

  it("ends when what it runs throws before it waits for anything", async () => {
    record()
    const run = () => {
      throw refused
    }
    await expect(traced("payment_gateways.gateway.call", {}, run)).rejects.toBe(refused)
    expect(exporter.getFinishedSpans()).toHaveLength(1)
  })

  it.each([
    ["without an SDK", () => undefined],
    ["when it is not sampled", () => record(new AlwaysOffSampler())],
  ])("only runs %s", async (_, prepare) => {
    prepare()
    await expect(
      traced("payment_gateways.announce", { order: "order_1" }, async () => "result")
    ).resolves.toBe("result")
    await expect(
      traced("payment_gateways.announce", {}, () => Promise.reject(refused))
    ).rejects.toBe(refused)
    expect(exporter.getFinishedSpans()).toEqual([])
  })
})

describe("errorType", () => {
  it.each([
    ["a gateway's refusal", refused, "rate_limited"],
    ["another error", new TypeError("x"), "TypeError"],
    ["no error at all", "x", "string"],
  ])("is one word for %s", (_, error, expected) => {
    expect(errorType(error)).toBe(expected)
  })
})
