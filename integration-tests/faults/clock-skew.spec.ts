import path from "node:path"
import { report } from "./support/fault-report"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const PATIENCE_MS = 120_000
const MINUTE_MS = 60_000
const GATEWAYS = Object.values(WAYS)

describe.each([
  ["ahead of", 10 * MINUTE_MS],
  ["behind", -10 * MINUTE_MS],
])("a process whose clock is 10 minutes %s those of database and gateways", (_, shift) => {
  let cluster: ShopCluster

  beforeAll(async () => {
    cluster = await ShopCluster.open({
      name: `clock_${shift > 0 ? "ahead" : "behind"}`,
      processes: ["shared"],
      environment: {
        NODE_OPTIONS: `--require ${path.join(__dirname, "support/shifted-clock.cjs")}`,
        SHIFTED_CLOCK_MS: String(shift),
      },
    })
  })

  afterAll(() => cluster?.close())

  beforeEach(() => {
    cluster.sandbox.webhooks.reset()
  })

  const buy = async (): Promise<Purchase[]> => {
    const purchases: Purchase[] = []
    for (const way of GATEWAYS) {
      purchases.push(await cluster.buy(way))
    }
    return purchases
  }

  const expectHealed = async (fault: string, purchases: readonly Purchase[], since: number) => {
    const healMs: number[] = []
    for (const purchase of purchases) {
      healMs.push(await cluster.healed(purchase, since, PATIENCE_MS))
    }
    report({ fault, runs: purchases.length, lost: 0, doubled: 0, healMs })
  }

  it("is off indeed", async () => {
    const [purchase] = [await cluster.buy(WAYS.corefy)]
    const { rows } = await cluster.database.query<{ off: number }>(
      `SELECT extract(epoch FROM updated_at - now())::int AS off FROM cart WHERE id = $1`,
      [purchase.cart.id]
    )
    expect(Math.abs((rows[0]?.off ?? 0) - shift / 1000)).toBeLessThan(60)
  })

  it("takes every gateway's webhooks", async () => {
    const purchases = await buy()
    const since = Date.now()
    purchases.forEach((purchase) => cluster.pay(purchase))
    await cluster.sandbox.webhooks.settled()
    const answers = cluster.sandbox.webhooks
      .list()
      .map(({ gateway, attempts }) => [gateway, attempts.map(({ statusCode }) => statusCode)])
    expect(answers).toEqual(answers.map(([gateway]) => [gateway, [200]]))
    await expectHealed("clock 10 minutes off, webhooks", purchases, since)
  })

  it("looks at payments in time when no webhook comes", async () => {
    cluster.sandbox.webhooks.faults.add({ drop: true })
    const purchases = await buy()
    const { rows } = await cluster.database.query<{ wait: number }>(
      `SELECT extract(epoch FROM check_at - now())::float AS wait FROM payment_gateway_attempt
       WHERE session_id = ANY($1)`,
      [purchases.map(({ session }) => session.id)]
    )
    expect(rows.filter(({ wait }) => wait > 60)).toEqual([])
    const since = Date.now()
    purchases.forEach((purchase) => cluster.pay(purchase))
    await expectHealed("clock 10 minutes off, no webhook", purchases, since)
  })

  it("lets nothing expire too early or too late", async () => {
    const purchases = await buy()
    await cluster.database.query(
      "UPDATE payment_gateway_attempt SET check_at = now() WHERE applied_status <> 'captured'"
    )
    await cluster.until(PATIENCE_MS, async () => {
      const { rows } = await cluster.database.query<{ status: string }>(
        `SELECT status FROM payment_gateway_attempt
         WHERE session_id = ANY($1) AND observed_at IS NOT NULL`,
        [purchases.map(({ session }) => session.id)]
      )
      expect(rows).toHaveLength(purchases.length)
      expect(rows.filter(({ status }) => status === "expired" || status === "canceled")).toEqual([])
    })
  })

  it("takes over what a killed process held, and not before", async () => {
    const purchases = await buy()
    // Another process holds the carts, as its row says, for 20 seconds more.
    await cluster.database.query(
      `INSERT INTO payment_gateway_lease (id, owner, expires_at)
       SELECT payment_collection_id, 'a killed process', now() + interval '20 seconds'
       FROM payment_gateway_attempt WHERE session_id = ANY($1)`,
      [purchases.map(({ session }) => session.id)]
    )
    const held = async () => {
      const { rows } = await cluster.database.query(
        "SELECT 1 FROM payment_gateway_lease WHERE owner = 'a killed process' AND expires_at > now()"
      )
      return rows.length
    }
    const since = Date.now()
    purchases.forEach((purchase) => cluster.pay(purchase))
    await cluster.sandbox.webhooks.settled()
    const orders = await Promise.all(purchases.map((purchase) => cluster.books(purchase)))
    // While it was held nobody else made the orders.
    expect(await held()).toBe(purchases.length)
    expect(orders.map((books) => books.orders)).toEqual(purchases.map(() => []))
    await expectHealed("clock 10 minutes off, lease of a killed process", purchases, since)
  })
})
