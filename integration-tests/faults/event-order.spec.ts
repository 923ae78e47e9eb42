import type { Delivery } from "../../sandbox/src"
import { reconcileAttempts } from "../../src/reconciliation/reconcile-attempts"
import { eventually } from "../support/eventually"
import { describeGatewayShop, GatewayShop } from "../support/gateway-shop"
import {
  allPaid,
  databaseOf,
  makeDue,
  PROVIDER_WAYS,
  type ProviderWay,
  Purchase,
} from "./support/provider-ways"
import { sized } from "./support/fault-report"

jest.setTimeout(300_000)

/** What happens to a payment at its gateway, and how many webhooks tell of it. */
interface Story {
  readonly way: ProviderWay["name"]
  readonly told: number
  tell(shop: GatewayShop, purchase: Purchase): unknown
  /** Whether staff has to look, after these events came and the others were lost. */
  isInDoubt?(events: readonly number[]): boolean
  readonly inDoubt?: string
}

const STORIES: readonly Story[] = [
  {
    way: "streampay",
    told: 3,
    tell: ({ sandbox }, { reference }) => {
      sandbox.streampay.fail(reference)
      sandbox.streampay.pay(reference)
    },
  },
  {
    way: "corefy",
    told: 3,
    tell: ({ sandbox }, { reference }) => {
      sandbox.corefy.open(reference)
      sandbox.corefy.decline(reference)
      sandbox.corefy.pay(reference)
    },
  },
  {
    way: "streamPage",
    told: 1,
    tell: ({ sandbox }, { reference }) => sandbox.streamCrypto.payInParts(reference, { parts: 3 }),
  },
  {
    way: "streamManual",
    told: 2,
    tell: ({ sandbox }, { reference }) => {
      sandbox.streamCrypto.changeSettings({ underpaidCallback: true })
      sandbox.streamCrypto.payInParts(reference, { parts: 2 })
    },
    // Stream's sums are told by callbacks alone: who knows the first half only must not be believed.
    isInDoubt: (events) => events.length === 1 && events[0] === 0,
    inDoubt: "streamManual pending 10.00 underpaid",
  },
  {
    way: "directa24",
    told: 3,
    tell: ({ sandbox }, { reference }) => {
      sandbox.directa24.changeSettings({ notifyPending: true })
      sandbox.directa24.takeSlip(reference)
      sandbox.directa24.cancel(reference)
      sandbox.directa24.pay(reference, { evenIfClosed: true })
    },
  },
  {
    way: "channel",
    told: 2,
    tell: ({ sandbox }, { session }) => {
      sandbox.xgateway.changeSettings({ processingCallbacks: true })
      const { destinations } = session.data.next_action as {
        destinations: { address: string; amount: string }[]
      }
      const deposit = { ...destinations[0], status: "processing" }
      const { transaction } = sandbox.xgateway.deposit(deposit)
      sandbox.xgateway.confirm(transaction?.id ?? "")
    },
    // XGateway tells of coins at an address by callback alone.
    isInDoubt: (events) => events.length === 0,
    inDoubt: "channel pending 0.00",
  },
  {
    way: "invoice",
    told: 2,
    tell: ({ sandbox }, { reference }) => {
      sandbox.xgateway.changeSettings({ processingCallbacks: true })
      const { transaction } = sandbox.xgateway.pay(reference, { status: "processing" })
      sandbox.xgateway.confirm(transaction?.id ?? "")
    },
  },
]

/** Every choice of the items, in every order; none of them, too. */
function arrangements<Item>(items: readonly Item[]): Item[][] {
  return [
    [],
    ...items.flatMap((item) =>
      arrangements(items.filter((other) => other !== item)).map((rest) => [item, ...rest])
    ),
  ]
}

/** A small run takes none, each alone, and all backwards; a full run all arrangements. */
function chosen(all: readonly number[][], most: number): readonly number[][] {
  const isBackwards = (order: number[]) =>
    order.length === most && order.every((event, index) => event === most - 1 - index)
  return sized(
    all.filter((order) => order.length < 2 || isBackwards(order)),
    all
  )
}

