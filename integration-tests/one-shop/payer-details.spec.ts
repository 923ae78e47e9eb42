import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import type { StoreSession } from "../support/store-client"

jest.setTimeout(120_000)

const CPF = "11144477735"
const GUEST = {
  email: "joao@example.com",
  billing_address: {
    first_name: "João",
    last_name: "Araújo",
    address_1: "Av. Paulista 1000",
    city: "São Paulo",
    province: "SP",
    postal_code: "01310100",
    country_code: "br",
    phone: "+5511987654321",
  },
}

interface SessionState {
  readonly status: string
  readonly reference: string | null
  readonly next_action: {
    readonly type: string
    readonly url?: string
    readonly fields?: { readonly name: string; readonly options?: { value: string }[] }[]
  } | null
  readonly message?: string
}

describeGatewayShop(
  (shop) => {
    const start = (data?: Record<string, unknown>) =>
      shop().pay(PROVIDERS.directa24, "brl", { data, cart: GUEST })
    const answer = (session: Pick<StoreSession, "id">, fields: unknown) =>
      shop().store.post<SessionState>(`/store/payment-gateways/sessions/${session.id}/payer`, {
        fields,
      })
    const storedSession = async ({ id }: Pick<StoreSession, "id">) => {
      const [row] = await shop().payments.listPaymentSessions({ id })
      return row
    }
    /** Everything that a browser could get to see. */
    const publicView = async ({ id }: Pick<StoreSession, "id">, cartId: string) =>
      JSON.stringify([
        await storedSession({ id }),
        await shop().status(id),
        (await shop().store.get(`/store/carts/${cartId}`)).data,
      ])

    it("asks the payer for what the cart does not know, and only for that", async () => {
      const { session } = await start()
      expect(session).toMatchObject({ status: "requires_more", data: { reference: null } })
      const action = session.data.next_action as SessionState["next_action"]
      expect(action?.type).toBe("collect")
      expect(action?.fields?.map(({ name }) => name).sort()).toEqual(["bank", "document"])
    })

    it("creates the payment with the answers, and keeps them out of everything public", async () => {
      const { cart, session } = await start()
      const { status, data } = await answer(session, { document: CPF, bank: "IX" })
      expect(status).toBe(200)
      expect(data).toMatchObject({ next_action: { type: "redirect" } })
      expect(data.reference).toContain(session.id)
      expect((await storedSession(session))?.data).toMatchObject({
        reference: data.reference,
        next_action: { type: "redirect", url: data.next_action?.url },
      })
      expect(await publicView(session, cart.id)).not.toContain(CPF)
      const kept = await shop().ledger.attempts.findBySession(session.id)
      expect(kept?.payerAnswers).toEqual({ document: CPF, bank: "IX" })

      shop().sandbox.directa24.pay(String(data.reference))
      const order = await shop().theOrder()
      expect(order.payment_collections[0]?.captured_amount).toBe(order.total)
      await shop().webhooksProcessed()
      const paid = await shop().ledger.attempts.findBySession(session.id)
      expect(paid?.payerAnswers).toBeNull()
    })

    it("takes the same answers with the session, and never stores them in it", async () => {
      const { cart, session } = await start({ document: CPF, bank: "IX", foreign: "x" })
      expect(session.data).toMatchObject({ next_action: { type: "redirect" } })
      expect(session.data).not.toHaveProperty("document")
      expect(await publicView(session, cart.id)).not.toContain(CPF)
    })

    it.each([
      ["a document with wrong check digits", { document: "11144477736", bank: "IX" }, "document"],
      ["a method that the country does not have", { document: CPF, bank: "??" }, "bank"],
      ["nothing", {}, "document"],
      ["what nobody asked for", { document: CPF, bank: "IX", amount: "1" }, "amount"],
      ["no object", "x", "fields"],
    ])("refuses %s by name, and stays open", async (_, fields, name) => {
      const { session } = await start()
      const { status, data } = await answer(session, fields)
      expect(status).toBe(400)
      expect(data.message).toContain(name)
      expect(data.message).not.toContain("11144477736")
      const again = await answer(session, { document: CPF, bank: "IX" })
      expect(again.status).toBe(200)
    })

    it("takes answers once: two at the same time make one payment", async () => {
      const { session } = await start()
      const fields = { document: CPF, bank: "IX" }
      const answers = await Promise.all([answer(session, fields), answer(session, fields)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      expect(shop().sandbox.directa24.payments()).toHaveLength(1)
    })

    it("answers alike for sessions that do not exist", async () => {
      for (const id of ["payses_01NOTHERE", "x", "payses_%00"]) {
        const { status, data } = await answer({ id }, { document: CPF })
        expect([status, data.message]).toEqual([404, "There is no such payment session."])
      }
    })

    it("tells a gateway who a guest is, from the cart and the request", async () => {
      const cart = await shop().store.createCart("usd", 1, {
        email: GUEST.email,
        billing_address: { ...GUEST.billing_address, country_code: "us" },
      })
      const answered = await shop().store.startPayment(cart, PROVIDERS.corefy, undefined, {
        "x-forwarded-for": "203.0.113.9",
      })
      const session = answered.data.payment_collection.payment_sessions[0] as StoreSession
      const [request] = shop().sandbox.requests.list({ gateway: "corefy", method: "POST" })
      const sent = JSON.stringify(request?.body)
      for (const fact of ["joao@example.com", "João Araújo", "5511987654321", "203.0.113.9"]) {
        expect(sent).toContain(fact)
        expect(await publicView(session, "none")).not.toContain(fact)
      }
    })
  },
  (...parts) => new GatewayShop(...parts)
)
