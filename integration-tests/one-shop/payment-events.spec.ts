import type { IEventBusModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { announcePaymentEvents } from "../../src/settlement/announce-payment-events"
import { eventually } from "../support/eventually"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import { HeardEvents } from "../support/heard-events"

jest.setTimeout(120_000)

const TIMELINE = "payment_gateway_timeline_entry"

describeGatewayShop(
  (shop) => {
    const events = new HeardEvents()

    beforeEach(() => {
      events.listen(shop().container)
    })

    /** A DeStream payment that nobody has paid yet; every webhook comes three times. */
    const open = async () => {
      const { cart, session } = await shop().pay(PROVIDERS.corefy, "usd")
      shop().sandbox.webhooks.faults.add({ copies: 3 })
      return { cart, session, reference: String(session.data.reference) }
    }

    const paid = async () => {
      const opened = await open()
      shop().sandbox.corefy.pay(opened.reference)
      const order = await shop().theOrder()
      await told()
      const paymentId = order.payment_collections[0]?.payments[0]?.id ?? ""
      return { ...opened, order, paymentId }
    }

    /** Waits until whatever has happened is told. */
    const told = async () => {
      await shop().webhooksProcessed()
      await announcePaymentEvents(shop().container)
      await eventually(async () => {
        const rows = await shop().sql(`select id from ${TIMELINE} where announce_at is not null`)
        expect(rows).toEqual([])
      })
    }

    /** Looks once more, in every way there is. */
    const again = async (sessionId: string, reference: string) => {
      shop().sandbox.corefy.sendEvent("process_pending", { reference })
      await told()
      await shop().look(sessionId)
      await told()
    }

    const staffRefunds = async (paymentId: string, amount: number) => {
      const staff = await shop().asStaff()
      const { status } = await staff.post(`/admin/payments/${paymentId}/refund`, { amount })
      await told()
      return status
    }

    it("tells of a payment and of its order, each once, with all there is to know", async () => {
      const { cart, session, reference, order } = await paid()
      expect(events.names()).toEqual(["captured", "order_completed"])
      const attempt = await shop().attemptOf(session.id)
      const known = {
        id: expect.stringMatching(/^pgtml_/),
        attempt_id: attempt.id,
        session_id: session.id,
        payment_collection_id: attempt.paymentCollectionId,
        cart_id: cart.id,
        order_id: order.id,
        provider_id: PROVIDERS.corefy,
        gateway: "corefy",
        reference,
        status: "captured",
        exception: null,
        currency_code: "usd",
        amount: "20.00",
        received: "20.00",
        refunded: "0.00",
        charged_back: "0.00",
        message: expect.stringMatching(/^[A-Z].*\.$/),
        occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      }
      expect(events.of("order_completed")).toEqual([known])
      // It may be told before the order is there.
      const [captured, ...others] = events.of("captured")
      expect(others).toEqual([])
      expect([null, cart.id]).toContain(captured?.cart_id)
      expect([null, order.id]).toContain(captured?.order_id)
      expect({ ...captured, cart_id: cart.id, order_id: order.id }).toEqual(known)
      await again(session.id, reference)
      expect(events.names()).toEqual(["captured", "order_completed"])
    })

    it("tells of an order that the shopper's own completion has made", async () => {
      const { cart, session, reference } = await open()
      shop().sandbox.webhooks.faults.clear()
      shop().sandbox.webhooks.faults.add({ drop: true })
      shop().sandbox.corefy.pay(reference)
      const { status } = await shop().store.post(`/store/carts/${cart.id}/complete`)
      expect(status).toBe(200)
      await shop().look(session.id)
      await told()
      expect(events.names()).toEqual(["captured", "order_completed"])
      expect(events.of("order_completed")).toEqual([
        expect.objectContaining({ order_id: (await shop().theOrder()).id, cart_id: cart.id }),
      ])
    })

    it("tells of money that is reserved, and of the order that is made of it", async () => {
      const { session, reference } = await open()
      shop().sandbox.faults.add({
        gateway: "corefy",
        method: "GET",
        effect: { kind: "replace", members: { status: "reserved", reserved_amount: 20 } },
      })
      shop().sandbox.corefy.sendEvent("reserved", { reference })
      await told()
      await again(session.id, reference)
      expect(events.names()).toEqual(["authorized", "order_completed"])
      const [order] = await shop().orders()
      expect(events.of("authorized")).toEqual([
        expect.objectContaining({ session_id: session.id, status: "authorized", received: "0.00" }),
      ])
      expect(order?.payment_collections[0]).toMatchObject({
        status: "authorized",
        payments: [{ captured_at: null, captures: [] }],
      })
    })

    it.each([
      ["failed", "error", (reference: string) => shop().sandbox.corefy.fail(reference)],
      ["canceled", "canceled", (reference: string) => shop().sandbox.corefy.cancel(reference)],
      ["expired", "canceled", (reference: string) => shop().sandbox.corefy.expire(reference)],
    ])("tells that a payment has %s, and writes it to its session", async (name, status, end) => {
      const { cart, session, reference } = await open()
      end(reference)
      await shop().webhooksProcessed()
      await shop().look(session.id)
      await told()
      expect(events.names()).toEqual([name])
      expect(events.of(name)).toEqual([
        expect.objectContaining({
          session_id: session.id,
          cart_id: cart.id,
          order_id: null,
          status: name,
          exception: null,
          received: "0.00",
        }),
      ])
      const [row] = await shop().payments.listPaymentSessions({ id: session.id })
      expect(row).toMatchObject({
        status,
        data: { session_id: session.id, status: name, next_action: null },
      })
      expect(await shop().status(session.id)).toMatchObject({ status: name, next_action: null })
      expect((await shop().store.post(`/store/carts/${cart.id}/complete`)).status).toBe(400)
      await again(session.id, reference)
      expect(events.names()).toEqual([name])
    })

    it("tells of every refund that staff makes", async () => {
      const { session, reference, paymentId } = await paid()
      expect(await staffRefunds(paymentId, 5)).toBe(200)
      expect(events.of("refunded")).toEqual([
        expect.objectContaining({ session_id: session.id, refunded: "5.00", status: "captured" }),
      ])
      await again(session.id, reference)
      expect(await staffRefunds(paymentId, 15)).toBe(200)
      await again(session.id, reference)
      expect(events.of("refunded").map(({ refunded }) => refunded)).toEqual(["5.00", "20.00"])
      expect(events.names()).toEqual(["captured", "order_completed", "refunded", "refunded"])
    })

    it("tells of a refund that was made at the gateway's dashboard", async () => {
      const { session, reference } = await paid()
      shop().sandbox.corefy.refund(reference, "5.00")
      await told()
      await again(session.id, reference)
      expect(events.of("refunded")).toEqual([
        expect.objectContaining({ session_id: session.id, refunded: "5.00", received: "20.00" }),
      ])
    })

    it("tells of a refund that the gateway has refused", async () => {
      const { session, reference, paymentId } = await paid()
      shop().sandbox.corefy.changeSettings({ refundRefusal: "not_supported" })
      expect(await staffRefunds(paymentId, 5)).toBe(400)
      await again(session.id, reference)
      expect(events.names()).toEqual(["captured", "order_completed", "refund_failed"])
      expect(events.of("refund_failed")).toEqual([
        expect.objectContaining({ session_id: session.id, refunded: "0.00" }),
      ])
    })

    it("tells what the payer's bank has taken back", async () => {
      const { session, reference, order } = await paid()
      shop().sandbox.corefy.chargeBack(reference, "20.00")
      await told()
      await again(session.id, reference)
      expect(events.of("charged_back")).toEqual([
        expect.objectContaining({
          session_id: session.id,
          order_id: order.id,
          charged_back: "20.00",
          status: "captured",
        }),
      ])
    })

    it("tells of money that does not match", async () => {
      const { session, reference } = await open()
      shop().sandbox.corefy.pay(reference, { amount: "1.00" })
      await told()
      await again(session.id, reference)
      expect(events.names()).toEqual(["exception"])
      expect(events.of("exception")).toEqual([
        expect.objectContaining({
          session_id: session.id,
          exception: "underpaid",
          amount: "20.00",
          received: "1.00",
        }),
      ])
    })

    it("tells of money that Medusa has no place for", async () => {
      const { cart, session, reference } = await open()
      await shop().store.changeQuantity(cart, 2)
      shop().sandbox.corefy.pay(reference, { evenIfClosed: true })
      await told()
      await again(session.id, reference)
      expect(events.of("exception")).toEqual([
        expect.objectContaining({ session_id: session.id, exception: "orphaned" }),
      ])
      expect(events.of("order_completed")).toEqual([])
    })

    it("tells later what a killed process has not told any more, under the same id", async () => {
      const { session } = await paid()
      const [first] = events.of("captured")
      await shop().sql(`update ${TIMELINE} set announce_at = now() where type = 'captured'`)
      await told()
      expect(events.of("captured").map(({ id }) => id)).toEqual([first?.id, first?.id])
      expect(events.of("order_completed")).toHaveLength(1)
      expect(events.of("captured")[1]).toMatchObject({ session_id: session.id })
    })

    it("tells again what the event bus did not take", async () => {
      const bus: IEventBusModuleService = shop().container.resolve(Modules.EVENT_BUS)
      const { reference } = await open()
      const emit = bus.emit.bind(bus)
      const refusing = jest.spyOn(bus, "emit").mockImplementation(async (event, options) => {
        if (JSON.stringify(event).includes("payment_gateways.captured")) {
          throw new Error("the bus is down")
        }
        return emit(event as never, options)
      })
      shop().sandbox.corefy.pay(reference)
      await shop().theOrder()
      await shop().webhooksProcessed()
      await eventually(async () => expect(refusing).toHaveBeenCalled())
      expect(events.of("captured")).toEqual([])
      refusing.mockRestore()
      await shop().sql(`update ${TIMELINE} set announce_at = now() where announce_at is not null`)
      await told()
      expect(events.names().sort()).toEqual(["captured", "order_completed"])
    })
  },
  (...parts) => new GatewayShop(...parts)
)
