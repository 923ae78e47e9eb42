import { metrics as openTelemetry } from "@opentelemetry/api"
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics"
import { instruments } from "../instruments"
import { metrics } from "../metrics"
import { observeQueues, type QueueName, type QueueState } from "../observe-queues"

const NEVER_MS = 2 ** 31 - 1

/** OpenTelemetry's own SDK; `collect` gives what it would send. */
function measure() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: NEVER_MS })
  const provider = new MeterProvider({ readers: [reader] })
  openTelemetry.setGlobalMeterProvider(provider)
  return {
    collect: async () => {
      const { resourceMetrics, errors } = await reader.collect()
      const collected = resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) => all)
      return { collected, errors }
    },
    end: () => provider.shutdown(),
  }
}

let sdk: ReturnType<typeof measure> | undefined

afterEach(async () => {
  await sdk?.end()
  sdk = undefined
  openTelemetry.disable()
})

const NAME = /^payment_gateways\.[a-z]+([._][a-z]+)*$/

const FACTS: [
  string,
  () => void,
  { name: string; unit: string; attributes: object; value?: number },
][] = [
  [
    "webhookStored",
    () => metrics.webhookStored("streampay", false),
    {
      name: "payment_gateways.webhook.stored",
      unit: "{webhook}",
      attributes: {
        "payment_gateways.gateway": "streampay",
        "payment_gateways.webhook.duplicate": false,
      },
    },
  ],
  [
    "webhookRefused",
    () => metrics.webhookRefused("corefy", "invalid_signature"),
    {
      name: "payment_gateways.webhook.refused",
      unit: "{webhook}",
      attributes: { "payment_gateways.gateway": "corefy", "error.type": "invalid_signature" },
    },
  ],
  [
    "webhookRefused for an address that is nobody's",
    () => metrics.webhookRefused(null, "not_found"),
    {
      name: "payment_gateways.webhook.refused",
      unit: "{webhook}",
      attributes: { "payment_gateways.gateway": "unknown", "error.type": "not_found" },
    },
  ],
  [
    "webhookProcessed",
    () => metrics.webhookProcessed("directa24", 1.5, "done"),
    {
      name: "payment_gateways.webhook.lag",
      unit: "s",
      attributes: { "payment_gateways.gateway": "directa24", "payment_gateways.outcome": "done" },
      value: 1.5,
    },
  ],
  [
    "webhookFailed",
    () => metrics.webhookFailed("xgateway", "unavailable"),
    {
      name: "payment_gateways.webhook.failed",
      unit: "{try}",
      attributes: { "payment_gateways.gateway": "xgateway", "error.type": "unavailable" },
    },
  ],
  [
    "deadLetter",
    () => metrics.deadLetter("xgateway"),
    {
      name: "payment_gateways.webhook.dead",
      unit: "{webhook}",
      attributes: { "payment_gateways.gateway": "xgateway" },
    },
  ],
  [
    "paymentCompleted",
    () => metrics.paymentCompleted("stream-crypto", 42),
    {
      name: "payment_gateways.time_to_paid",
      unit: "s",
      attributes: { "payment_gateways.gateway": "stream-crypto" },
      value: 42,
    },
  ],
  [
    "gatewayCalled",
    () => metrics.gatewayCalled("streampay", 0.2),
    {
      name: "payment_gateways.gateway.call.duration",
      unit: "s",
      attributes: { "payment_gateways.gateway": "streampay" },
      value: 0.2,
    },
  ],
  [
    "gatewayFailed",
    () => metrics.gatewayFailed("streampay", "unclear", 10),
    {
      name: "payment_gateways.gateway.call.duration",
      unit: "s",
      attributes: { "payment_gateways.gateway": "streampay", "error.type": "unclear" },
      value: 10,
    },
  ],
  [
    "exceptionOpened",
    () => metrics.exceptionOpened("streampay", "underpaid"),
    {
      name: "payment_gateways.exception.opened",
      unit: "{exception}",
      attributes: {
        "payment_gateways.gateway": "streampay",
        "payment_gateways.exception": "underpaid",
      },
    },
  ],
  [
    "checkDone",
    () => metrics.checkDone("streampay", "unchanged"),
    {
      name: "payment_gateways.check.done",
      unit: "{check}",
      attributes: {
        "payment_gateways.gateway": "streampay",
        "payment_gateways.outcome": "unchanged",
      },
    },
  ],
  [
    "circuitChanged",
    () => metrics.circuitChanged("streampay", "half_open"),
    {
      name: "payment_gateways.circuit.changed",
      unit: "{change}",
      attributes: {
        "payment_gateways.gateway": "streampay",
        "payment_gateways.circuit.state": "half_open",
      },
    },
  ],
]

