import { metrics } from "@opentelemetry/api"
import {
  AggregationTemporality,
  type DataPoint,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics"
import { eventually } from "../support/eventually"
import { PROVIDERS } from "../support/gateway-shop"
import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(120_000)

const HEALTH = "/admin/payment-gateways/health"

interface Answer {
  readonly status: string
  readonly server_time: string
  readonly problems: {
    readonly code: string
    readonly severity: string
    readonly message: string
    readonly provider_id?: string
  }[]
  readonly processes: Record<string, unknown>[]
  readonly queues: Record<string, number>
  readonly gateways: Record<string, unknown>[]
}

const EMPTY_QUEUES = {
  webhooks_waiting: 0,
  oldest_webhook_seconds: 0,
  webhooks_dead: 0,
  checks_due: 0,
  oldest_check_seconds: 0,
  announcements_due: 0,
  oldest_announcement_seconds: 0,
  exceptions_open: 0,
}

/** Whoever runs the shop collects its metrics, from before the boot. */
const reader = new PeriodicExportingMetricReader({
  exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
  exportIntervalMillis: 2 ** 31 - 1,
})
const meterProvider = new MeterProvider({ readers: [reader] })
metrics.setGlobalMeterProvider(meterProvider)

afterAll(async () => {
  await meterProvider.shutdown()
})

describeStreamPayShop((shop) => {
  const askHealth = async () => {
    const { status, data } = await (await shop().asStaff()).get<Answer>(HEALTH)
    expect(status).toBe(200)
    return data
  }

  const problemsOf = ({ problems }: Answer) =>
    problems.map(({ code, severity }) => `${severity} ${code}`)

  const webhook = (id: string, state: string, secondsAgo: number) =>
    shop().ledger.createPaymentGatewayWebhookEvents({
      id,
      provider_id: PROVIDER,
      gateway: "streampay",
      event_type: "x",
      dedupe_key: id,
      concerns: "payment",
      is_unknown: false,
      body: "",
      state,
      tries: 20,
      due_at: new Date(Date.now() + 3_600_000),
      created_at: new Date(Date.now() - secondsAgo * 1000),
    } as never)

  // Every gateway is offered in every region of the test's shop, also where it takes no such money.
  beforeEach(async () => {
    await shop().sql(
      `delete from region_payment_provider where payment_provider_id <> ? or region_id not in
       (select id from region where currency_code in ('sar', 'usd'))`,
      [PROVIDER]
    )
  })

  it("is well in one process without Redis, and names what it runs on", async () => {
    // The boot has told of it.
    expect((await askHealth()).processes).toHaveLength(1)
    await shop().ledger.presence.beat()
    const health = await askHealth()
    expect(health).toMatchObject({ status: "ok", problems: [], queues: EMPTY_QUEUES })
    expect(Date.parse(health.server_time)).not.toBeNaN()
    expect(health.processes).toEqual([
      {
        id: expect.stringMatching(/^pgprc_/),
        state: "live",
        worker_mode: "shared",
        locking: "in-memory",
        event_bus: "event-bus-local",
        started_at: expect.any(String),
        seen_at: expect.any(String),
        jobs_at: health.processes[0]?.jobs_at,
      },
    ])
    expect(health.gateways.map(({ provider_id }) => provider_id).sort()).toEqual(
      Object.values(PROVIDERS).sort()
    )
    expect(health.gateways.find(({ provider_id }) => provider_id === PROVIDER)).toEqual({
      provider_id: PROVIDER,
      gateway: "streampay",
      name: "StreamPay",
      sandbox: false,
      circuit: "closed",
      watched: 0,
      checks_due: 0,
      checks_failing: 0,
      last_webhook_at: null,
    })
  })

  it("knows that scheduled jobs run", async () => {
    await eventually(async () => {
      await shop().ledger.presence.beat()
      expect((await askHealth()).processes[0]?.jobs_at).not.toBeNull()
    })
  })

  it("tells of a second process whose locks are its own", async () => {
    const { presence, processes } = shop().ledger
    const other = {
      id: "pgprc_other",
      workerMode: "shared",
      locking: "in-memory",
      eventBus: "event-bus-local",
    }
    await presence.beat()
    await processes.beat(other, false)
    await presence.beat()
    const health = await askHealth()
    expect(health.status).toBe("attention")
    expect(problemsOf(health)).toEqual(["error locking_in_memory"])
    expect(health.processes).toHaveLength(2)
    await processes.remove(other.id)
    expect((await askHealth()).status).toBe("ok")
  })

  it("watches a payment, and tells of its webhook", async () => {
    const { linkId } = await shop().checkout()
    expect((await askHealth()).gateways).toContainEqual(
      expect.objectContaining({ provider_id: PROVIDER, watched: 1, last_webhook_at: null })
    )
    shop().sandbox.streampay.pay(linkId)
    await shop().theOrder()
    await shop().webhooksProcessed()
    const health = await askHealth()
    expect(health.gateways).toContainEqual(
      expect.objectContaining({ provider_id: PROVIDER, last_webhook_at: expect.any(String) })
    )
    expect(health.queues).toMatchObject({ webhooks_waiting: 0, webhooks_dead: 0 })
  })

  it("tells of work that lies, worst first, and measures it", async () => {
    await webhook("pgevt_waiting", "waiting", 900)
    await webhook("pgevt_dead", "dead", 9000)
    const { linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId, { amount: "110.00" })
    await shop().theOrder()
    const health = await askHealth()
    expect(health.status).toBe("attention")
    expect(problemsOf(health)).toEqual([
      "error webhooks_late",
      "warning webhooks_dead",
      "info exceptions_open",
    ])
    expect(health.queues).toMatchObject({
      webhooks_waiting: 1,
      oldest_webhook_seconds: expect.any(Number),
      webhooks_dead: 1,
      exceptions_open: 1,
    })
    const { resourceMetrics, errors } = await reader.collect()
    expect(errors).toEqual([])
    const points = resourceMetrics.scopeMetrics
      .flatMap((scope) => scope.metrics)
      .filter(({ descriptor }) => descriptor.name === "payment_gateways.queue.depth")
      .flatMap(({ dataPoints }): readonly DataPoint<unknown>[] => dataPoints)
      .map(({ attributes, value }) => [attributes["payment_gateways.queue"], value])
    expect(points).toEqual(
      expect.arrayContaining([
        ["webhooks_waiting", 1],
        ["webhooks_dead", 1],
      ])
    )
  })

  it("is for staff only", async () => {
    const { status } = await shop().api.get(HEALTH, { validateStatus: () => true })
    expect(status).toBe(401)
  })
})
