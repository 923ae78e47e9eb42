import { reconcileAttempts } from "../../src/reconciliation/reconcile-attempts"
import { drainWebhookEvents } from "../../src/webhooks/drain-webhook-events"
import { describeGatewayShop, GatewayShop } from "../support/gateway-shop"
import {
  age,
  allPaid,
  databaseOf,
  makeDue,
  patiently,
  PROVIDER_WAYS,
  type ProviderWay,
  Purchase,
} from "./support/provider-ways"
import { sized } from "./support/fault-report"

jest.setTimeout(300_000)

const way = (name: ProviderWay["name"]) =>
  PROVIDER_WAYS.find((one) => one.name === name) as ProviderWay
/** Payments at each of the gateways that fail. */
const PAYMENTS = sized(6, 30)
/** As often as an hour has runs of a job that comes every ten seconds. */
const ROUNDS = sized(10, 360)

describeGatewayShop(
  (shop) => {
    const startSome = async (name: ProviderWay["name"], count: number) => {
      const purchases: Purchase[] = []
      for (let index = 0; index < count; index += 1) {
        purchases.push(await Purchase.start(shop(), way(name)))
      }
      return purchases
    }

    /** All that waits is due now. */
    const timePasses = async () => {
      await makeDue(shop())
      await databaseOf(shop()).raw(
        "UPDATE payment_gateway_webhook_event SET due_at = now() WHERE state = 'waiting'"
      )
    }

    const eventsByState = async () => {
      const events = await shop().ledger.listPaymentGatewayWebhookEvents({})
      return Object.fromEntries(
        [...new Set(events.map(({ state }) => state))].map((state) => [
          state,
          events.filter((event) => event.state === state).length,
        ])
      )
    }

    it("leaves gateways that fail for an hour alone, goes on with others, and loses nothing", async () => {
      const failing = [
        ...(await startSome("streampay", PAYMENTS)),
        ...(await startSome("corefy", PAYMENTS)),
        ...(await startSome("invoice", PAYMENTS)),
      ]
      const { faults, requests, webhooks, clock } = shop().sandbox
      const outages = [
        faults.add({ gateway: "streampay", effect: { kind: "status", status: 500 } }),
        faults.add({ gateway: "corefy", effect: { kind: "reset", when: "before" } }),
        faults.add({
          gateway: "xgateway",
          effect: { kind: "status", status: 429, retryAfterSeconds: 3600 },
        }),
      ]
      requests.clear()
      for (const purchase of failing) {
        await purchase.pay()
      }
      await webhooks.settled()
      // Others are not kept waiting.
      const others = [
        ...(await startSome("directa24", 1)),
        ...(await startSome("streamPage", 1)),
        ...(await startSome("streamManual", 1)),
      ]
      for (const purchase of others) {
        await purchase.pay()
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        await timePasses()
        await Promise.all([
          drainWebhookEvents(shop().container),
          reconcileAttempts(shop().container),
        ])
      }
      await allPaid(others)
      await age(shop(), 1)
      await clock.advance(3_600_000)
      // Without the circuit each of these rounds would ask for each payment anew.
      for (const gateway of ["streampay", "corefy", "xgateway"]) {
        expect([gateway, requests.count({ gateway }) < ROUNDS * PAYMENTS]).toEqual([gateway, true])
      }
      outages.forEach((id) => faults.remove(id))
      // The circuits close at the next trial.
      await patiently(async () => {
        await timePasses()
        await Promise.all([
          drainWebhookEvents(shop().container),
          reconcileAttempts(shop().container),
        ])
        const complaints = await Promise.all(failing.map((purchase) => purchase.complaints()))
        expect(complaints.flat()).toEqual([])
        // One that met the closed circuit waits for its next turn.
        expect(await eventsByState()).toEqual({ done: expect.any(Number) as number })
        return true
      })
      expect(await shop().orders()).toHaveLength(failing.length + others.length)
    })

    it("waits for a gateway that does not answer no longer than it must", async () => {
      const [silent] = await startSome("corefy", 1)
      const outage = shop().sandbox.faults.add({
        gateway: "corefy",
        effect: { kind: "timeout", when: "before" },
      })
      await silent?.pay()
      const others = await startSome("streampay", 2)
      for (const purchase of others) {
        await purchase.pay()
      }
      await allPaid(others)
      expect(await silent?.outcome()).toBe("corefy requires_more 0.00")
      shop().sandbox.faults.remove(outage)
      await patiently(async () => {
        await timePasses()
        await reconcileAttempts(shop().container)
        expect(await silent?.complaints()).toEqual([])
        return true
      })
    })
  },
  (...parts) => new GatewayShop(...parts)
)
