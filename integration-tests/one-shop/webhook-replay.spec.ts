import { drainWebhookEvents } from "../../src/webhooks/drain-webhook-events"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import { eventually } from "../support/eventually"

jest.setTimeout(120_000)

const EVENTS = "/admin/payment-gateways/events"

/** Longer than any id. */
const LONG = "x".repeat(201)

interface EventView {
  readonly id: string
  readonly state: string
  readonly tries: number
  readonly last_error: string | null
  readonly attempt_id: string | null
  readonly processed_at: string | null
}

interface EventPage {
  readonly events: readonly EventView[]
  readonly count: number
  readonly limit: number
  readonly offset: number
}

describeGatewayShop(
  (shop) => {
    const listed = async (query = "") => {
      const staff = await shop().asStaff()
      const { status, data } = await staff.get<EventPage & { message?: string }>(
        `${EVENTS}${query}`
      )
      return { status, data, ids: (data.events ?? []).map(({ id }) => id) }
    }

    /** A webhook that is about no payment. */
    const receiveForeign = async () => {
      shop().sandbox.streampay.sendEvent("SUBSCRIPTION_CREATED", {
        rawBody: JSON.stringify({
          event_type: "SUBSCRIPTION_CREATED",
          entity_type: "SUBSCRIPTION",
          data: {},
        }),
      })
      await shop().webhooksProcessed()
    }

    /** A paid DeStream cart whose webhook was processed. */
    const paid = async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const reference = String(session.data.reference)
      shop().sandbox.corefy.pay(reference)
      const order = await shop().theOrder()
      await shop().webhooksProcessed()
      return { session, reference, order }
    }

    /** The same, but the gateway answered nonsense so long that the webhook waits for staff. */
    const dead = async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      await shop().sql("update payment_gateway_attempt set check_at = now() + interval '1 day'")
      const nonsense = shop().sandbox.faults.add({
        gateway: "corefy",
        method: "GET",
        effect: { kind: "html", status: 200 },
      })
      shop().sandbox.corefy.pay(String(session.data.reference))
      await shop().sandbox.webhooks.settled()
      await eventually(async () => {
        await shop().sql(
          `update payment_gateway_webhook_event set tries = 19, due_at = now()
           where state = 'waiting' and lease_until is null and tries between 1 and 18`
        )
        await drainWebhookEvents(shop().container)
        const { data } = await listed()
        expect(data.events.map(({ state }) => state)).toEqual(["dead"])
      })
      shop().sandbox.faults.remove(nonsense)
      const { ids } = await listed()
      return { session, id: ids[0] ?? "" }
    }

    it("shows received webhooks, newest first, and never their bodies", async () => {
      const { session, reference, order } = await paid()
      await receiveForeign()
      const { status, data } = await listed()
      expect(status).toBe(200)
      expect(data.events.map(({ state }) => state)).toEqual(["ignored", "done"])
      expect(data).toMatchObject({ count: 2, limit: 20, offset: 0 })
      const attempt = await shop().attemptOf(session.id)
      expect(data.events[1]).toEqual({
        id: expect.stringMatching(/^pgevt_/),
        provider_id: PROVIDERS.corefy,
        gateway: "corefy",
        gateway_name: "DeStream (Corefy)",
        event_type: expect.any(String),
        state: "done",
        tries: 1,
        last_error: null,
        attempt_id: attempt.id,
        session_id: session.id,
        reference,
        created_at: expect.any(String),
        due_at: expect.any(String),
        processed_at: expect.any(String),
      })
      expect(order.status).toBe("pending")
      expect(JSON.stringify(data)).not.toContain("attributes")
      const [{ body } = { body: "" }] = await shop().sql<{ body: string }>(
        "select body from payment_gateway_webhook_event where state = 'done'"
      )
      expect(body).toContain("attributes")
    })

    it("finds webhooks by state, provider, attempt, session and reference, page by page", async () => {
      const first = await paid()
      await receiveForeign()
      const attempt = await shop().attemptOf(first.session.id)
      const { ids } = await listed()
      const [ignored, done] = ids
      const found = async (query: string) => (await listed(query)).ids
      expect(await found("?state=done")).toEqual([done])
      expect(await found("?state=ignored")).toEqual([ignored])
      expect(await found("?state=dead")).toEqual([])
      expect(await found(`?provider_id=${PROVIDERS.corefy}`)).toEqual([done])
      expect(await found(`?provider_id=${PROVIDERS.streampay}`)).toEqual([ignored])
      expect(await found(`?provider_id=${PROVIDERS.directa24}`)).toEqual([])
      expect(await found(`?attempt_id=${attempt.id}`)).toEqual([done])
      expect(await found(`?session_id=${first.session.id}`)).toEqual([done])
      expect(await found(`?reference=${first.reference}`)).toEqual([done])
      expect(await found("?limit=1")).toEqual([ignored])
      expect(await found("?limit=1&offset=1")).toEqual([done])
      expect((await listed("?limit=1&offset=1")).data).toMatchObject({ count: 2, limit: 1 })
    })

    it.each([
      ["?state=gone", "state"],
      ["?limit=0", "limit"],
      ["?limit=101", "limit"],
      ["?limit=many", "limit"],
      ["?offset=-1", "offset"],
      ["?body=x", "body"],
      ["?reference=", "reference"],
      ["?state[$ne]=done", "state"],
      [`?session_id=${LONG}`, "session_id"],
    ])("refuses %s and names what is wrong", async (query, name) => {
      const { status, data } = await listed(query)
      expect([status, data.message]).toEqual([400, expect.stringContaining(name)])
    })

    it("keeps a webhook for staff when its gateway answers nonsense, and processes it again", async () => {
      const { session, id } = await dead()
      const { data } = await listed("?state=dead")
      expect(data.events).toEqual([
        expect.objectContaining({ id, tries: 20, processed_at: null, attempt_id: null }),
      ])
      expect(data.events[0]?.last_error).toMatch(/\w/)
      expect(await shop().orders()).toEqual([])
      const staff = await shop().asStaff()
      const answer = await staff.post<{ replayed: string[] }>(`${EVENTS}/${id}/replay`, {})
      expect([answer.status, answer.data]).toEqual([202, { replayed: [id] }])
      expect((await shop().theOrder()).payment_collections[0]?.captured_amount).toBe(20)
      await eventually(async () => {
        const attempt = await shop().attemptOf(session.id)
        expect((await listed()).data.events).toEqual([
          expect.objectContaining({ id, state: "done", last_error: null, attempt_id: attempt.id }),
        ])
      })
    })

    it("processes many at once, those that exist, and does nothing twice", async () => {
      const { session } = await dead()
      await receiveForeign()
      const { ids } = await listed()
      const staff = await shop().asStaff()
      const replay = async () =>
        staff.post<{ replayed: string[] }>(`${EVENTS}/replay`, { ids: [...ids, "pgevt_unknown"] })
      const first = await replay()
      expect([first.status, [...first.data.replayed].sort()]).toEqual([202, [...ids].sort()])
      const order = await shop().theOrder()
      await eventually(async () => {
        const states = (await listed()).data.events.map(({ state }) => state)
        expect(states.sort()).toEqual(["done", "ignored"])
      })
      const story = await shop().timelineOf(session.id)
      expect((await replay()).status).toBe(202)
      await eventually(async () => {
        const events = (await listed()).data.events
        expect(events.map(({ state, tries }) => [state, tries]).sort()).toEqual([
          ["done", 1],
          ["ignored", 1],
        ])
      })
      const after = await shop().theOrder()
      expect([after.id, after.transactions.length]).toEqual([order.id, 1])
      expect(await shop().timelineOf(session.id)).toEqual(story)
    })

    it("leaves alone what is being processed, and says what does not exist", async () => {
      await paid()
      const { ids } = await listed()
      const id = ids[0] ?? ""
      const staff = await shop().asStaff()
      const replay = async (path: string, body: unknown = {}) =>
        (await staff.post(`${EVENTS}${path}`, body)).status
      await shop().sql(
        "update payment_gateway_webhook_event set lease_until = now() + interval '30 seconds'"
      )
      expect(await replay(`/${id}/replay`)).toBe(404)
      expect((await listed()).data.events).toEqual([expect.objectContaining({ id, state: "done" })])
      await shop().sql("update payment_gateway_webhook_event set lease_until = null")
      expect(await replay("/pgevt_unknown/replay")).toBe(404)
      expect(await replay("/replay", { ids: ["pgevt_unknown"] })).toBe(404)
      for (const body of [
        {},
        { ids: [] },
        { ids: id },
        { ids: [1] },
        { ids: [id], state: "done" },
        { ids: Array.from({ length: 101 }, () => id) },
      ]) {
        expect([body, await replay("/replay", body)]).toEqual([body, 400])
      }
    })

    it("is for staff only", async () => {
      await paid()
      const { ids } = await listed()
      const answers = await Promise.all([
        shop().store.get(EVENTS),
        shop().store.post(`${EVENTS}/${ids[0] ?? ""}/replay`),
        shop().store.post(`${EVENTS}/replay`, { ids }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
      expect((await listed()).data.events.map(({ tries }) => tries)).toEqual([1])
    })
  },
  (...parts) => new GatewayShop(...parts)
)
