import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { standingOf } from "../../src/core/attempt"
import { parseStatementOrder, writeStatement } from "../../src/statement/export-statement"
import { LINES_PER_PAGE } from "../../src/statement/read-lines"
import { describeGatewayShop, GatewayShop, PROVIDERS } from "../support/gateway-shop"
import { FIRST_PAYMENT, LINES_PER_PAYMENT, writeLedger } from "../support/written-ledger"

jest.setTimeout(240_000)

const EXPORT = "/admin/payment-gateways/export"
const COMPARE = "/admin/payment-gateways/settlements/compare"

const PROVIDER = PROVIDERS.streampay

/** Several pages of lines. */
const PAYMENTS = 1500

type Row = Record<string, string>

const minuteOf = (place: number) => new Date(FIRST_PAYMENT.getTime() + place * 60_000).toISOString()

/** Sums of a column for each gateway and currency, in the smallest of all units. */
const sumsOf = (rows: readonly Row[], column: string) => {
  const sums: Record<string, bigint> = {}
  for (const row of rows) {
    const [whole, fraction = ""] = (row[column] || "0").split(".")
    const key = `${row.gateway} ${row.currency_code}`
    sums[key] = (sums[key] ?? 0n) + BigInt(`${whole}${fraction.padEnd(3, "0")}`)
  }
  return sums
}

