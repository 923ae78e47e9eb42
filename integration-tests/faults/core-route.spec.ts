import path from "node:path"
import { report, sized } from "./support/fault-report"
import { type Purchase, ShopCluster } from "./support/shop-cluster"
import { WAYS, type WayToPay } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const PATIENCE_MS = 120_000
const PURCHASES = sized(8, 100)
const CORE_PROVIDER = "pp_paid-by-webhook_main"
const CORE_WAY: WayToPay = { ...WAYS.corefy, providerId: CORE_PROVIDER }

/**
 * The same shop, the same orders, the same kill: once with Medusa's own webhook route, once with
 * the plugin's.
 */
describe("kill -9 right after the answers to the webhooks", () => {
  let cluster: ShopCluster

  afterEach(async () => {
    await cluster.close()
  })

  async function buy(way: WayToPay): Promise<Purchase[]> {
    const purchases: Purchase[] = []
    for (let index = 0; index < PURCHASES; index += 1) {
      purchases.push(await cluster.buy(way))
    }
    return purchases
  }

  async function killAndRestart(): Promise<number> {
    await cluster.kill(cluster.processes[0])
    await cluster.restart(cluster.processes[0])
    return Date.now()
  }

  const ordersOf = async (purchases: readonly Purchase[]) =>
    Promise.all(purchases.map(async (purchase) => (await cluster.books(purchase)).orders.length))

  it("loses every order that comes through Medusa's own route", async () => {
    cluster = await ShopCluster.open({
      name: "core_route",
      processes: ["shared"],
      folder: path.join(__dirname, "support/core-shop"),
    })
    await cluster.database.query(
      `INSERT INTO region_payment_provider (id, region_id, payment_provider_id)
       SELECT 'regpp_' || id, id, $1 FROM region`,
      [CORE_PROVIDER]
    )
    const tellPaid = ({ session, due }: Purchase) =>
      cluster.store.post("/hooks/payment/paid-by-webhook_main", {
        session_id: session.id,
        amount: due,
      })
    const purchases = await buy(CORE_WAY)
    const answers = await Promise.all(purchases.map(tellPaid))
    expect(answers.map(({ status }) => status)).toEqual(purchases.map(() => 200))
    await killAndRestart()
    // One that comes after the kill has its order: the shop works, and what was to come has come.
    const later = await cluster.buy(CORE_WAY)
    await tellPaid(later)
    await cluster.until(PATIENCE_MS, async () => expect(await ordersOf([later])).toEqual([1]))
    const orders = await ordersOf(purchases)
    report({
      fault: "killed right after the webhook's answer, MEDUSA'S OWN ROUTE",
      runs: PURCHASES,
      lost: orders.filter((count) => count === 0).length,
      doubled: orders.filter((count) => count > 1).length,
      healMs: [],
    })
    expect(orders).toEqual(purchases.map(() => 0))
  })

  it("loses none that comes through the plugin's", async () => {
    cluster = await ShopCluster.open({ name: "plugin_route", processes: ["shared"] })
    const purchases = await buy(WAYS.corefy)
    purchases.forEach((purchase) => cluster.pay(purchase))
    await cluster.sandbox.webhooks.settled()
    const at = await killAndRestart()
    const healMs: number[] = []
    for (const purchase of purchases) {
      healMs.push(await cluster.healed(purchase, at, PATIENCE_MS))
    }
    report({
      fault: "killed right after the webhook's answer, the plugin's route",
      runs: PURCHASES,
      lost: 0,
      doubled: 0,
      healMs,
    })
    expect(await ordersOf(purchases)).toEqual(purchases.map(() => 1))
  })
})
