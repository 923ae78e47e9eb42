import { report } from "./support/fault-report"
import { type Purchase, ShopCluster, watched } from "./support/shop-cluster"
import { nameOf, type Trap, Traps } from "./support/traps"
import { type GatewayName, WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const CAUGHT_PATIENCE_MS = 20_000
const HEALING_PATIENCE_MS = 120_000

type Point = Omit<Trap, "of"> & { readonly gateway: GatewayName }

/**
 * Between which two commits the process dies, for the payments of one webhook each. The points of
 * a wave are reached side by side in one process, each by a purchase of its own.
 */
const WEBHOOK_WAVES: readonly (readonly Point[])[] = [
  [
    { table: "payment_gateway_attempt", write: "UPDATE", gateway: "corefy" },
    { table: "payment", write: "INSERT", gateway: "directa24" },
    { table: "workflow_execution", write: "INSERT", gateway: "streamCrypto" },
  ],
  [
    { table: "order", write: "INSERT", gateway: "streampay" },
    { table: "order_cart", write: "INSERT", gateway: "corefy" },
    { table: "order_payment_collection", write: "INSERT", gateway: "directa24" },
  ],
  [
    { table: "cart", write: "UPDATE", gateway: "corefy" },
    { table: "order_transaction", write: "INSERT", gateway: "xgateway" },
    { table: "workflow_execution", write: "UPDATE", gateway: "directa24" },
  ],
]

/** The same while the shopper's own call makes the order, and no webhook ever arrives. */
const SHOPPER_WAVES: readonly (readonly Point[])[] = [
  [
    { table: "order_cart", write: "INSERT", gateway: "corefy" },
    { table: "cart", write: "UPDATE", gateway: "directa24" },
    { table: "payment", write: "INSERT", gateway: "streampay" },
    { table: "order_transaction", write: "INSERT", gateway: "streamCrypto" },
  ],
]

describe.each([
  { who: "the webhook's processing", waves: WEBHOOK_WAVES, isShopper: false },
  { who: "the shopper's own call", waves: SHOPPER_WAVES, isShopper: true },
])("kill -9 while $who makes the order", ({ who, waves, isShopper }) => {
  let cluster: ShopCluster
  const killed = new Map<string, { healing: Promise<number>; isCaught: boolean }>()
  const points = waves.flat().map((point) => ({ name: nameOf(point) }))

  beforeAll(async () => {
    cluster = await ShopCluster.open({
      name: isShopper ? "points_shopper" : "points_webhook",
      processes: ["shared"],
    })
    if (isShopper) {
      cluster.sandbox.webhooks.faults.add({ drop: true })
    }
    for (const wave of waves) {
      await killIn(wave)
    }
  })

  afterAll(() => cluster.close())

  async function killIn(wave: readonly Point[]): Promise<void> {
    const purchases: Purchase[] = []
    for (const { gateway } of wave) {
      purchases.push(await cluster.buy(WAYS[gateway]))
    }
    const traps = await Traps.set(
      cluster.database,
      wave.map((point, index) => ({ ...point, of: purchases[index].marks }))
    )
    purchases.forEach((purchase) => cluster.pay(purchase))
    const calls = isShopper ? purchases.map((purchase) => cluster.complete(purchase)) : []
    const caught = await traps.allCaught(CAUGHT_PATIENCE_MS)
    await cluster.kill(cluster.processes[0])
    await Promise.all(calls)
    await traps.remove()
    await cluster.restart(cluster.processes[0])
    const at = Date.now()
    wave.forEach((point, index) => {
      const name = nameOf(point)
      const healing = watched(cluster.healed(purchases[index], at, HEALING_PATIENCE_MS))
      killed.set(name, { healing, isCaught: caught.includes(name) })
    })
  }

  it.each(points)("at $name: one order, one capture", async ({ name }) => {
    const run = killed.get(name)
    expect(run?.isCaught).toBe(true)
    const healMs = await run!.healing
    report({
      fault: `killed while ${who} makes the order`,
      runs: 1,
      lost: 0,
      doubled: 0,
      healMs: [healMs],
    })
  })

  it("leaves no order behind that belongs to no cart, and no webhook without effect", async () => {
    await cluster.until(HEALING_PATIENCE_MS, async () => {
      expect(await cluster.strayOrders()).toEqual([])
      expect(await cluster.openEvents()).toEqual([])
    })
  })

  it("has told the gateways nothing but what it was asked to", () => {
    expect(cluster.refundCalls()).toEqual([])
  })
})
