import { refundsOf } from "./support/books"
import { report } from "./support/fault-report"
import { type Purchase, ShopCluster, watched } from "./support/shop-cluster"
import { type Trap, Traps } from "./support/traps"
import { type GatewayName, WAYS } from "./support/ways-to-pay"

jest.setTimeout(300_000)

const HELD_PATIENCE_MS = 20_000
const HEALING_PATIENCE_MS = 120_000
const GATEWAYS = Object.keys(WAYS) as GatewayName[]
const REFUNDING = ["streampay", "corefy", "directa24"] as const
/** How the sandbox calls the gateways. */
const SANDBOX_NAMES: Readonly<Record<GatewayName, string>> = {
  streampay: "streampay",
  corefy: "corefy",
  streamCrypto: "stream-crypto",
  directa24: "directa24",
  xgateway: "xgateway",
}

/** A purchase that a kill hit; the promise gives the time to heal. */
interface Killed {
  readonly purchase: Purchase
  readonly healing: Promise<number>
}

/** How far refunds are when the process dies. */
const STAGES = ["not made yet", "made, not answered", "answered, not committed"] as const

describe("kill -9 of the only process", () => {
  let cluster: ShopCluster
  let uncreated: Killed[]
  let uncommitted: Killed[]
  let afterAnswer: Killed[]
  let unread: Killed[]
  let refunds: Killed[]
  let caughtInCreation: readonly string[]
  let caughtInRefunds: readonly string[]
  let linksBeforeTheCommit: number

  beforeAll(async () => {
    cluster = await ShopCluster.open({ name: "held_answers", processes: ["shared"] })
    // First, while there is nothing that the engine reads.
    await killWhileCreating()
    await killAfterTheAnswer()
    await killWhileReading()
    await killWhileRefunding()
  })

  afterAll(() => cluster.close())

  async function killAndRestart(): Promise<number> {
    await cluster.kill(cluster.processes[0])
    cluster.sandbox.faults.clear()
    await cluster.restart(cluster.processes[0])
    return Date.now()
  }

  const watch = (purchases: readonly Purchase[], at: number): Killed[] =>
    purchases.map((purchase) => ({
      purchase,
      healing: watched(cluster.healed(purchase, at, HEALING_PATIENCE_MS)),
    }))

  /** Waits until so many answers of a gateway are held back. */
  async function areHeld(gateway: GatewayName, count: number): Promise<void> {
    await cluster.until(HELD_PATIENCE_MS, async () => {
      const asked = cluster.sandbox.requests.list({ gateway: SANDBOX_NAMES[gateway] })
      const held = asked.filter(({ fault }) => fault === "timeout")
      expect({ gateway, held: held.length }).toEqual({ gateway, held: count })
    })
  }

  async function buyEach(gateways: readonly GatewayName[]): Promise<Purchase[]> {
    const purchases: Purchase[] = []
    for (const gateway of gateways) {
      purchases.push(await cluster.buy(WAYS[gateway]))
    }
    return purchases
  }

  /** The shoppers' requests fail, so they choose again, and pay. */
  async function killWhileCreating(): Promise<void> {
    const cart = await cluster.fillCart(WAYS.streampay)
    const carts = await Promise.all(GATEWAYS.map((gateway) => cluster.fillCart(WAYS[gateway])))
    const traps = await Traps.set(cluster.database, [
      { table: "payment_gateway_attempt", write: "UPDATE", of: [cart.collectionId] },
    ])
    const failing = [cluster.chooseInVain(cart)]
    caughtInCreation = await traps.allCaught(HELD_PATIENCE_MS)
    linksBeforeTheCommit = cluster.sandbox.streampay.links().length
    cluster.sandbox.faults.add({ effect: { kind: "timeout", when: "after" } })
    failing.push(...carts.map((one) => cluster.chooseInVain(one)))
    await Promise.all(GATEWAYS.map((gateway) => areHeld(gateway, 1)))
    await cluster.kill(cluster.processes[0])
    await traps.remove()
    const at = await killAndRestart()
    await Promise.all(failing)
    const again: Purchase[] = []
    for (const one of [cart, ...carts]) {
      const purchase = await cluster.choose(one)
      cluster.pay(purchase)
      again.push(purchase)
    }
    ;[uncommitted, uncreated] = [watch(again.slice(0, 1), at), watch(again.slice(1), at)]
  }

  async function killAfterTheAnswer(): Promise<void> {
    const purchases = await buyEach([...GATEWAYS, ...GATEWAYS])
    purchases.forEach((purchase) => cluster.pay(purchase))
    await cluster.sandbox.webhooks.settled()
    afterAnswer = watch(purchases, await killAndRestart())
  }

  async function killWhileReading(): Promise<void> {
    const purchases = await buyEach(GATEWAYS)
    cluster.sandbox.faults.add({ effect: { kind: "timeout", when: "before" } })
    purchases.forEach((purchase) => cluster.pay(purchase))
    await cluster.sandbox.webhooks.settled()
    await cluster.sandbox.requests.waitForRequest(({ fault }) => fault === "timeout")
    unread = watch(purchases, await killAndRestart())
  }

  /** Of each gateway one before it is made, one before its answer, one before a commit of ours. */
  async function killWhileRefunding(): Promise<void> {
    const purchases: Record<string, Purchase[]> = {}
    for (const gateway of REFUNDING) {
      purchases[gateway] = await buyEach([gateway, gateway, gateway])
    }
    const all = Object.values(purchases).flat()
    all.forEach((purchase) => cluster.pay(purchase))
    for (const purchase of all) {
      await cluster.healed(purchase, Date.now(), HEALING_PATIENCE_MS)
    }
    await cluster.sandbox.webhooks.settled()
    const places: readonly Omit<Trap, "of">[] = [
      { table: "payment_gateway_attempt", write: "UPDATE", changing: "refunded_by_shop" },
      { table: "payment_collection", write: "UPDATE" },
      { table: "order_transaction", write: "INSERT" },
    ]
    const traps = await Traps.set(
      cluster.database,
      places.map((place, index) => ({ ...place, of: purchases[REFUNDING[index]][2].marks }))
    )
    cluster.sandbox.requests.clear()
    const calls = (await Promise.all(REFUNDING.map((gateway) => hold(gateway)))).flat()
    async function hold(gateway: GatewayName) {
      const held: Promise<unknown>[] = []
      for (const [index, when] of (["before", "after"] as const).entries()) {
        const effect = { kind: "timeout", when } as const
        cluster.sandbox.faults.add({ gateway, path: "*refund*", method: "POST", times: 1, effect })
        held.push(cluster.refund(purchases[gateway][index]))
        await areHeld(gateway, index + 1)
      }
      return [...held, cluster.refund(purchases[gateway][2])]
    }
    caughtInRefunds = await traps.allCaught(HELD_PATIENCE_MS)
    await cluster.kill(cluster.processes[0])
    await traps.remove()
    const at = await killAndRestart()
    await Promise.all(calls)
    refunds = Object.values(purchases).flatMap((three) =>
      three.map((purchase, index) => ({
        purchase,
        healing: watched(agreed(purchase, STAGES[index], at)),
      }))
    )
  }

  /** Waits until gateway, ledger and Medusa say the same of a refund. */
  async function agreed(purchase: Purchase, stage: string, at: number): Promise<number> {
    const refund = purchase.way.refund
    const name = `${purchase.way.name}, ${stage}`
    if (refund?.fields && stage === STAGES[1]) {
      // Where the money should go is not kept, and the gateway does not tell: staff asks again.
      await cluster.until(at + HEALING_PATIENCE_MS - Date.now(), async () => {
        const { payment, order } = refundsOf(await cluster.books(purchase), [])
        expect({ name, payment, order }).toEqual({ name, payment: [], order: [] })
      })
      // Until the killed process's lease has run out, the refund counts as under way.
      await cluster.until(at + HEALING_PATIENCE_MS - Date.now(), async () => {
        const { status } = await cluster.refund(purchase)
        expect({ name, status }).toEqual({ name, status: 200 })
      })
    }
    await cluster.until(at + HEALING_PATIENCE_MS - Date.now(), async () => {
      const made = refund!.made(cluster.sandbox, purchase.reference)
      const found = refundsOf(await cluster.books(purchase), made)
      const said = stage !== STAGES[0] || made.length > 0 ? [refund!.amount] : []
      expect({ name, ...found }).toEqual({
        name,
        gateway: said,
        ledger: said,
        payment: said,
        order: said,
      })
    })
    return Date.now() - at
  }

  async function expectHealed(fault: string, killed: readonly Killed[]): Promise<void> {
    const ends = await Promise.allSettled(killed.map(({ healing }) => healing))
    const unhealed = ends.filter((end) => end.status === "rejected")
    expect(unhealed.map(({ reason }) => String(reason))).toEqual([])
    const healMs = ends.filter((end) => end.status === "fulfilled").map(({ value }) => value)
    report({ fault, runs: killed.length, lost: 0, doubled: 0, healMs })
  }

  it("while a payment is created: the shopper's second try becomes the one order", () =>
    expectHealed("killed while a payment is created", uncreated))

  it("between a creation and its commit: the second try becomes the one order", async () => {
    expect([caughtInCreation.length, linksBeforeTheCommit]).toEqual([1, 1])
    await expectHealed("killed between a creation and its commit", uncommitted)
  })

  it("right after the answers: every payment becomes one order", () =>
    expectHealed("killed right after the webhook's answer", afterAnswer))

  it("between storing and applying: every payment becomes one order", () =>
    expectHealed("killed between storing and applying", unread))

  it("while a refund is under way: gateway and shop agree, and nothing goes back twice", async () => {
    expect(caughtInRefunds).toHaveLength(REFUNDING.length)
    await expectHealed("killed while a refund is under way", refunds)
  })

  it("leaves no order behind that belongs to no cart, and no webhook without effect", async () => {
    await cluster.until(HEALING_PATIENCE_MS, async () => {
      expect(await cluster.strayOrders()).toEqual([])
      expect(await cluster.openEvents()).toEqual([])
    })
  })
})
