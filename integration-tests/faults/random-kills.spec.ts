import { setTimeout as wait } from "node:timers/promises"
import { report, sized } from "./support/fault-report"
import type { MedusaProcess, WorkerMode } from "../support/medusa-process"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { type GatewayName, WAYS } from "./support/ways-to-pay"

jest.setTimeout(sized(400_000, 7_200_000))

const GATEWAYS = Object.keys(WAYS) as GatewayName[]
const WEBHOOKS = sized(60, 5_000)
const SHOPPERS = 3
const MOST_COPIES = sized(4, 8)
/** As many shoppers also press "Place order" themselves, one in so many. */
const COMPLETES_ONE_IN = 3
/** How long a killed process stays away, at most. */
const LONGEST_ABSENCE_MS = 1_000
/** Between a restart and the next kill; a shop that is hardly ever up sells nothing. */
const SHORTEST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 10_000
const REDELIVERY_MS = 1_000
const HEALING_PATIENCE_MS = 150_000

const SET_UPS: readonly { name: string; processes: readonly WorkerMode[] }[] = [
  { name: "server and worker", processes: ["server", "worker"] },
  { name: "two processes that do all", processes: ["shared", "shared"] },
]

const below = (limit: number) => Math.floor(Math.random() * limit)

describe.each(SET_UPS)("kill -9 at random times, $name", ({ name, processes }) => {
  let cluster: ShopCluster
  const purchases: Purchase[] = []
  let isOver = false
  let kills = 0

  beforeAll(async () => {
    cluster = await ShopCluster.open({
      name: `random_${processes.join("_")}`,
      processes,
    })
  })

  afterAll(async () => {
    isOver = true
    await cluster.close()
  })

  /** Webhooks so far; a duplicate counts, a further try to deliver one does not. */
  const webhooks = () => cluster.sandbox.webhooks.size

  /** Fills carts and pays them until there are enough webhooks; a dead shop is tried again. */
  async function shop(): Promise<void> {
    while (!isOver && webhooks() < WEBHOOKS) {
      const way = WAYS[GATEWAYS[below(GATEWAYS.length)]]
      const purchase = await cluster.buy(way).catch(() => wait(100, undefined))
      if (!purchase) {
        continue
      }
      cluster.sandbox.webhooks.faults.add({ copies: 1 + below(MOST_COPIES), times: 1 })
      cluster.pay(purchase)
      purchases.push(purchase)
      if (below(COMPLETES_ONE_IN) === 0) {
        // Without an answer the shopper is left wondering, as the storefront of a dead shop does.
        await cluster.complete(purchase).catch(() => undefined)
      }
    }
  }

  const isAnyRefused = () => cluster.sandbox.webhooks.list({ state: "retrying" }).length > 0

  /** The gateways deliver again what was not taken, sooner than they do in truth. */
  async function redeliver(): Promise<void> {
    while (!isOver || isAnyRefused()) {
      const refused = cluster.sandbox.webhooks.list({ state: "retrying" })
      await Promise.all(refused.map(({ id }) => cluster.sandbox.webhooks.deliverNow(id)))
      await wait(REDELIVERY_MS)
    }
  }

  async function kill(): Promise<void> {
    while (!isOver) {
      await wait(SHORTEST_PAUSE_MS + below(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS))
      const victim = cluster.processes[below(cluster.processes.length)] as MedusaProcess
      await cluster.kill(victim)
      kills += 1
      await wait(below(LONGEST_ABSENCE_MS))
      await cluster.restart(victim)
    }
  }

  it("ends with one order and one capture for every paid cart", async () => {
    const redelivering = redeliver()
    const killing = kill()
    await Promise.all(Array.from({ length: SHOPPERS }, shop))
    isOver = true
    await Promise.all([killing, redelivering])
    const since = Date.now()
    const end = since + HEALING_PATIENCE_MS
    const unhealed: string[] = []
    const healMs: number[] = []
    for (const purchase of purchases) {
      try {
        healMs.push(await cluster.healed(purchase, since, end - since))
      } catch (error) {
        unhealed.push(String(error).slice(0, 2_000))
      }
    }
    const books = await Promise.all(purchases.map((purchase) => cluster.books(purchase)))
    const captures = books.map(({ payments }) => payments.flatMap((payment) => payment.captures))
    report({
      fault: `${kills} random kills, ${webhooks()} webhooks (${name})`,
      runs: purchases.length,
      lost: books.filter(({ orders }) => orders.length === 0).length,
      doubled: captures.filter(({ length }) => length > 1).length,
      healMs,
    })
    expect(unhealed).toEqual([])
    expect(kills).toBeGreaterThan(0)
  })

  it("leaves no order without its payment, and no webhook without effect", async () => {
    await cluster.until(HEALING_PATIENCE_MS, async () => {
      expect(await cluster.strayOrders()).toEqual([])
      expect(await cluster.openEvents()).toEqual([])
    })
    const refunds = cluster.sandbox.requests.list({ method: "POST", path: "*refund*" })
    expect(refunds).toEqual([])
  })
})
