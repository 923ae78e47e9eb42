import { announcePaymentEvents } from "../src/settlement/announce-payment-events"
import { eventually } from "./support/eventually"
import {
  CHANNEL,
  type DeferredWay,
  describeDeferredShop,
  DIRECTA24,
  referenceOf,
  STREAM,
} from "./support/deferred-shop"
import { PROVIDERS } from "./support/gateway-shop"
import type { StoreSession } from "./support/store-client"

jest.setTimeout(120_000)

describeDeferredShop((shop) => {
  describe("an order that staff has canceled before its money came", () => {
    it("has its open payment closed, at the gateway where it can be", async () => {
      const { session, orderId } = await shop().placed(STREAM)
      const second = await shop().choose(session, PROVIDERS.streampay)
      await shop().staffCancels(orderId)
      await eventually(async () => {
        expect(await shop().attemptOf(second.id)).toMatchObject({ status: "canceled" })
      })
      expect(shop().sandbox.streampay.link(referenceOf(second)).status).toBe("INACTIVE")
    })

    it("is known by its payment, even if no storefront ever asked for it", async () => {
      const { session, orderId } = await shop().placed(STREAM)
      expect((await shop().attemptOf(session.id)).orderId).toBeNull()
      await shop().staffCancels(orderId)
      await eventually(async () => {
        expect((await shop().attemptOf(session.id)).abandonedAt).not.toBeNull()
      })
    })

    /** Late money is seen by staff, and by nobody as the order's. */
    const expectLate = async (session: StoreSession, orderId: string) => {
      await eventually(async () => {
        expect(await shop().attemptOf(session.id)).toMatchObject({
          status: "captured",
          appliedStatus: "captured",
          exception: "late",
        })
      })
      await shop().look(session.id)
      expect(await shop().onlyOrder()).toMatchObject({
        id: orderId,
        status: "canceled",
        transactions: [],
        payment_collections: [{ status: "canceled", payments: [] }],
      })
      const story = await shop().timelineOf(session.id)
      expect(story.filter((type) => type === "late")).toHaveLength(1)
      expect(story).not.toContain("order_completed")
    }

    const canceled = async (way: DeferredWay) => {
      const made = await shop().placed(way)
      await shop().staffCancels(made.orderId)
      return made
    }

    it.each([DIRECTA24, STREAM, CHANNEL])(
      "takes no late money by a webhook: $name",
      async (way) => {
        const { session, orderId } = await canceled(way)
        way.pay(shop(), session)
        await shop().webhooksProcessed()
        await expectLate(session, orderId)
        await announcePaymentEvents(shop().container)
        expect(shop().events.of("exception")).toEqual([
          expect.objectContaining({ session_id: session.id, exception: "late" }),
        ])
      }
    )

    it("takes no late money that the schedule finds", async () => {
      const { session, orderId } = await canceled(DIRECTA24)
      shop().dropWebhooks()
      DIRECTA24.pay(shop(), session)
      await shop().look(session.id)
      await expectLate(session, orderId)
    })

    it("takes no late money when the payer comes back", async () => {
      const { session, orderId } = await canceled(DIRECTA24)
      shop().dropWebhooks()
      DIRECTA24.pay(shop(), session)
      const { id } = await shop().attemptOf(session.id)
      const { status } = await shop().api.get(`/payment-gateways/return/${id}`, {
        maxRedirects: 0,
        validateStatus: () => true,
      })
      expect(status).toBe(303)
      await expectLate(session, orderId)
    })

    it("takes no late money when staff asks whether it came", async () => {
      const { session, orderId } = await canceled(DIRECTA24)
      shop().dropWebhooks()
      DIRECTA24.pay(shop(), session)
      const { status, data } = await shop().staffChecks(orderId, session)
      expect([status, data.message]).toEqual([400, expect.stringContaining("canceled")])
      await shop().look(session.id)
      await expectLate(session, orderId)
    })

    it("takes no late money by the shopper's own completion", async () => {
      const { cart, session, orderId } = await canceled(DIRECTA24)
      shop().dropWebhooks()
      DIRECTA24.pay(shop(), session)
      await shop().complete(cart)
      await shop().look(session.id)
      await expectLate(session, orderId)
    })

    it("lets staff give late money back", async () => {
      const { session, orderId } = await canceled(STREAM)
      STREAM.pay(shop(), session)
      await shop().webhooksProcessed()
      await expectLate(session, orderId)
      const staff = await shop().asStaff()
      const { id } = await shop().attemptOf(session.id)
      const { status } = await staff.post(`/admin/payment-gateways/attempts/${id}/refund`, {
        amount: "20.00",
        fields: {
          transaction_hash:
            "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW",
        },
      })
      expect(status).toBe(200)
      expect((await shop().attemptOf(session.id)).refunded.toDecimal()).toBe("20.00")
      expect(await shop().onlyOrder()).toMatchObject({ status: "canceled", transactions: [] })
    })
  })
})
