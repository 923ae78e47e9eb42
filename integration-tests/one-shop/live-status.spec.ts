import { eventually } from "../support/eventually"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"

jest.setTimeout(120_000)

interface LiveEvent {
  readonly event: string
  readonly data: Record<string, unknown>
}

describeGatewayShop(
  (shop) => {
    const streams: AbortController[] = []

    afterEach(() => {
      streams.splice(0).forEach((stream) => stream.abort())
    })

    /** Follows a session as a browser does; `events` grows as they come. */
    const follow = async (sessionId: string) => {
      const stream = new AbortController()
      streams.push(stream)
      const url = `${String(shop().api.defaults.baseURL)}/store/payment-gateways/sessions/${sessionId}/events`
      const response = await fetch(url, {
        headers: { "x-publishable-api-key": shop().seeded.publishableKey },
        signal: stream.signal,
      })
      const events: LiveEvent[] = []
      const ended = response.ok && response.body ? listen(response.body, events) : undefined
      return { response, events, ended, leave: () => stream.abort() }
    }

    const listen = async (body: ReadableStream<Uint8Array>, events: LiveEvent[]) => {
      let text = ""
      const decoder = new TextDecoder()
      try {
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
          text += decoder.decode(chunk, { stream: true })
          const blocks = text.split("\n\n")
          text = blocks.pop() ?? ""
          for (const block of blocks) {
            const event = /^event: (.*)$/m.exec(block)?.[1]
            const data = /^data: (.*)$/m.exec(block)?.[1]
            if (event && data) {
              events.push({ event, data: JSON.parse(data) as Record<string, unknown> })
            }
          }
        }
        return "ended"
      } catch (error) {
        return (error as Error).name
      }
    }

    const listeners = async () => {
      const rows = await shop().sql<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and query like 'listen payment_gateways%'`
      )
      return rows[0]?.n
    }

    it("tells each change as it comes, and ends with the order", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const { response, events, ended } = await follow(session.id)
      expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8")
      await eventually(async () => expect(events).toHaveLength(1))
      expect(events[0]).toMatchObject({
        event: "status",
        data: { session_id: session.id, status: "requires_more", order_id: null, due: "20.00" },
      })
      await eventually(async () => expect(await listeners()).toBe(1))

      shop().sandbox.corefy.pay(String(session.data.reference))

      expect(await ended).toBe("ended")
      const order = await shop().theOrder()
      expect(events.at(-1)).toEqual({ event: "end", data: {} })
      expect(events.at(-2)?.data).toMatchObject({ status: "captured", order_id: order.id })
      await eventually(async () => expect(await listeners()).toBe(0))
    })

    it("tells that coins were seen, asks for none meanwhile, and asks again when they fail", async () => {
      shop().sandbox.xgateway.changeSettings({ processingCallbacks: true })
      const { session } = await shop().pay(PROVIDERS.channel, "usd")
      const { events } = await follow(session.id)
      await eventually(async () => expect(events).toHaveLength(1))
      expect(events[0]?.data).toMatchObject({ next_action: { type: "transfer" } })
      const { destinations } = session.data.next_action as {
        destinations: { address: string; amount: string }[]
      }
      const { deposit, failTransaction } = shop().sandbox.xgateway
      const { transaction } = deposit({ ...destinations[0], status: "processing" })
      await eventually(async () =>
        expect(events.at(-1)?.data).toMatchObject({ status: "pending", next_action: null })
      )
      expect(await shop().timelineOf(session.id)).toContain("seen")
      failTransaction(transaction?.id ?? "")
      await eventually(async () =>
        expect(events.at(-1)?.data).toMatchObject({ next_action: { type: "transfer" } })
      )
    })

    it("hears of what another process has written", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const { events } = await follow(session.id)
      await eventually(async () => expect(await listeners()).toBe(1))
      const told = events.length
      await shop().sql(
        "update payment_gateway_attempt set received = '1.00' where session_id = ?",
        [session.id]
      )
      await eventually(async () => expect(events.length).toBeGreaterThan(told))
      expect(events.at(-1)?.data).toMatchObject({ received: "1.00", due: "19.00" })
    })

    it("hears again after its connection was cut, also of what happened meanwhile", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const { events } = await follow(session.id)
      await eventually(async () => expect(await listeners()).toBe(1))
      const told = events.length
      // As the database is told to cut it, nobody can be told of the change by it any more.
      await shop().sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'listen payment_gateways%'`
      )
      await shop().sql(
        "update payment_gateway_attempt set received = '1.00' where session_id = ?",
        [session.id]
      )
      await eventually(async () => expect(await listeners()).toBe(1))
      await eventually(async () => expect(events.length).toBeGreaterThan(told))
      expect(events.at(-1)?.data).toMatchObject({ received: "1.00", due: "19.00" })
    })

    it("listens once, however many follow, and not at all when they have left", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const followers = await Promise.all(Array.from({ length: 5 }, () => follow(session.id)))
      await eventually(async () => expect(await listeners()).toBe(1))
      followers.forEach(({ leave }) => leave())
      await eventually(async () => expect(await listeners()).toBe(0))
    })

    it("answers for a session that is not there as its state does", async () => {
      const unknown = "payses_01NOBODYHASTHIS0000000000"
      const { response } = await follow(unknown)
      expect(response.status).toBe(404)
      const { status, data } = await shop().store.get(`/store/payment-gateways/sessions/${unknown}`)
      expect([status, await response.json()]).toEqual([404, data])
    })

    it("lets no more than ten follow the same payment, and gives places back", async () => {
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const followers = await Promise.all(Array.from({ length: 10 }, () => follow(session.id)))
      expect((await follow(session.id)).response.status).toBeGreaterThanOrEqual(400)
      followers[0]?.leave()
      await eventually(async () => expect((await follow(session.id)).response.status).toBe(200))
    })
  },
  (...parts) => new GatewayShop(...parts)
)
