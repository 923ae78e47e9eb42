import { report, sized } from "./support/fault-report"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const PATIENCE_MS = 120_000
const COPIES = 1_000
const GATEWAYS = sized([WAYS.streampay, WAYS.corefy], Object.values(WAYS))

describe("a thousand copies of every webhook, at two processes", () => {
  let cluster: ShopCluster

  beforeAll(async () => {
    cluster = await ShopCluster.open({
      name: "duplicate_flood",
      processes: ["shared", "shared"],
    })
    cluster.sandbox.webhooks.setConcurrency(32)
  })

  afterAll(() => cluster?.close())

  beforeEach(() => {
    cluster.sandbox.webhooks.reset()
  })

  const eventsOf = async ({ session }: Purchase) => {
    const { rows } = await cluster.database.query<{ state: string }>(
      `SELECT e.state FROM payment_gateway_webhook_event e
       JOIN payment_gateway_attempt a ON a.id = e.attempt_id WHERE a.session_id = $1`,
      [session.id]
    )
    return rows.map(({ state }) => state)
  }

  const delivered = () =>
    cluster.sandbox.webhooks.list().filter(({ state }) => state === "delivered").length

  /** Distinct webhooks of one payment, and how often the gateway was read for them. */
  const told = async (purchase: Purchase) => {
    cluster.sandbox.requests.clear()
    cluster.pay(purchase)
    await cluster.sandbox.webhooks.settled()
    await cluster.healed(purchase, Date.now(), PATIENCE_MS)
    await cluster.until(PATIENCE_MS, async () => {
      const open = await cluster.openEvents()
      expect(open).toEqual([])
    })
    return {
      events: await eventsOf(purchase),
      reads: cluster.sandbox.requests.count({ gateway: GATEWAY_OF[purchase.way.name] }),
    }
  }

  it.each(GATEWAYS)("$name: one order, one capture, one event of each kind", async (way) => {
    const alone = await told(await cluster.buy(way))
    expect(alone.events.length).toBeGreaterThan(0)
    const once = delivered()

    cluster.sandbox.webhooks.faults.add({ copies: COPIES })
    const purchase = await cluster.buy(way)
    const since = Date.now()
    const flooded = await told(purchase)
    expect(delivered()).toBe(once + once * COPIES)
    expect(flooded.events).toEqual(alone.events)
    // Two events that are processed at once may each try twice; a thousand copies add nothing.
    expect(flooded.reads).toBeLessThanOrEqual(alone.reads + 4 * alone.events.length)
    report({
      fault: `every webhook ${COPIES} times, on two processes`,
      runs: 1,
      lost: 0,
      doubled: 0,
      healMs: [Date.now() - since],
    })
    expect(await cluster.complaints(purchase)).toEqual([])
    expect(await cluster.strayOrders()).toEqual([])
  })
})

const GATEWAY_OF = {
  streampay: "streampay",
  corefy: "corefy",
  streamCrypto: "stream-crypto",
  directa24: "directa24",
  xgateway: "xgateway",
} as const