describeGatewayShop(
  (shop) => {
    const asStaff = async () => {
      const { result } = await createApiKeysWorkflow(shop().container).run({
        input: { api_keys: [{ title: "Staff", type: "secret", created_by: "test" }] },
      })
      const auth = { username: result[0]?.token ?? "", password: "" }
      const settings = { auth, validateStatus: () => true }
      return {
        export: async (query = "") => {
          const answer = await shop().api.get<string>(`${EXPORT}?${query}`, {
            ...settings,
            responseType: "text",
          })
          return { ...answer, rows: parse(answer.data, { columns: true, bom: true }) as Row[] }
        },
        get: (path: string, more: object = {}) => shop().api.get(path, { ...settings, ...more }),
        compare: (query: string, file: string, type = "text/csv") =>
          shop().api.post(`${COMPARE}?${query}`, file, {
            ...settings,
            headers: { "content-type": type },
          }),
      }
    }
    /** What the ledger says is there, as the sums of a statement. */
    const ledgerSums = async () =>
      sumsOf(
        await shop().sql<Row>(
          `select gateway, currency_code, (received::numeric - refunded::numeric
           - refunded_by_hand::numeric + failed_refunds::numeric - charged_back::numeric)::text
           as standing from payment_gateway_attempt`
        ),
        "standing"
      )

    it("tells every fact once, and adds up to what the ledger says", async () => {
      await writeLedger(shop(), PAYMENTS)
      const staff = await asStaff()
      const { status, headers, rows } = await staff.export()
      expect([status, headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"])
      expect(sumsOf(rows, "amount")).toEqual(await ledgerSums())
      const count = (kind: string) => rows.filter((row) => row.kind === kind).length
      expect([count("payment"), count("chargeback"), count("exception")]).toEqual([
        PAYMENTS,
        PAYMENTS,
        PAYMENTS,
      ])
      expect(new Set(rows.map(({ message }) => message)).size).toBe(rows.length)
      const moments = rows.map(({ occurred_at: at }) => at)
      expect(moments).toEqual([...moments].sort())
      expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(["'=visa"]))
      expect(rows.filter(({ fee }) => fee !== "")).toHaveLength(PAYMENTS)
    })

    it("is cut into periods, gateways and kinds, without a gap and without an overlap", async () => {
      await writeLedger(shop(), 300)
      const staff = await asStaff()
      const lines = async (query: string) =>
        (await staff.export(query)).rows.map((row) => row.message)
      const all = await lines("")
      const middle = minuteOf(150)
      expect([...(await lines(`to=${middle}`)), ...(await lines(`from=${middle}`))]).toEqual(all)
      expect(await lines(`from=${middle}&to=${minuteOf(151)}`)).toHaveLength(LINES_PER_PAYMENT)
      for (const cuts of [
        ["gateway=streampay", "gateway=corefy"],
        ["provider_id=pp_streampay_streampay", "provider_id=pp_corefy_destream"],
        ["kind=payments", "kind=refunds", "kind=exceptions"],
        ["kind=payments,refunds", "kind=exceptions"],
      ]) {
        const parts = await Promise.all(cuts.map(lines))
        expect(parts.every((part) => part.length > 0)).toBe(true)
        expect(parts.flat().sort()).toEqual([...all].sort())
      }
      const { data } = await staff.get(`${EXPORT}?bom=true`, { responseType: "arraybuffer" })
      expect((data as Buffer).toString("utf8").startsWith("\ufeffkind,")).toBe(true)
    })

    it("holds no more rows in memory however many there are", async () => {
      await writeLedger(shop(), PAYMENTS)
      const knex = shop().container.resolve("__pg_connection__")
      let linesRead = 0
      const count = (answer: { rows?: { line_id?: string }[] }) => {
        linesRead += answer.rows?.filter(({ line_id: id }) => id !== undefined).length ?? 0
      }
      knex.on("query-response", count)
      let [linesGiven, mostHeld] = [0, 0]
      for await (const part of writeStatement(shop().container, parseStatementOrder({}))) {
        // The header and what is empty is no row; each line has one, but for refunds of nothing.
        linesGiven += part.split("\r\n").filter((row) => row.includes("pgatt_")).length
        mostHeld = Math.max(mostHeld, linesRead - linesGiven)
      }
      knex.removeListener("query-response", count)
      expect(linesRead).toBe(PAYMENTS * LINES_PER_PAYMENT)
      const withoutRow = linesRead - linesGiven
      expect(mostHeld).toBeLessThanOrEqual(LINES_PER_PAGE + withoutRow)
      expect(withoutRow).toBeLessThan(PAYMENTS / 50)
    })

    it("adds up for a payment that was really made, paid over, refunded and charged back", async () => {
      const staff = await shop().asStaff()
      const { corefy } = shop().sandbox
      const { session } = await shop().pay(PROVIDERS.corefy, "usd")
      const reference = String(session.data.reference)
      corefy.pay(reference, { amount: "25.00" })
      const order = await shop().theOrder()
      await shop().webhooksProcessed()
      const { id } = await shop().attemptOf(session.id)
      const refund = await staff.post(`/admin/payment-gateways/attempts/${id}/refund`, {
        amount: "5.00",
        reason: "one item was broken",
      })
      expect(refund.status).toBe(200)
      corefy.refund(reference, "3.00")
      await shop().webhooksProcessed()
      corefy.chargeBack(reference, "2.00")
      await shop().webhooksProcessed()

      const { rows } = await (await asStaff()).export()
      expect(
        rows.filter(({ amount }) => amount !== "").map((row) => [row.kind, row.amount])
      ).toEqual([
        ["payment", "25.00"],
        ["refund", "-5.00"],
        ["refund", "-3.00"],
        ["chargeback", "-2.00"],
      ])
      expect(rows.map((row) => row.exception)).toContain("overpaid")
      expect(sumsOf(rows, "amount")).toEqual(await ledgerSums())
      expect(standingOf(await shop().attemptOf(session.id)).toDecimal()).toBe("15.00")
      const { display_id: number } = (
        await shop().sql<{ display_id: number }>(`select display_id from "order" where id = ?`, [
          order.id,
        ])
      )[0]
      expect(rows[0]).toMatchObject({
        attempt_id: id,
        session_id: session.id,
        order_id: order.id,
        order_display_id: String(number),
        gateway: "corefy",
        provider_id: PROVIDERS.corefy,
        reference,
        received: "25.00",
        refunded: "8.00",
      })
    })

    describe("a settlement file", () => {
      const query = `provider_id=${PROVIDER}&from=2026-01-01&to=2026-02-01`

      /** What the gateway would settle, as a file of its own. */
      const settlement = async () => {
        const { rows } = await (await asStaff()).export(`kind=payments&provider_id=${PROVIDER}`)
        return rows.map((row) => [row.reference, row.amount, row.currency_code])
      }
      const csv = (lines: readonly (readonly string[])[]) =>
        stringify([["Payment ID", "Amount", "Currency"], ...lines], { delimiter: ";" })

      it("agrees with the ledger, or says in what it does not", async () => {
        await writeLedger(shop(), PAYMENTS)
        const staff = await asStaff()
        const lines = await settlement()
        expect(lines).toHaveLength(PAYMENTS / 2)
        const { status, data: same } = await staff.compare(query, csv(lines))
        expect([status, same.agrees]).toEqual([200, true])
        expect(same).toMatchObject({
          provider_id: PROVIDER,
          period: { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
          columns: { reference: "Payment ID", amount: "Amount", currency: "Currency", fee: null },
          delimiter: ";",
          file: { lines: PAYMENTS / 2 },
          ledger: { payments: PAYMENTS / 2 },
        })
        const paid = (sums: { currency_code: string; paid: string }[]) =>
          sums.map(({ currency_code, paid: sum }) => [currency_code, sum])
        expect(paid(same.file.sums)).toEqual(paid(same.ledger.sums))

        const [first, second, third, fourth, ...rest] = lines
        const changed = csv([
          [first[0], `1${first[1]}`, first[2]],
          [second[0], second[1], "USD"],
          third,
          third.with(1, "0"),
          ["reference-of-nobody", "1", "SAR"],
          ["", "1", "SAR"],
          ...rest,
        ])
        const { data: other } = await staff.compare(query, changed)
        expect(other.counts).toEqual({
          amount_differs: 1,
          currency_differs: 1,
          duplicate_in_file: 1,
          missing_in_ledger: 1,
          missing_in_file: 1,
        })
        expect(other.agrees).toBe(false)
        expect(other.differences).toMatchObject({
          amount_differs: [{ reference: first[0], ledger_amount: first[1], line: 2 }],
          currency_differs: [{ reference: second[0], line: 3 }],
          duplicate_in_file: [{ reference: third[0], first_line: 4, line: 5 }],
          missing_in_ledger: [{ reference: "reference-of-nobody", line: 6 }],
          missing_in_file: [{ reference: fourth[0], ledger_amount: fourth[1] }],
        })
        expect(other.unreadable).toEqual([{ line: 7, problem: "It has no reference." }])
      })

      it("is held against the period that it covers", async () => {
        await writeLedger(shop(), 60)
        const staff = await asStaff()
        const lines = await settlement()
        const text = stringify([
          ["reference", "amount", "paid_at"],
          ...lines
            .slice(0, 3)
            .map(([reference, amount], place) => [reference, amount, minuteOf(place)]),
        ])
        const { data } = await staff.compare(`provider_id=${PROVIDER}`, text)
        expect([data.agrees, data.ledger.payments]).toEqual([true, 3])
        expect(data.period).toEqual({
          from: minuteOf(0),
          to: minuteOf(2).replace(".000Z", ".001Z"),
        })
        const { data: whole } = await staff.compare(`${query}&limit=5`, text)
        expect(whole.counts.missing_in_file).toBe(27)
        expect(whole.differences.missing_in_file).toHaveLength(5)
      })

      it("is refused when it cannot be used", async () => {
        const staff = await asStaff()
        const statusOf = async (...given: Parameters<typeof staff.compare>) => {
          const { status, data } = await staff.compare(...given)
          return [status, data.message]
        }
        const file = "reference,amount\na,1\n"
        expect(await statusOf("", file)).toEqual([400, expect.stringContaining("provider_id")])
        expect(await statusOf("provider_id=pp_unknown_x", file)).toEqual([
          404,
          expect.stringContaining("no such payment gateway"),
        ])
        expect(await statusOf(query, file, "application/json")).toEqual([
          400,
          expect.stringContaining("text/csv"),
        ])
        expect(await statusOf(query, "when,what\n1,2\n")).toEqual([
          400,
          expect.stringContaining("reference_column"),
        ])
        expect(await statusOf(query, "")).toEqual([400, expect.stringContaining("empty")])
        const long = `reference,amount\n${"a,1\n".repeat(200_001)}`
        expect(await statusOf(query, long)).toEqual([413, expect.stringContaining("too large")])
        // The shop goes on as ever.
        expect(await statusOf(query, file)).toEqual([200, undefined])
      })
    })

    it("is for staff alone, and for questions that it understands", async () => {
      const settings = { validateStatus: () => true }
      const strangers = [
        shop().api.get(EXPORT, settings),
        shop().api.post(`${COMPARE}?provider_id=${PROVIDER}`, "reference,amount\n", {
          ...settings,
          headers: { "content-type": "text/csv" },
        }),
      ]
      for (const answer of strangers) {
        expect((await answer).status).toBe(401)
      }
      const staff = await asStaff()
      for (const query of [
        "from=yesterday",
        "kind=fees",
        "limit=1",
        "from=2026-02-01&to=2026-01-01",
      ]) {
        const { status, data } = await staff.get(`${EXPORT}?${query}`)
        expect([query, status, data.type]).toEqual([query, 400, "invalid_data"])
      }
    })
  },
  (...parts) => new GatewayShop(...parts)
)
