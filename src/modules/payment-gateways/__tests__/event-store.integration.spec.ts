import { EventStore } from "../event-store"
import type { NewWebhookEvent } from "../event-writer"
import { describeLedger, plansOf, PROVIDER_ID } from "./support/ledger-suite"

jest.setTimeout(120_000)

const LEASE = 30
const OTHER_PROVIDER = "pp_corefy_destream"
/** Failed tries after which staff has to see to an event. */
const MAX_TRIES = 20

describeLedger("received webhooks", ({ service, other, sql }) => {
  const event = (key: string, hint: Partial<NewWebhookEvent["hint"]> = {}): NewWebhookEvent => ({
    providerId: PROVIDER_ID,
    gateway: "streampay",
    hint: {
      eventType: "PAYMENT_SUCCEEDED",
      dedupeKey: key,
      concerns: "payment",
      isUnknown: false,
      ...hint,
    },
    body: `{"id":"${key}"}`,
  })
  const store = (key: string, hint: Partial<NewWebhookEvent["hint"]> = {}) =>
    service.events.store(event(key, hint))

  /** An event that is due since so many seconds. */
  const storeDue = async (key: string, dueSince: number) => {
    await store(key)
    await sql(
      `update payment_gateway_webhook_event set due_at = now() - make_interval(secs => ?)
       where dedupe_key = ?`,
      [dueSince, key]
    )
  }
  const row = async (key: string) => {
    const [found] = await sql<{
      id: string
      state: string
      tries: number
      due: number
      leased: number | null
      last_error: string | null
      attempt_id: string | null
      is_processed: boolean
    }>(
      `select id, state, tries, last_error, attempt_id, processed_at is not null as is_processed,
         extract(epoch from due_at - now())::float as due,
         extract(epoch from lease_until - now())::float as leased
       from payment_gateway_webhook_event where dedupe_key = ?`,
      [key]
    )
    return found!
  }
  const claim = (limit = 20) => service.events.claim(PROVIDER_ID, limit, LEASE)
  const claimOne = async () => (await claim(1))[0]!
  const passTime = (seconds: number) =>
    sql(
      `update payment_gateway_webhook_event
       set due_at = due_at - make_interval(secs => ?),
         lease_until = lease_until - make_interval(secs => ?)`,
      [seconds, seconds]
    )

  describe("are claimed", () => {
    it("with all that is known of them", async () => {
      const evidence = { transaction: "tx-1", late: true }
      await store("1", { sessionId: "payses_1", reference: "link-1", isUnknown: true, evidence })
      const [claimed] = await claim()
      const { id } = await row("1")
      expect(claimed).toEqual({
        id,
        providerId: PROVIDER_ID,
        gateway: "streampay",
        eventType: "PAYMENT_SUCCEEDED",
        concerns: "payment",
        isUnknown: true,
        sessionId: "payses_1",
        reference: "link-1",
        evidence,
        tries: 1,
        ageSeconds: expect.any(Number) as number,
      })
      expect(claimed?.ageSeconds).toBeGreaterThanOrEqual(0)
    })

    it("the one first that waits longest, as many as are asked for", async () => {
      for (const [key, since] of [
        ["new", 1],
        ["oldest", 300],
        ["old", 30],
      ] as const) {
        await storeDue(key, since)
      }
      const ids = new Map<string, string>()
      for (const key of ["new", "oldest", "old"]) {
        ids.set((await row(key)).id, key)
      }
      const taken = []
      for (let event = await claimOne(); event; event = await claimOne()) {
        taken.push(ids.get(event.id))
      }
      expect(taken).toEqual(["oldest", "old", "new"])
    })

    it("of one provider, whoever else's wait longer", async () => {
      await storeDue("ours", 1)
      await service.events.store({ ...event("other's"), providerId: OTHER_PROVIDER })
      await sql(`update payment_gateway_webhook_event set due_at = now() - interval '1 hour'
                 where dedupe_key = 'other''s'`)
      const { id } = await row("ours")
      expect(await claim()).toMatchObject([{ id, providerId: PROVIDER_ID }])
      expect(await service.events.claim(OTHER_PROVIDER, 20, LEASE)).toMatchObject([
        { id: (await row("other's")).id, providerId: OTHER_PROVIDER },
      ])
    })

    it("not before they are due, nor when there is nothing to do or they are gone", async () => {
      await storeDue("future", -60)
      await store("other", { concerns: "other" })
      await store("deleted")
      await sql(`update payment_gateway_webhook_event set deleted_at = now()
                 where dedupe_key = 'deleted'`)
      expect(await claim()).toEqual([])
      expect((await row("other")).state).toBe("ignored")
    })

    it("once, and again when the lease of a process that died has run out", async () => {
      await store("1")
      const first = await claimOne()
      expect(await claim()).toEqual([])
      await passTime(LEASE)
      const second = await claimOne()
      expect([first, second]).toMatchObject([{ tries: 1 }, { id: first.id, tries: 2 }])
    })

    it("each by one of two processes", async () => {
      await Promise.all(Array.from({ length: 40 }, (_, key) => store(`${key}`)))
      const stores = [service.events, new EventStore(other())]
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, index) => stores[index % 2]!.claim(PROVIDER_ID, 4, LEASE))
      )
      const taken = claims.flat().map(({ id }) => id)
      expect(new Set(taken).size).toBe(taken.length)
      claims.forEach((one) => expect(one.length).toBeLessThanOrEqual(4))
      expect(taken.length + (await claim(40)).length).toBe(40)
    })

    it("never more than are asked for, whatever Postgres thinks of the table", async () => {
      await store("0")
      await sql("vacuum analyze payment_gateway_webhook_event")
      for (let key = 1; key <= 10; key += 1) {
        await store(`${key}`)
      }
      for (let left = 11; left > 0; left -= 1) {
        expect(await claim(1)).toHaveLength(1)
      }
      expect(await claim(1)).toEqual([])
    })

    it.each([
      ["before Postgres has looked at the table", false],
      ["after it has", true],
    ])("by index alone among 20,000: %s", async (_, isAnalyzed) => {
      await sql(
        `insert into payment_gateway_webhook_event (id, provider_id, gateway, event_type,
           dedupe_key, concerns, is_unknown, body, state, tries, due_at)
         select 'pgevt_' || number, ?, 'streampay', 'PAID', number, 'payment', false, '{}',
           case when number % 20 = 0 then 'waiting' else 'done' end, 0,
           now() + make_interval(secs => number - 10000)
         from generate_series(1, 20000) number`,
        [PROVIDER_ID]
      )
      if (isAnalyzed) {
        await sql("vacuum analyze payment_gateway_webhook_event")
      }
      const { indexes, readWhole } = await plansOf(other(), (knex) =>
        new EventStore(knex).claim(PROVIDER_ID, 1, LEASE)
      )
      expect(indexes).toContain("IDX_payment_gateway_webhook_event_provider_id_due_at")
      expect(indexes).toContain("payment_gateway_webhook_event_pkey")
      expect(readWhole).toEqual([])
    })
  })

  describe("wait for certain providers", () => {
    it("each of them once, due or not; none when all is done", async () => {
      expect(await service.events.waitingProviders()).toEqual([])
      await store("1")
      await storeDue("later", -60)
      await service.events.store({ ...event("2"), providerId: OTHER_PROVIDER })
      await store("other", { concerns: "other" })
      expect(await service.events.waitingProviders()).toEqual([OTHER_PROVIDER, PROVIDER_ID])
      await service.events.finish((await row("2")).id)
      expect(await service.events.waitingProviders()).toEqual([PROVIDER_ID])
      await sql("update payment_gateway_webhook_event set state = 'dead' where state = 'waiting'")
      expect(await service.events.waitingProviders()).toEqual([])
    })

    it("found by index alone among 20,000", async () => {
      await sql(
        `insert into payment_gateway_webhook_event (id, provider_id, gateway, event_type,
           dedupe_key, concerns, is_unknown, body, state, tries, due_at)
         select 'pgevt_' || number, 'pp_' || number % 3, 'streampay', 'PAID', number, 'payment',
           false, '{}', 'waiting', 0, now()
         from generate_series(1, 20000) number`
      )
      await sql("vacuum analyze payment_gateway_webhook_event")
      const { indexes, readWhole } = await plansOf(other(), async (knex) => {
        expect(await new EventStore(knex).waitingProviders()).toEqual(["pp_0", "pp_1", "pp_2"])
      })
      expect(new Set(indexes)).toEqual(
        new Set(["IDX_payment_gateway_webhook_event_provider_id_due_at"])
      )
      expect(readWhole).toEqual([])
    })
  })

  it("are kept by whoever works on them for longer", async () => {
    await store("1")
    const { id } = await claimOne()
    await passTime(LEASE - 1)
    await service.events.renew(id, LEASE)
    const { due, leased, tries } = await row("1")
    expect(due).toBeGreaterThan(LEASE / 2)
    expect(leased).toBeGreaterThan(LEASE / 2)
    expect(tries).toBe(1)
    expect(await claim()).toEqual([])
  })

  describe("that had their effect", () => {
    it.each([
      ["on a payment", "pgatt_1", "done"],
      ["on nothing of this shop", undefined, "ignored"],
    ])("%s are over", async (_, attemptId, state) => {
      await store("1")
      const claimed = await claimOne()
      await service.events.postpone(claimed, "not yet", 0)
      await claimOne()
      await service.events.finish(claimed.id, attemptId)
      expect(await row("1")).toMatchObject({
        state,
        attempt_id: attemptId ?? null,
        leased: null,
        last_error: null,
        is_processed: true,
      })
      await passTime(3600)
      expect(await claim()).toEqual([])
      // Who still works on it brings it back no more.
      await service.events.renew(claimed.id, LEASE)
      expect((await row("1")).leased).toBeNull()
    })
  })

  describe("that failed", () => {
    it("wait for their next try, with the reason", async () => {
      await store("1")
      const claimed = await claimOne()
      expect(await service.events.postpone(claimed, "x".repeat(600), 100)).toBe(false)
      const after = await row("1")
      expect(after).toMatchObject({ state: "waiting", tries: 1, leased: null })
      expect(after.last_error).toBe("x".repeat(500))
      expect(after.due).toBeGreaterThan(50)
      expect(await claim()).toEqual([])
      await passTime(100)
      expect(await claim()).toMatchObject([{ id: claimed.id, tries: 2 }])
    })

    it(`wait for staff after ${MAX_TRIES} tries, not before`, async () => {
      await store("1")
      for (let tries = 1; tries < MAX_TRIES; tries += 1) {
        const claimed = await claimOne()
        expect(claimed.tries).toBe(tries)
        expect(await service.events.postpone(claimed, `try ${tries}`, 0)).toBe(false)
      }
      const last = await claimOne()
      expect(await service.events.postpone(last, "the last", 0)).toBe(true)
      expect(await row("1")).toMatchObject({ state: "dead", last_error: "the last" })
      await passTime(3600)
      expect(await claim()).toEqual([])
    })
  })

  describe("whose gateway is left alone", () => {
    it("are put back, and that does not count as a try", async () => {
      await store("1")
      for (let round = 0; round < 2 * MAX_TRIES; round += 1) {
        const claimed = await claimOne()
        expect(claimed.tries).toBe(1)
        await service.events.putBack(claimed.id, 0)
      }
      expect(await row("1")).toMatchObject({ state: "waiting", tries: 0, leased: null })
    })

    it("are due again after the time that is given", async () => {
      await store("1")
      await service.events.putBack((await claimOne()).id, 15)
      expect(await claim()).toEqual([])
      await passTime(15)
      expect(await claim()).toHaveLength(1)
    })
  })

  describe("are replayed", () => {
    it.each(["done", "ignored", "dead"])("from the first try on: %s", async (state) => {
      await store("1")
      const { id } = await claimOne()
      await sql(
        `update payment_gateway_webhook_event
         set state = ?, tries = 20, lease_until = null, last_error = 'why'`,
        [state]
      )
      expect(await service.events.replay([id])).toEqual([id])
      expect(await row("1")).toMatchObject({ state: "waiting", tries: 0, last_error: null })
      expect(await claim()).toMatchObject([{ id, tries: 1 }])
    })

    it("at once, though they wait for a later try", async () => {
      await store("1")
      const claimed = await claimOne()
      await service.events.postpone(claimed, "later", 3600)
      expect(await service.events.replay([claimed.id])).toEqual([claimed.id])
      expect(await claim()).toHaveLength(1)
    })

    it("not while they are being worked on; after the lease of a process that died", async () => {
      await store("1")
      const { id } = await claimOne()
      expect(await service.events.replay([id])).toEqual([])
      expect((await row("1")).tries).toBe(1)
      await passTime(LEASE + 1)
      expect(await service.events.replay([id])).toEqual([id])
    })

    it("only where they exist", async () => {
      await store("1")
      await store("deleted")
      const [{ id }, deleted] = [await row("1"), await row("deleted")]
      await sql("update payment_gateway_webhook_event set deleted_at = now() where id = ?", [
        deleted.id,
      ])
      expect(await service.events.replay([id, deleted.id, "pgevt_none", "' or 1=1"])).toEqual([id])
      expect(await service.events.replay([])).toEqual([])
    })
  })
})
