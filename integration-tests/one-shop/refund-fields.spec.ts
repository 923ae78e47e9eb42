import { BANK_ACCOUNT } from "../support/bank-account"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"

jest.setTimeout(120_000)

describeGatewayShop(
  (shop) => {
    /** A paid order with Directa24, whose refunds need a bank account. */
    const paid = async () => {
      const { session } = await shop().pay(PROVIDERS.directa24, "clp", {
        data: { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" },
      })
      const reference = String(session.data.reference)
      shop().sandbox.directa24.pay(reference)
      const order = await shop().theOrder()
      await shop().webhooksProcessed()
      const attempt = await shop().ledger.attempts.findBySession(session.id)
      return { reference, session, order, attemptId: attempt?.id ?? "" }
    }
    const refundsOf = async () =>
      (await shop().theOrder()).payment_collections[0]?.payments[0]?.refunds.map(
        ({ amount }) => amount
      )

    it("refunds with the fields that the gateway needs, and books it once", async () => {
      const { reference, order, session, attemptId } = await paid()
      const staff = await shop().asStaff()
      const path = `/admin/payment-gateways/attempts/${attemptId}/refund`
      const { status, data } = await staff.post<{ attempt: { refunded: string } }>(path, {
        amount: "5540",
        reason: "one item was broken",
        fields: BANK_ACCOUNT,
      })
      expect([status, data.attempt?.refunded]).toEqual([200, "5540"])
      expect(await refundsOf()).toEqual([5540])
      expect(shop().sandbox.directa24.refunds(reference)).toHaveLength(1)
      const after = await shop().theOrder()
      expect(after.transactions.map(({ amount }) => amount)).toEqual([order.total, -5540])
      const shown = await staff.get(`/admin/payment-gateways/attempts/${attemptId}`)
      expect(JSON.stringify(shown.data)).not.toContain(BANK_ACCOUNT.account_number)
      expect(JSON.stringify(await shop().status(session.id))).not.toContain(
        BANK_ACCOUNT.account_number
      )
    })

    it("fails by Medusa's own route in words that name the fields, and books nothing", async () => {
      const { order, reference } = await paid()
      const staff = await shop().asStaff()
      const paymentId = order.payment_collections[0]?.payments[0]?.id ?? ""
      const { status, data } = await staff.post<{ message: string }>(
        `/admin/payments/${paymentId}/refund`,
        { amount: 5540 }
      )
      expect(status).toBe(400)
      expect(data.message).toMatch(/beneficiary.*bank_code.*\/refund/s)
      expect(await refundsOf()).toEqual([])
      expect(shop().sandbox.directa24.refunds(reference)).toEqual([])
    })

    it.each([
      ["no amount", { fields: BANK_ACCOUNT }, "amount"],
      ["a word as amount", { amount: "much", fields: BANK_ACCOUNT }, "much"],
      ["more than was paid", { amount: "99999", fields: BANK_ACCOUNT }, "captured amount"],
      ["a fraction of the smallest unit", { amount: "1.5", fields: BANK_ACCOUNT }, "decimals"],
      [
        "a missing field",
        { amount: "10", fields: { ...BANK_ACCOUNT, bank_code: "" } },
        "bank_code",
      ],
      ["an unknown field", { amount: "10", fields: { ...BANK_ACCOUNT, iban: "x" } }, "iban"],
      ["an unknown member", { amount: "10", fields: BANK_ACCOUNT, to: "me" }, "to"],
      ["a number as field", { amount: "10", fields: { ...BANK_ACCOUNT, branch: 1 } }, "texts"],
    ])("refuses %s, and sends nothing", async (_, body, word) => {
      const { attemptId, reference } = await paid()
      const staff = await shop().asStaff()
      const path = `/admin/payment-gateways/attempts/${attemptId}/refund`
      const { status, data } = await staff.post<{ message: string }>(path, body)
      expect(status).toBe(400)
      expect(data.message).toContain(word)
      expect(shop().sandbox.directa24.refunds(reference)).toEqual([])
      expect(await refundsOf()).toEqual([])
    })

    it("is for staff only, and knows only attempts that exist", async () => {
      const { attemptId } = await paid()
      const path = (id: string) => `/admin/payment-gateways/attempts/${id}/refund`
      const stranger = await shop().store.post(path(attemptId), { amount: "1" })
      expect(stranger.status).toBe(401)
      const staff = await shop().asStaff()
      expect((await staff.post(path("pgatt_x"), { amount: "1" })).status).toBe(404)
    })

    it("gives back money that Medusa has no order for", async () => {
      const { cart, session } = await shop().pay(PROVIDERS.directa24, "clp", {
        data: { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" },
      })
      await shop().store.changeQuantity(cart, 2)
      shop().sandbox.directa24.pay(String(session.data.reference))
      await shop().webhooksProcessed()
      const attempt = await shop().ledger.attempts.findBySession(session.id)
      expect(attempt).toMatchObject({ exception: "orphaned" })
      const staff = await shop().asStaff()
      const { status, data } = await staff.post<{ attempt: { refunded: string } }>(
        `/admin/payment-gateways/attempts/${attempt?.id ?? ""}/refund`,
        { amount: "35540", fields: BANK_ACCOUNT }
      )
      expect([status, data.attempt?.refunded]).toEqual([200, "35540"])
      expect(await shop().orders()).toEqual([])
    })

    it("records a refund that was made by hand (Stream)", async () => {
      const { session } = await shop().pay(PROVIDERS.streamManual, "usd")
      shop().sandbox.streamCrypto.pay(String(session.data.reference))
      await shop().theOrder()
      await shop().webhooksProcessed()
      const attempt = await shop().ledger.attempts.findBySession(session.id)
      const staff = await shop().asStaff()
      const path = `/admin/payment-gateways/attempts/${attempt?.id ?? ""}/refund`
      const refused = await staff.post<{ message: string }>(path, { amount: "5.00" })
      expect(refused.data.message).toContain("transaction_hash")
      const transaction_hash =
        "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"
      const { status } = await staff.post(path, { amount: "5.00", fields: { transaction_hash } })
      expect(status).toBe(200)
      expect(await refundsOf()).toEqual([5])
    })
  },
  (...parts) => new GatewayShop(...parts)
)
