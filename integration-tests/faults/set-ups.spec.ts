import { setTimeout as wait } from "node:timers/promises"
import { refundsOf } from "./support/books"
import { report, sized } from "./support/fault-report"
import type { WorkerMode } from "../support/medusa-process"
import { countRedisKeys, hasRedis } from "./support/redis"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { type GatewayName, WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const PATIENCE_MS = 60_000
const GATEWAYS = Object.keys(WAYS) as GatewayName[]
const RACES = sized(10, 200)
const AT_ONCE = 5
/** Webhooks of one provider that one process works on at a time, and for how long each here. */
const PER_PROVIDER = 4
const HELD_MS = 6_000
/** How much earlier or later than the webhook the shopper presses "Place order". */
const LONGEST_OFFSET_MS = 600

interface SetUp {
  readonly name: string
  readonly processes: readonly WorkerMode[]
  readonly redis: boolean
}

const SPLIT: readonly WorkerMode[] = ["server", "server", "worker", "worker"]

// Where there is no Redis, the runner says so; in CI it refuses to run.
const SET_UPS: readonly SetUp[] = [
  { name: "one process", processes: ["shared"], redis: false },
  { name: "two servers, two workers, one Postgres", processes: SPLIT, redis: false },
  ...(hasRedis
    ? [{ name: "the same with Medusa's Redis modules", processes: SPLIT, redis: true }]
    : []),
]

describe.each(SET_UPS)("$name", ({ name, processes, redis }) => {
  let cluster: ShopCluster

  beforeAll(async () => {
    cluster = await ShopCluster.open({
      name: `set_up_${processes.length}${redis ? "_redis" : ""}`,
      processes,
      redis,
    })
  })

  afterAll(() => cluster.close())

  const paid = async (gateway: GatewayName): Promise<Purchase> => {
    const purchase = await cluster.buy(WAYS[gateway])
    const since = Date.now()
    cluster.pay(purchase)
    await cluster.healed(purchase, since, PATIENCE_MS)
    return purchase
  }

  it(`keeps ${redis ? "events, workflows and locks in Redis" : "nothing in Redis"}`, async () => {
    expect(hasRedis && (await countRedisKeys()) > 0).toBe(redis)
  })

  it.each(GATEWAYS)("%s: a webhook alone makes one paid order", async (gateway) => {
    const purchase = await paid(gateway)
    expect((await cluster.books(purchase)).orders).toHaveLength(1)
  })

  it.each(["directa24", "streamCrypto"] as const)(
    "%s: a refund keeps the fields that staff gave, through the workflow engine",
    async (gateway) => {
      const purchase = await paid(gateway)
      await cluster.sandbox.webhooks.settled()
      const { status, data } = await cluster.refund(purchase)
      expect([status, data.message]).toEqual([200, undefined])
      const { amount, made } = WAYS[gateway].refund!
      await cluster.until(PATIENCE_MS, async () => {
        expect(
          refundsOf(await cluster.books(purchase), made(cluster.sandbox, purchase.reference))
        ).toEqual({ gateway: [amount], ledger: [amount], payment: [amount], order: [amount] })
      })
    }
  )

  it("refuses a refund whose fields are missing, in words that name them", async () => {
    const purchase = await paid("directa24")
    const { status, data } = await cluster.refund({
      ...purchase,
      way: { ...purchase.way, refund: { ...purchase.way.refund!, fields: {} } },
    })
    expect([status, data.message]).toEqual([400, expect.stringMatching(/beneficiary.*bank_code/s)])
  })

  it("makes an order of one gateway's payment while another gateway answers nobody", async () => {
    const slow: Purchase[] = []
    for (let number = 0; number <= PER_PROVIDER; number += 1) {
      slow.push(await cluster.buy(WAYS.directa24))
    }
    const quick = await cluster.buy(WAYS.corefy)
    const held = { gateway: "directa24", effect: { kind: "slow", delayMs: HELD_MS } } as const
    cluster.sandbox.faults.add(held)
    const since = Date.now()
    slow.forEach((purchase) => cluster.pay(purchase))
    await cluster.until(PATIENCE_MS, async () => {
      expect(cluster.sandbox.faults.list()[0]?.used).toBeGreaterThanOrEqual(PER_PROVIDER)
    })
    cluster.pay(quick)
    await cluster.healed(quick, since, PATIENCE_MS)
    for (const purchase of slow) {
      expect((await cluster.books(purchase)).orders).toEqual([])
    }
    cluster.sandbox.faults.clear()
    for (const purchase of slow) {
      await cluster.healed(purchase, since, PATIENCE_MS)
    }
  })

  it("makes one order when the webhook races the shopper's own call", async () => {
    const healMs: number[] = []
    for (let run = 0; run < RACES; run += AT_ONCE) {
      const purchases: Purchase[] = []
      for (const gateway of GATEWAYS) {
        purchases.push(await cluster.buy(WAYS[gateway]))
      }
      const { webhooks } = cluster.sandbox
      webhooks.hold()
      purchases.forEach((purchase) => cluster.pay(purchase))
      const since = Date.now()
      const answers = purchases.map(async (purchase) => {
        await wait(Math.random() * LONGEST_OFFSET_MS)
        return cluster.complete(purchase)
      })
      await wait(Math.random() * LONGEST_OFFSET_MS)
      webhooks.release()
      for (const { status, data } of await Promise.all(answers)) {
        expect([status, data]).toEqual([200, expect.objectContaining({ type: "order" })])
      }
      for (const purchase of purchases) {
        healMs.push(await cluster.healed(purchase, since, PATIENCE_MS))
      }
      await webhooks.settled()
    }
    expect(await cluster.strayOrders()).toEqual([])
    report({
      fault: `webhook races the shopper's call (${name})`,
      runs: healMs.length,
      lost: 0,
      doubled: 0,
      healMs,
    })
  })

  it("is left with no webhook without effect, and has refunded nothing by itself", async () => {
    await cluster.until(PATIENCE_MS, async () => expect(await cluster.openEvents()).toEqual([]))
    const refunds = cluster.sandbox.requests.list({ method: "POST", path: "*refund*" })
    expect(refunds.map(({ gateway }) => gateway)).toEqual(["directa24"])
  })
})