describeGatewayShop(
  (shop) => {
    /** A payment with all that happens to it; its webhooks wait. */
    const happen = async ({ way, told, tell }: Story) => {
      const found = PROVIDER_WAYS.find(({ name }) => name === way) as ProviderWay
      const purchase = await Purchase.start(shop(), found)
      const { webhooks } = shop().sandbox
      const before = webhooks.size
      webhooks.hold()
      tell(shop(), purchase)
      const events = webhooks.since(before)
      expect(events.map(({ event }) => event)).toHaveLength(told)
      return { purchase, events }
    }

    const deliver = async (deliveries: readonly Delivery[]) => {
      for (const { id } of deliveries) {
        const { attempts } = await shop().sandbox.webhooks.deliverNow(id)
        expect(attempts.at(-1)?.statusCode).toBe(200)
      }
    }

    /** How many events the shop keeps of which payment. */
    const keptEvents = async () => {
      const { rows } = await databaseOf(shop()).raw<{ attempt_id: string; kept: number }>(
        `SELECT attempt_id, count(*)::int AS kept FROM payment_gateway_webhook_event
         WHERE state = 'done' GROUP BY 1`
      )
      return new Map(rows.map(({ attempt_id: id, kept }) => [id, kept]))
    }

    describe.each(STORIES)("$way", (story) => {
      it("makes one order, whichever of its events come, in whatever order", async () => {
        const all = arrangements(Array.from({ length: story.told }, (_, index) => index))
        const sure: Purchase[] = []
        const unsure: Purchase[] = []
        const told = new Map<string, number>()
        for (const order of chosen(all, story.told)) {
          const { purchase, events } = await happen(story)
          await deliver(order.map((index) => events[index] as Delivery))
          told.set((await purchase.attempt()).id, order.length)
          ;(story.isInDoubt?.(order) ? unsure : sure).push(purchase)
        }
        // Whoever was told nothing finds it at the next look.
        await makeDue(shop())
        await reconcileAttempts(shop().container)
        await shop().webhooksProcessed()
        await allPaid(sure)
        for (const purchase of unsure) {
          expect(await purchase.outcome()).toBe(story.inDoubt)
        }
        expect(await shop().orders()).toHaveLength(sure.length)
        await eventually(async () => {
          const kept = await keptEvents()
          expect([...told].map(([id]) => [id, kept.get(id) ?? 0])).toEqual([...told])
        })
      })

      it("makes one order of events that come all at once, in copies", async () => {
        const { purchase, events } = await happen(story)
        shop().sandbox.webhooks.setConcurrency(8)
        await Promise.all([...events, ...events, ...events].map((event) => deliver([event])))
        await shop().webhooksProcessed()
        await allPaid([purchase])
        expect(await shop().orders()).toHaveLength(1)
        // Of two that come at once, one waits a second for the other.
        await eventually(async () => {
          expect([...(await keptEvents()).values()]).toEqual([story.told])
        })
      })
    })

    it("is not troubled by a thousand copies of an event that is done", async () => {
      const { purchase, events } = await happen(STORIES[0] as Story)
      await deliver(events)
      await allPaid([purchase])
      await shop().webhooksProcessed()
      // No scheduled look shall be taken for one of the copies'.
      await databaseOf(shop()).raw("UPDATE payment_gateway_attempt SET check_at = NULL")
      const { requests, webhooks } = shop().sandbox
      requests.clear()
      webhooks.setConcurrency(16)
      const [event] = events as [Delivery]
      await Promise.all(Array.from({ length: 1000 }, () => webhooks.deliverNow(event.id)))
      const answers = event.attempts.map(({ statusCode }) => statusCode)
      expect([answers.length, new Set(answers)]).toEqual([1001, new Set([200])])
      await shop().webhooksProcessed()
      expect(requests.count()).toBe(0)
      expect([...(await keptEvents()).values()]).toEqual([events.length])
      expect(await purchase.complaints()).toEqual([])
      expect(await shop().orders()).toHaveLength(1)
    })
  },
  (...parts) => new GatewayShop(...parts)
)
