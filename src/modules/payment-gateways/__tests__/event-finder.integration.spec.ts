import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { EVENT_STATES, type EventFilter, EventFinder } from "../event-finder"
import { describeLedger, plansOf } from "./support/ledger-suite"

const EVENTS = "payment_gateway_webhook_event"
const COUNT = 200_000

/** Nearly all are done; one provider sent few. */
const SEED = `
  insert into ${EVENTS} (id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
    body, session_id, reference, attempt_id, state, tries, due_at, created_at)
  select 'pgevt_' || lpad(n::text, 6, '0'),
    case when n % 1000 = 0 then 'pp_corefy_destream' else 'pp_streampay_streampay' end,
    'streampay', 'PAYMENT_SUCCEEDED', n::text, 'payment', false,
    '{"id":"' || md5(n::text) || '","text":"' || repeat('x', 400) || '"}',
    'payses_' || n, 'reference-' || n, case when n % 5 > 0 then 'pgatt_' || n end,
    case when n % 5 = 0 then 'ignored' when n % 1003 = 0 then 'dead' when n % 2001 = 0 then 'waiting'
      else 'done' end,
    1, now(), timestamptz '2026-01-01' + n * interval '1 minute'
  from generate_series(1, ${COUNT}) as n`

const PERIOD = {
  from: new Date("2026-03-01T00:00:00.000Z"),
  to: new Date("2026-03-02T00:00:00.000Z"),
}

const FILTERS: Readonly<Record<string, EventFilter>> = {
  nothing: {},
  period: PERIOD,
  provider: { providerId: "pp_streampay_streampay" },
  "a small provider": { providerId: "pp_corefy_destream" },
  "a small provider's state": { providerId: "pp_corefy_destream", state: "dead" },
  done: { state: "done" },
  dead: { state: "dead" },
  "done of a period": { state: "done", ...PERIOD },
  attempt: { attemptId: "pgatt_7" },
  session: { sessionId: "payses_7" },
  reference: { reference: "reference-7", state: "done" },
}

describeLedger("staff's list of 200,000 webhooks", ({ other, sql }) => {
  it("comes by index, whatever is asked", async () => {
    await sql(SEED)
    // What is not on the disk yet is not marked as visible to all, and is read from the table.
    await sql("checkpoint")
    await sql(`vacuum analyze ${EVENTS}`)
    const plans = (ask: (finder: EventFinder) => Promise<unknown>) =>
      plansOf(other(), (knex: Knex) => ask(new EventFinder(knex)))
    for (const [name, filter] of Object.entries(FILTERS)) {
      for (const offset of [0, 5000]) {
        const { readWhole } = await plans((finder) => finder.find(filter, { limit: 20, offset }))
        expect([name, offset, readWhole]).toEqual([name, offset, []])
      }
      const { readWhole } = await plans((finder) => finder.count(filter))
      expect([name, "count", readWhole]).toEqual([name, "count", []])
    }

    const finder = new EventFinder(other())
    const counts = await Promise.all(EVENT_STATES.map((state) => finder.count({ state })))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(COUNT)
    expect(await finder.count({})).toBe(COUNT)
    for (const offset of [0, 40]) {
      const found = await finder.find({}, { limit: 20, offset })
      const wanted = await sql<{ id: string }>(
        `select id from ${EVENTS} order by created_at desc, id desc limit 20 offset ${offset}`
      )
      expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
    }
    const [one] = await finder.find({ reference: "reference-7" }, { limit: 20, offset: 0 })
    expect(one).toMatchObject({ attempt_id: "pgatt_7", state: "done" })
    expect(one).not.toHaveProperty("body")
    expect(await finder.findById("pgevt_000007")).toMatchObject({ session_id: "payses_7" })
    expect(await finder.findById("pgevt_none")).toBeUndefined()
  })
})
