import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

const PAYER = { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" }

describeGatewayShop(
  (shop) => {
    const open = async (providerId: string, currency: string, data?: Record<string, unknown>) => {
      const { session } = await shop().pay(providerId, currency, { data })
      return { session, reference: String(session.data.reference) }
    }
    const attemptOf = async ({ id }: StoreSession) => {
      await shop().webhooksProcessed()
      return shop().ledger.attempts.findBySession(id)
    }

    it("takes no order for a sum that the payer made smaller (DeStream)", async () => {
      const { session, reference } = await open(PROVIDERS.corefy, "usd")
      shop().sandbox.corefy.pay(reference, { amount: "1.00" })
      expect(await attemptOf(session)).toMatchObject({ status: "pending", exception: "underpaid" })
      expect(await shop().orders()).toEqual([])
      expect(await shop().status(session.id)).toMatchObject({ received: "1.00", due: "19.00" })
    })

    it("takes what was asked of a sum that the payer made larger (DeStream)", async () => {
      const { session, reference } = await open(PROVIDERS.corefy, "usd")
      shop().sandbox.corefy.pay(reference, { amount: "25.00" })
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(20)
      expect(await attemptOf(session)).toMatchObject({ status: "captured", exception: "overpaid" })
    })

    it("shows staff what the payer's bank took back (Corefy)", async () => {
      const { session, reference } = await open(PROVIDERS.corefy, "usd")
      shop().sandbox.corefy.pay(reference)
      const order = await shop().theOrder()
      shop().sandbox.corefy.chargeBack(reference, "20.00")
      expect((await attemptOf(session))?.chargedBack.toDecimal()).toBe("20.00")
      const staff = await shop().asStaff()
      const { data } = await staff.get<{ attempts: unknown[] }>(
        `/admin/payment-gateways/attempts?order_id=${order.id}`
      )
      expect(data.attempts).toEqual([
        expect.objectContaining({ status: "captured", charged_back: "20.00" }),
      ])
      expect(await shop().timelineOf(session.id)).toContain("chargeback")
    })

    it("becomes an order when canceled turns into completed (Directa24: 8, then 9)", async () => {
      const { session, reference } = await open(PROVIDERS.directa24, "clp", PAYER)
      shop().sandbox.directa24.cancel(reference)
      expect(await attemptOf(session)).toMatchObject({ status: "canceled" })
      const [closed] = await shop().payments.listPaymentSessions({ id: session.id })
      expect(closed?.status).toBe("canceled")
      shop().sandbox.directa24.pay(reference, { evenIfClosed: true })
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(35540)
      expect(await attemptOf(session)).toMatchObject({ status: "captured", exception: null })
    })

    it("adds up what comes in parts, and says what is still due (XGateway)", async () => {
      const { session } = await open(PROVIDERS.channel, "usd")
      const { destinations } = session.data.next_action as { destinations: { address: string }[] }
      const send = (value: string) => {
        const address = destinations[0]?.address ?? ""
        shop().sandbox.xgateway.deposit({ address, value, valueCurrency: "USD" })
      }
      send("12.00")
      expect(await attemptOf(session)).toMatchObject({
        status: "requires_more",
        exception: "underpaid",
      })
      const state = await shop().status(session.id)
      expect(state).toMatchObject({ due: "8.00", received: "12.00", exception: "underpaid" })
      expect(await shop().orders()).toEqual([])
      send("8.00")
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(20)
      expect(await attemptOf(session)).toMatchObject({ status: "captured", exception: null })
    })

    it("leaves late money to staff (Stream)", async () => {
      const { session, reference } = await open(PROVIDERS.streamManual, "usd")
      shop().sandbox.streamCrypto.expire(reference)
      const opened = await shop().ledger.attempts.findBySession(session.id)
      // The sandbox's clock is its own; the shop's says that the time was over long ago.
      await shop().ledger.updatePaymentGatewayAttempts({
        id: opened?.id,
        expires_at: new Date(Date.now() - 3_600_000),
      })
      shop().sandbox.streamCrypto.pay(reference, { evenIfClosed: true })
      const attempt = await attemptOf(session)
      expect(attempt?.status).not.toBe("captured")
      expect(attempt).toMatchObject({ exception: "late" })
      expect(attempt?.received.toDecimal()).toBe("20.00")
      expect(await shop().orders()).toEqual([])
      const staff = await shop().asStaff()
      const { data } = await staff.get<{ count: number }>("/admin/payment-gateways/exceptions")
      expect(data.count).toBe(1)
    })

    it("believes no cheap payment that an attacker made in a shopper's name (Stream)", async () => {
      const { session, reference } = await open(PROVIDERS.streamPage, "usd")
      const { name, returnUrl } = shop().sandbox.streamCrypto.payment(reference)
      const forged = shop().sandbox.streamCrypto.createPayment(
        { amount_usd: "0.01", name, return_url: returnUrl },
        "page"
      )
      shop().sandbox.streamCrypto.pay(forged.id)
      expect(await attemptOf(session)).not.toMatchObject({ status: "captured" })
      expect(await shop().orders()).toEqual([])
    })
  },
  (...parts) => new GatewayShop(...parts)
)