describe("metrics", () => {
  it("has a test for every fact", () => {
    const tested = FACTS.map(([name]) => name.split(" ")[0])
    expect([...new Set(tested)].sort()).toEqual(Object.keys(metrics).sort())
  })

  it.each(FACTS)("%s is measured once each time", async (_, tell, expected) => {
    sdk = measure()
    tell()
    tell()
    const { collected, errors } = await sdk.collect()
    expect(errors).toEqual([])
    const [metric, ...others] = collected
    expect(others).toEqual([])
    expect(metric?.descriptor).toMatchObject({ name: expected.name, unit: expected.unit })
    expect(metric?.descriptor.name).toMatch(NAME)
    expect(metric?.descriptor.description).not.toBe("")
    expect(metric?.dataPoints).toHaveLength(1)
    expect(metric?.dataPoints[0]?.attributes).toEqual(expected.attributes)
    if (metric?.dataPointType === DataPointType.HISTOGRAM) {
      expect(metric.dataPoints[0]?.value).toMatchObject({ count: 2, sum: 2 * expected.value! })
    } else {
      expect(metric?.dataPoints[0]?.value).toBe(2)
    }
  })

  it.each([
    ["webhook lag", () => metrics.webhookProcessed("streampay", 0.2, "done"), 12 * 3600],
    ["time to paid", () => metrics.paymentCompleted("streampay", 20), 7 * 24 * 3600],
    ["calls", () => metrics.gatewayCalled("streampay", 0.2), 30],
  ])("%s has buckets that fit it, in order", async (_, tell, last) => {
    sdk = measure()
    tell()
    const { collected } = await sdk.collect()
    const [point] = collected[0]!.dataPoints
    const { boundaries } = (point!.value as { buckets: { boundaries: number[] } }).buckets
    expect(boundaries.at(-1)).toBe(last)
    expect(boundaries).toEqual([...boundaries].sort((one, other) => one - other))
  })

  it("has no instruments that cost anything while nobody measures", () => {
    expect(instruments()).toBeUndefined()
    sdk = measure()
    expect(instruments()).toBe(instruments())
  })

  it("does nothing without an SDK, and measures with one that comes later", async () => {
    metrics.webhookStored("streampay", true)
    sdk = measure()
    expect((await sdk.collect()).collected).toEqual([])
    metrics.webhookStored("streampay", true)
    expect((await sdk.collect()).collected).toHaveLength(1)
  })

  it("goes over to another SDK", async () => {
    sdk = measure()
    metrics.deadLetter("streampay")
    await sdk.end()
    openTelemetry.disable()
    sdk = measure()
    metrics.deadLetter("streampay")
    const { collected } = await sdk.collect()
    expect(collected[0]?.dataPoints[0]?.value).toBe(1)
  })
})

describe("observeQueues", () => {
  const STATES: Record<QueueName, QueueState> = {
    webhooks_waiting: { depth: 3, oldestSeconds: 1.5 },
    webhooks_dead: { depth: 1 },
    checks_due: { depth: 0, oldestSeconds: 0 },
    announcements_due: { depth: 2, oldestSeconds: 0.1 },
  }

  const pointsOf = async () => {
    const { collected, errors } = await sdk!.collect()
    const points = collected.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(
        ({ attributes, value }) =>
          [
            `${descriptor.name} ${String(attributes["payment_gateways.queue"])} ${descriptor.unit}`,
            value,
          ] as const
      )
    )
    return { points: Object.fromEntries(points), errors }
  }

  it("asks when a reader collects, and at no other time", async () => {
    sdk = measure()
    const read = jest.fn(async () => STATES)
    const end = observeQueues(read)
    expect(read).not.toHaveBeenCalled()
    const { points } = await pointsOf()
    expect(read).toHaveBeenCalledTimes(1)
    expect(points).toEqual({
      "payment_gateways.queue.depth webhooks_waiting {item}": 3,
      "payment_gateways.queue.age webhooks_waiting s": 1.5,
      "payment_gateways.queue.depth webhooks_dead {item}": 1,
      "payment_gateways.queue.depth checks_due {item}": 0,
      "payment_gateways.queue.age checks_due s": 0,
      "payment_gateways.queue.depth announcements_due {item}": 2,
      "payment_gateways.queue.age announcements_due s": 0.1,
    })
    end()
    await pointsOf()
    expect(read).toHaveBeenCalledTimes(1)
  })

  it("reports an error, and no number, while the database is gone", async () => {
    sdk = measure()
    const gone = new Error("database gone")
    let isGone = true
    const end = observeQueues(() => (isGone ? Promise.reject(gone) : Promise.resolve(STATES)))
    expect(await pointsOf()).toEqual({ points: {}, errors: [gone] })
    isGone = false
    expect((await pointsOf()).errors).toEqual([])
    end()
  })

  it("never asks without an SDK", () => {
    const read = jest.fn(async () => STATES)
    observeQueues(read)()
    expect(read).not.toHaveBeenCalled()
  })
})
