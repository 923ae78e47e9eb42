import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { AttemptFinder, type AttemptFilter, type AttemptPageOrder } from "../attempt-finder"
import { describeLedger, plansOf } from "./support/ledger-suite"
import { manyAttempts } from "./support/many-attempts"

const COUNT = 200_000
const ATTEMPTS = "payment_gateway_attempt"
const FROM = new Date("2026-03-01T00:00:00.000Z")
const TO = new Date("2026-03-08T00:00:00.000Z")

const FILTERS: Readonly<Record<string, AttemptFilter>> = {
  nothing: {},
  provider: { providerIds: ["pp_streampay_streampay"] },
  "a small provider": { providerIds: ["pp_corefy_second"] },
  "a provider without payments": { providerIds: ["pp_corefy_none"] },
  "a gateway's providers": { providerIds: ["pp_corefy_destream", "pp_corefy_second"] },
  "open ones": { state: "open" },
  "paid ones": { state: "paid" },
  "refunded ones": { state: "refunded" },
  "ended ones": { state: "ended" },
  status: { status: "failed" },
  "a status that no payment has": { status: "authorized" },
  exception: { exception: "late" },
  attention: { hasException: true },
  "attention of a provider": { hasException: true, providerIds: ["pp_corefy_destream"] },
  period: { from: FROM, to: TO },
  "a provider's state in a period": {
    providerIds: ["pp_streampay_streampay"],
    state: "paid",
    from: FROM,
    to: TO,
  },
  "a provider's status": { providerIds: ["pp_streampay_streampay"], status: "captured" },
  "a state of a period": { state: "ended", from: FROM, to: TO },
  id: { owners: [{ ids: ["pgatt_000007"] }] },
  session: { owners: [{ sessionIds: ["payses_7"] }] },
  reference: { owners: [{ references: ["reference-7"] }] },
  order: { owners: [{ orderIds: ["order_10"] }] },
  cart: { owners: [{ cartIds: ["cart_7"] }] },
  "an order's and its cart's": {
    owners: [{ orderIds: ["order_10"], cartIds: ["cart_10"], paymentCollectionIds: ["pay_col_9"] }],
  },
  "a text that may be anything": {
    owners: [
      {
        ids: ["x"],
        sessionIds: ["x"],
        references: ["x"],
        orderIds: ["x"],
        cartIds: ["x"],
      },
    ],
    state: "paid",
  },
}

const PAGES: readonly AttemptPageOrder[] = [
  { limit: 20, offset: 0 },
  { limit: 20, offset: 0, order: "attention" },
  { limit: 20, offset: 5000 },
]

describeLedger("staff's lists over 200,000 payments", ({ other, sql }) => {
  it("come by index, whatever is asked", async () => {
    for (const statement of manyAttempts(COUNT)) {
      await sql(statement)
    }
    const plans = (ask: (finder: AttemptFinder) => Promise<unknown>) =>
      plansOf(other(), (knex: Knex) => ask(new AttemptFinder(knex)))
    for (const [name, filter] of Object.entries(FILTERS)) {
      for (const page of PAGES) {
        const { readWhole, indexes } = await plans((finder) => finder.find(filter, page))
        expect([name, page, readWhole]).toEqual([name, page, []])
        expect(indexes.length).toBeGreaterThan(0)
      }
      const { readWhole } = await plans((finder) => finder.count(filter))
      expect([name, "count", readWhole]).toEqual([name, "count", []])
    }

    // Counts of what can be chosen together do not even look at the rows.
    for (const filter of [
      {},
      { providerIds: ["pp_streampay_streampay"] },
      { from: FROM, to: TO },
      { providerIds: ["pp_streampay_streampay"], from: FROM, to: TO },
    ]) {
      const { nodes } = await plans((finder) => finder.counts(filter))
      expect(nodes).toContain("Index Only Scan")
      expect(nodes).not.toContain("Seq Scan")
    }
    const { readWhole } = await plans((finder) => finder.providerIds())
    expect(readWhole).toEqual([])

    const finder = new AttemptFinder(other())
    const { states, exceptions } = await finder.counts({})
    expect(states.open + states.paid + states.refunded + states.ended).toBe(COUNT)
    expect(await finder.count({})).toBe(COUNT)
    expect(exceptions).toEqual({ underpaid: 133, late: 134, orphaned: 133 })
    for (const state of ["open", "paid", "refunded", "ended"] as const) {
      expect(await finder.count({ state })).toBe(states[state])
    }
    expect(await finder.providerIds()).toEqual([
      "pp_corefy_destream",
      "pp_corefy_second",
      "pp_streampay_streampay",
    ])
    await expectWholeInPages(finder)
  })

  /** 400 exceptions, then all others; pages of 70 meet the border in the middle of one. */
  async function expectWholeInPages(finder: AttemptFinder): Promise<void> {
    const ids: string[] = []
    for (let offset = 280; offset < 700; offset += 70) {
      const page = await finder.find({}, { limit: 70, offset, order: "attention" })
      expect(page).toHaveLength(70)
      ids.push(...page.map(({ id }) => id))
    }
    const wanted = await sql<{ id: string }>(
      `select id from ${ATTEMPTS} order by (exception is null), created_at desc, id desc
       limit 420 offset 280`
    )
    expect(ids).toEqual(wanted.map(({ id }) => id))
  }

  it("groups what is over with what went back, and what is left with what ended", async () => {
    const rows: readonly (readonly [string, Record<string, string | null>])[] = [
      ["open", { status: "pending" }],
      ["open", { status: "requires_more", received: "4.00" }],
      ["open", { status: "requires_more", received: "4.00", abandoned_at: "2026-01-01" }],
      ["ended", { status: "pending", abandoned_at: "2026-01-01" }],
      ["ended", { status: "expired" }],
      ["paid", { status: "captured", received: "10.00" }],
      [
        "paid",
        { status: "captured", received: "12.00", refunded: "2.00", refunded_excess: "2.00" },
      ],
      [
        "paid",
        { status: "captured", received: "10.00", refunded: "10.00", failed_refunds: "10.00" },
      ],
      ["refunded", { status: "captured", received: "10.00", refunded: "1.00" }],
      [
        "refunded",
        {
          status: "captured",
          received: "10.00",
          taken: "10.00",
          refunded: "4.00",
          refunded_excess: "4.00",
        },
      ],
      ["refunded", { status: "captured", received: "10.00", refunded_by_hand: "10.00" }],
      ["refunded", { status: "captured", received: "10.00", charged_back: "10.00" }],
      ["refunded", { status: "requires_more", received: "4.00", refunded: "4.00" }],
      ["refunded", { status: "canceled", received: "0.00", refunded: "4.00" }],
    ]
    for (const [place, [state, columns]] of rows.entries()) {
      const row = {
        id: `pgatt_${place}`,
        session_id: `payses_${place}`,
        provider_id: "pp_streampay_streampay",
        gateway: "streampay",
        currency_code: "SAR",
        currency_exponent: 2,
        amount: "10.00",
        received: "0.00",
        refunded: "0.00",
        gateway_data: "{}",
        ...columns,
      }
      const names = Object.keys(row)
      const [stored] = await sql<{ state: string }>(
        `insert into ${ATTEMPTS} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})
         returning state`,
        Object.values(row)
      )
      expect([columns, stored?.state]).toEqual([columns, state])
    }
  })
})
