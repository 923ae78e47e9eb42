import { reconcileAttempts } from "../../src/reconciliation/reconcile-attempts"
import { describeGatewayShop, GatewayShop } from "../support/gateway-shop"
import {
  age,
  allPaid,
  makeDue,
  patiently,
  PROVIDER_WAYS,
  type ProviderWay,
  Purchase,
} from "./support/provider-ways"

jest.setTimeout(180_000)

/** More than the sandbox's clock is ahead by other tests. */
const SOME_HOURS = 5

/** XGateway reads no deposits of an address: what comes there is told by its callback alone. */
const isToldByCallbackAlone = ({ name }: ProviderWay) => name === "channel"
/** Stream forgets a payment when its time is over, and tells of what comes then by callback alone. */
const isLateMoneyToldByCallbackAlone = (way: ProviderWay) =>
  isToldByCallbackAlone(way) || way.name === "streamPage" || way.name === "streamManual"

describeGatewayShop(
  (shop) => {
    // Every webhook is lost.
    beforeEach(() => {
      shop().sandbox.webhooks.faults.add({ drop: true })
    })

    const receivedWebhooks = async () =>
      (await shop().ledger.listPaymentGatewayWebhookEvents({})).length

    const outcomes = (purchases: readonly Purchase[]) =>
      Promise.all(purchases.map((purchase) => purchase.outcome()))

    /** The time for the next look at all payments has come. */
    const look = async () => {
      await makeDue(shop())
      await reconcileAttempts(shop().container)
    }

    /** Time passes for shop and gateways. */
    const anHourPasses = async () => {
      await age(shop(), 1)
      await shop().sandbox.clock.advance(3_600_000)
    }

    /** The lost callbacks of purchases are told after all. */
    const deliverWhatWasLost = async (purchases: readonly Purchase[]) => {
      for (const { id, body } of shop().sandbox.webhooks.list({ state: "dropped" })) {
        if (purchases.some(({ reference }) => body.includes(reference))) {
          await shop().sandbox.webhooks.deliverNow(id)
        }
      }
      await shop().webhooksProcessed()
    }

    const split = (purchases: readonly Purchase[], isApart: (way: ProviderWay) => boolean) => ({
      seen: purchases.filter(({ way }) => !isApart(way)),
      unseen: purchases.filter(({ way }) => isApart(way)),
    })

    it("makes the order of every gateway's payment, by the scheduled looks alone", async () => {
      const { seen, unseen } = split(await Purchase.startAll(shop()), isToldByCallbackAlone)
      for (const purchase of [...seen, ...unseen]) {
        await purchase.pay()
      }
      // The job runs by itself; nobody is helped.
      await allPaid(seen)
      expect(await outcomes(unseen)).toEqual(["channel pending 0.00"])
      expect([await receivedWebhooks(), (await shop().orders()).length]).toEqual([0, seen.length])

      await deliverWhatWasLost(unseen)
      await allPaid([...seen, ...unseen])
      expect(await shop().orders()).toHaveLength(PROVIDER_WAYS.length)
    })

    it("makes the order of a payment that comes after an hour", async () => {
      const purchases = await Purchase.startAll(shop())
      await anHourPasses()
      await look()
      const { seen, unseen } = split(purchases, isLateMoneyToldByCallbackAlone)
      for (const purchase of seen) {
        await purchase.pay()
      }
      await anHourPasses()
      await look()
      await allPaid(seen)
      expect(await outcomes(unseen)).toEqual([
        "streamPage expired 0.00",
        "streamManual expired 0.00",
        "channel expired 0.00",
      ])
      expect(await receivedWebhooks()).toBe(0)
    })

    it("makes the order of a payment that comes when its time is over", async () => {
      shop().sandbox.xgateway.changeSettings({ lateDeposits: "listed" })
      const purchases = await Purchase.startAll(shop())
      for (const { way, reference } of purchases) {
        way.expire?.(shop().sandbox, reference)
      }
      await age(shop(), SOME_HOURS)
      await look()
      expect(await outcomes(purchases)).toEqual([
        "streampay expired 0.00",
        "corefy expired 0.00",
        "streamPage expired 0.00",
        "streamManual expired 0.00",
        "directa24 canceled 0",
        "channel expired 0.00",
        "invoice canceled 0.00",
      ])
      for (const purchase of purchases) {
        await purchase.pay()
      }
      await age(shop(), SOME_HOURS)
      await look()
      const { seen, unseen } = split(purchases, isLateMoneyToldByCallbackAlone)
      await allPaid(seen)
      expect(await outcomes(unseen)).toEqual([
        "streamPage expired 0.00",
        "streamManual expired 0.00",
        "channel expired 0.00",
      ])
      expect([await receivedWebhooks(), (await shop().orders()).length]).toEqual([0, seen.length])

      await deliverWhatWasLost(unseen)
      await look()
      await patiently(async () => {
        expect(await outcomes(unseen)).toEqual([
          "streamPage expired 0.50 late",
          "streamManual expired 20.00 late",
          "channel captured 20.00",
        ])
        return true
      })
    })

    it("shows staff the money that comes when the shopper's session is gone", async () => {
      const purchases = await Purchase.startAll(shop())
      for (const { cart } of purchases) {
        expect((await shop().store.changeQuantity(cart, 2)).status).toBe(200)
      }
      await age(shop(), 1)
      await look()
      for (const purchase of purchases) {
        await purchase.pay()
      }
      await age(shop(), 1)
      await look()
      const { seen, unseen } = split(purchases, isToldByCallbackAlone)
      await patiently(async () => {
        expect(await outcomes(seen)).toEqual([
          "streampay captured 105.50 orphaned",
          "corefy captured 20.00 orphaned",
          "streamPage captured 0.50 orphaned",
          "streamManual captured 20.00 orphaned",
          "directa24 captured 35540 orphaned",
          "invoice captured 0.50 orphaned",
        ])
        return true
      })
      expect(await outcomes(unseen)).toEqual(["channel expired 0.00"])
      const staff = await shop().asStaff()
      const { data } = await staff.get<{ count: number }>("/admin/payment-gateways/exceptions")
      expect(data.count).toBe(seen.length)
      expect([await receivedWebhooks(), (await shop().orders()).length]).toEqual([0, 0])

      await deliverWhatWasLost(unseen)
      expect(await outcomes(unseen)).toEqual(["channel captured 20.00 orphaned"])
    })
  },
  (...parts) => new GatewayShop(...parts)
)
