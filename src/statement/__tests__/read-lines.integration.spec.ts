import { type Attempt, standingOf } from "../../core/attempt"
import type { Observation } from "../../core/settle"
import {
  copyAttempt,
  CREATED,
  describeLedger,
  EXACT,
  NEW_ATTEMPT,
  paidReading,
  plansOf,
  PROVIDER_ID,
  riyals,
} from "../../modules/payment-gateways/__tests__/support/ledger-suite"
import { findByReferences } from "../ledger-payments"
import { LINES_PER_PAGE, type LineFilter, readLines, type StatementLine } from "../read-lines"
import { STATEMENT_KINDS, typesOfKinds } from "../statement-facts"
import { statementFactsOf } from "../statement-rows"

jest.setTimeout(120_000)

const INDEX = "IDX_payment_gateway_timeline_entry_created_at_id"
const ALL: LineFilter = { types: typesOfKinds(STATEMENT_KINDS), period: { from: null, to: null } }

describeLedger("the lines of a statement", ({ service, other, sql }) => {
  const read = async (filter: Partial<LineFilter> = {}) => {
    const pages: StatementLine[][] = []
    for await (const page of readLines(other(), { ...ALL, ...filter })) {
      pages.push(page)
    }
    return pages
  }
  const amounts = async () => {
    const lines = (await read()).flat()
    return lines.flatMap(statementFactsOf).flatMap(({ amount }) => amount ?? [])
  }
  const open = async (changes: Partial<typeof NEW_ATTEMPT> = {}) => {
    const { id } = await service.attempts.openAttempt({ ...NEW_ATTEMPT, ...changes })
    return service.attempts.recordCreated(id, CREATED)
  }
  const observe = async (attempt: Attempt, reading: Partial<Observation>) => {
    const current = (await service.attempts.findById(attempt.id)) as Attempt
    const { received, refunded } = current
    const whole = { ...paidReading(current), received, refunded, ...reading }
    return (await service.attempts.observe(current, whole, EXACT, "job")).attempt
  }
  const refund = (attempt: Attempt, amount: string, total: string) =>
    service.attempts.recordRefund(
      attempt.id,
      { amount: riyals(amount), isBooked: true, refunded: riyals(total) },
      {
        type: "refunded",
        source: "admin",
        message: `${amount} SAR refunded.`,
        data: { amount: riyals(amount).toDecimal(), total: riyals(total).toDecimal() },
      }
    )
  /** Lines of an attempt in one go, with numbers from 1; `createdAt` is SQL. */
  const addLines = (attemptId: string, count: number, createdAt: string) =>
    sql(
      `insert into payment_gateway_timeline_entry
         (id, attempt_id, type, source, message, data, created_at, updated_at)
       select 'pgtml_' || lpad(number::text, 8, '0'), ?, 'late', 'job', number::text, null,
         ${createdAt}, now()
       from generate_series(1, ?::int) number`,
      [attemptId, count]
    )

  it("add up to what the ledger says is there, however it was told", async () => {
    const attempt = await open()
    await observe(attempt, { received: riyals("4.00") })
    await observe(attempt, { received: riyals("10.00") })
    await observe(attempt, { received: riyals("12.50") })
    // Seen at the gateway first, and booked by staff after that.
    await observe(attempt, { refunded: riyals("3.00") })
    await refund(attempt, "3.00", "3.00")
    await refund(attempt, "2.00", "5.00")
    await observe(attempt, { refunded: riyals("5.75") })
    await observe(attempt, { failedRefunds: riyals("1.00") })
    const last = await observe(attempt, { chargedBack: riyals("0.50") })

    const told = await amounts()
    expect(told.map((amount) => amount.toDecimal())).toEqual([
      "4.00",
      "6.00",
      "2.50",
      "-3.00",
      "-2.00",
      "-0.75",
      "1.00",
      "-0.50",
    ])
    expect(told.reduce((sum, amount) => sum.add(amount)).toDecimal()).toBe(
      standingOf(last).toDecimal()
    )
  })

  it("come page by page, each once, also those of one moment", async () => {
    const { id } = await open()
    const count = 2 * LINES_PER_PAGE + 500
    await addLines(id, count, "timestamptz '2026-01-03T09:14:07.123456Z'")
    const pages = await read({
      period: { from: new Date("2026-01-01"), to: new Date("2026-02-01") },
    })
    expect(pages.map((page) => page.length)).toEqual([LINES_PER_PAGE, LINES_PER_PAGE, 500])
    const messages = pages.flat().map(({ message }) => message)
    expect(messages).toEqual(Array.from({ length: count }, (_, place) => String(place + 1)))
  })

  it("are those of the period, to the microsecond, from its begin up to its end", async () => {
    const { id } = await open()
    const middle = "timestamptz '2026-01-03T00:00:00Z'"
    await addLines(id, 5, `${middle} + (number - 3) * interval '1 microsecond'`)
    const moment = new Date("2026-01-03T00:00:00Z")
    const before = await read({ period: { from: new Date("2026-01-01"), to: moment } })
    const after = await read({ period: { from: moment, to: new Date("2026-02-01") } })
    expect(before.flat().map(({ message }) => message)).toEqual(["1", "2"])
    expect(after.flat().map(({ message }) => message)).toEqual(["3", "4", "5"])
  })

  it("are those that are asked for", async () => {
    const mine = await open()
    const others = await open({ gateway: "corefy", providerId: "pp_corefy_destream" })
    await observe(mine, { received: riyals("10.00") })
    await observe(others, { received: riyals("4.00") })
    const idsOf = async (filter: Partial<LineFilter>) =>
      (await read(filter)).flat().map(({ attempt, type }) => `${attempt.gateway} ${type}`)
    expect(await idsOf({ gateway: "corefy" })).toEqual(["corefy requires_more", "corefy underpaid"])
    expect(await idsOf({ providerId: PROVIDER_ID })).toEqual(["streampay captured"])
    expect(await idsOf({ types: ["captured"] })).toEqual(["streampay captured"])
    expect(await idsOf({ gateway: "unknown" })).toEqual([])
  })

  it("are found by indexes, whatever is asked for and however many there are", async () => {
    const { id } = await open()
    await addLines(id, 50_000, "timestamptz '2026-01-01' + number * interval '1 second'")
    await sql("analyze payment_gateway_timeline_entry")
    const period = { from: new Date("2026-01-01T05:00:00Z"), to: new Date("2026-01-01T05:01:00Z") }
    for (const filter of [{ period }, { period, gateway: "corefy" }, {}]) {
      const { indexes, readWhole } = await plansOf(other(), async (knex) => {
        for await (const page of readLines(knex, { ...ALL, ...filter })) {
          expect(page.length).toBeLessThanOrEqual(LINES_PER_PAGE)
          break
        }
      })
      expect(indexes).toContain(INDEX)
      expect(readWhole).toEqual([])
    }
  })

  describe("payments by what a file calls them", () => {
    const account = { gateway: "streampay", providerId: PROVIDER_ID }

    it("are found by the gateway's id, the session's and the attempt's", async () => {
      const attempt = await open({ sessionId: "payses_01ABC" })
      const references = ["link-1", "payses_01ABC", "payses_01ABC-2", attempt.id, "unknown", ""]
      const found = await findByReferences(other(), account, references)
      expect(references.map((reference) => found.get(reference)?.id)).toEqual([
        attempt.id,
        attempt.id,
        attempt.id,
        attempt.id,
        undefined,
        undefined,
      ])
    })

    it("are of this account only, and the one that has money", async () => {
      await open({ providerId: "pp_streampay_second" })
      const paid = await observe(await open(), { received: riyals("10.00") })
      await open()
      const found = await findByReferences(other(), account, ["link-1"])
      expect(found.get("link-1")?.id).toBe(paid.id)
    })

    it("are found by indexes", async () => {
      const { id } = await open()
      await copyAttempt(sql, {
        id,
        count: 20_000,
        changes: `'id', 'pgatt_' || number, 'session_id', 'payses_' || number,
          'reference', 'link-' || (number + 1)`,
      })
      await sql("analyze payment_gateway_attempt")
      const references = Array.from({ length: 100 }, (_, place) => `link-${place + 100}`)
      const { readWhole } = await plansOf(other(), (knex) =>
        findByReferences(knex, account, references)
      )
      expect(readWhole).toEqual([])
    })
  })
})
