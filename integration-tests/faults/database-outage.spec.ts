import { setTimeout as wait } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { DatabaseLine } from "./support/database-line"
import { databaseUrl } from "../support/databases"
import { report, sized } from "./support/fault-report"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const PATIENCE_MS = 120_000
const NAME = "database_outage"
const GATEWAYS = Object.values(WAYS)
/** Every gateway has repeated its first webhook by then. */
const FIRST_RETRIES_MS = 11 * 60_000

describe("the database", () => {
  const line = new DatabaseLine()
  let cluster: ShopCluster

  beforeAll(async () => {
    await line.open()
    cluster = await ShopCluster.open({
      name: NAME,
      processes: ["shared"],
      environment: { DATABASE_URL: line.url(`faults_${NAME}`) },
    })
  })

  afterAll(async () => {
    await cluster?.close()
    await line.close()
  })

  beforeEach(() => {
    cluster.sandbox.webhooks.reset()
  })

  /** One purchase of each gateway, some times over. */
  const buy = async (times = 1): Promise<Purchase[]> => {
    const purchases: Purchase[] = []
    for (const way of Array.from({ length: times }, () => GATEWAYS).flat()) {
      purchases.push(await cluster.buy(way))
    }
    return purchases
  }

  const pay = (purchases: readonly Purchase[]) =>
    purchases.forEach((purchase) => cluster.pay(purchase))

  const answers = () =>
    cluster.sandbox.webhooks
      .list()
      .map(({ attempts }) => attempts.map(({ statusCode }) => statusCode))

  /** The webhooks that were refused are sent again, as their gateways do, and have their effect. */
  const expectAllBack = async (fault: string, purchases: readonly Purchase[], since: number) => {
    const healMs: number[] = []
    for (const purchase of purchases) {
      healMs.push(await cluster.healed(purchase, since, PATIENCE_MS))
    }
    report({ fault, runs: purchases.length, lost: 0, doubled: 0, healMs })
    expect(await cluster.strayOrders()).toEqual([])
    const { rows } = await cluster.database.query<{ n: number; keys: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT (provider_id, dedupe_key))::int AS keys
       FROM payment_gateway_webhook_event`
    )
    expect(rows[0]?.n).toBe(rows[0]?.keys)
  }

  const refusedThenTaken = (codes: readonly (number | null)[]) =>
    codes[0] === 503 && codes.at(-1) === 200

  it("is gone when webhooks come: they are asked for again, and none is lost", async () => {
    const purchases = await buy()
    line.cut()
    cluster.sandbox.webhooks.setConcurrency(4)
    pay(purchases)
    await cluster.sandbox.webhooks.settled()
    expect(answers()).toEqual(answers().map(() => [503]))
    expect(answers().length).toBeGreaterThanOrEqual(GATEWAYS.length)
    line.restore()
    const since = Date.now()
    await cluster.sandbox.clock.advance(FIRST_RETRIES_MS)
    expect(answers().filter((codes) => !refusedThenTaken(codes))).toEqual([])
    await expectAllBack("database gone when webhooks come", purchases, since)
  })

  it("does not answer when webhooks come: they are asked for again, and none is lost", async () => {
    const purchases = await buy()
    line.goDead()
    cluster.sandbox.webhooks.setConcurrency(4)
    pay(purchases)
    await cluster.sandbox.webhooks.settled()
    expect(answers()).toEqual(answers().map(() => [503]))
    line.restore()
    const since = Date.now()
    await cluster.sandbox.clock.advance(FIRST_RETRIES_MS)
    expect(answers().filter((codes) => !refusedThenTaken(codes))).toEqual([])
    await expectAllBack("database silent when webhooks come", purchases, since)
  })

  it("has no connection left: webhooks are asked for again in time, and none is lost", async () => {
    const purchases = await buy()
    const blocker = new Client({ connectionString: databaseUrl(`faults_${NAME}`) })
    await blocker.connect()
    await blocker.query("BEGIN; LOCK TABLE cart IN ACCESS EXCLUSIVE MODE")
    // Each of these requests waits for its cart, and keeps a connection for it.
    const waiting = Array.from({ length: 20 }, () =>
      cluster.store.get(`/store/carts/${purchases[0]?.cart.id ?? ""}`)
    )
    await cluster.until(PATIENCE_MS, async () => {
      const { rows } = await cluster.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        [`faults_${NAME}`]
      )
      expect(rows.length).toBeGreaterThanOrEqual(10)
    })
    cluster.sandbox.webhooks.setConcurrency(4)
    pay(purchases)
    await cluster.sandbox.webhooks.settled()
    expect(answers()).toEqual(answers().map(() => [503]))
    await blocker.query("COMMIT")
    await blocker.end()
    await Promise.all(waiting)
    const since = Date.now()
    await cluster.sandbox.clock.advance(FIRST_RETRIES_MS)
    expect(answers().filter((codes) => !refusedThenTaken(codes))).toEqual([])
    await expectAllBack("no database connection left", purchases, since)
  })

  it("breaks off again and again while orders are made: each is made once", async () => {
    const purchases = await buy(sized(2, 10))
    pay(purchases)
    for (let round = 0; round < sized(12, 60); round += 1) {
      await wait(40 + Math.random() * 160)
      line.breakConnections()
    }
    const since = Date.now()
    await cluster.sandbox.clock.advance(FIRST_RETRIES_MS)
    await expectAllBack("database connections broken while orders are made", purchases, since)
  })
})
