import fc from "fast-check"
import type { Attempt } from "../../core/attempt"
import { JPY, KWD, SAR } from "../../core/__tests__/support/arbitraries"
import { type Currency, Money } from "../../core/money"
import { SettlementComparison } from "../settlement-comparison"
import { type ReadingOptions, readSettlement } from "../settlement-entries"
import { PLAIN, sent } from "./support/files"
import { paidAttempt, sar } from "./support/lines"

const NOON = new Date("2026-01-01T12:00:00.000Z")

/** Compares a file with a ledger that has these payments in the period. */
const compare = async (
  text: string,
  ledger: readonly Attempt[],
  { limit = 100, ...options }: Partial<ReadingOptions> & { limit?: number } = {}
) => {
  const reading = { ...PLAIN, ...options }
  const content = await readSettlement(sent(text), reading)
  const comparison = new SettlementComparison(reading.unit, limit)
  for (const entry of content.entries) {
    comparison.addEntry(
      entry,
      ledger.find(({ reference }) => reference === entry.reference)
    )
  }
  content.repeated.forEach((line) => comparison.addRepeated(line))
  ledger.forEach((attempt) => comparison.addLedgerPayment(attempt, NOON))
  return comparison.result()
}

const payment = (reference: string, received = "10.00", fields: Partial<Attempt> = {}) =>
  paidAttempt({ id: `pgatt_${reference}`, reference, received: sar(received), ...fields })

const FILE_LINE = { line: 2, direction: "paid", currency_code: "SAR", file_amount: "10.00" }

describe("a settlement file and the ledger", () => {
  it("agree", async () => {
    const fee = { amount: "0.350", unit: "sar" }
    const ledger = [
      payment("a", "10.00", { details: { fee } }),
      payment("b", "1,000.50".replace(",", "")),
    ]
    const result = await compare(
      'id,amount,currency,fee\na,10,sar,0.35\nb,"1,000.50",SAR,\n',
      ledger
    )
    const sums = [{ currency_code: "SAR", paid: "1010.50", returned: "0.00", fee: "0.35" }]
    expect(result).toMatchObject({
      agrees: true,
      file: { sums },
      ledger: { payments: 2, sums },
      unreadable: [],
    })
  })

  it("differ where one has a payment and the other has not", async () => {
    const result = await compare("id,amount,currency\nx,10,SAR\n", [payment("a")])
    expect(result).toMatchObject({
      agrees: false,
      counts: { missing_in_ledger: 1, missing_in_file: 1, amount_differs: 0 },
      differences: {
        missing_in_ledger: [{ reference: "x", ...FILE_LINE }],
        missing_in_file: [
          {
            reference: "a",
            attempt_id: "pgatt_a",
            session_id: "payses_1",
            order_id: "order_1",
            currency_code: "SAR",
            ledger_amount: "10.00",
            occurred_at: "2026-01-01T12:00:00.000Z",
          },
        ],
      },
    })
  })

  it("differ in an amount, to the smallest unit and below", async () => {
    const ledger = [payment("a", "10.01"), payment("b"), payment("c", "0.00")]
    const result = await compare("id,amount\na,10.00\nb,10.001\nc,1\n", ledger)
    expect(result.differences.amount_differs).toEqual([
      {
        reference: "a",
        ...FILE_LINE,
        attempt_id: "pgatt_a",
        order_id: "order_1",
        ledger_currency_code: "SAR",
        ledger_amount: "10.01",
      },
      expect.objectContaining({ reference: "b", file_amount: "10.001", ledger_amount: "10.00" }),
      expect.objectContaining({ reference: "c", file_amount: "1.00", ledger_amount: "0.00" }),
    ])
  })

  it("differ in the currency; the amounts are then not compared", async () => {
    const result = await compare("id,amount,currency\na,10,usd\n", [payment("a")])
    expect(result.counts).toMatchObject({ currency_differs: 1, amount_differs: 0 })
    expect(result.differences.currency_differs).toEqual([
      expect.objectContaining({ currency_code: "USD", ledger_currency_code: "SAR" }),
    ])
    expect(result.file.sums).toEqual([
      { currency_code: "USD", paid: "10.00", returned: "0.00", fee: "0.00" },
    ])
  })

  it("are compared in what went back where the file tells of it", async () => {
    const money = { refunded: sar("3.00"), failedRefunds: sar("1.00"), chargedBack: sar("0.50") }
    const ledger = [payment("a", "10.00", money), payment("b", "10.00", money)]
    const agreeing = await compare("id,amount\na,10\na,-2.50\nb,10\n", ledger)
    expect(agreeing.agrees).toBe(true)
    const differing = await compare("id,amount\na,10\na,-2\nb,-2.50\n", ledger)
    expect(differing.differences.amount_differs).toEqual([
      expect.objectContaining({
        direction: "returned",
        line: 3,
        file_amount: "-2.00",
        ledger_amount: "-2.50",
      }),
    ])
    // A refund alone does not say that the payment was settled.
    expect(differing.differences.missing_in_file).toEqual([
      expect.objectContaining({ reference: "b" }),
    ])
    expect(differing.ledger.sums[0].returned).toBe("-5.00")
    expect(differing.file.sums[0].returned).toBe("-4.50")
  })

  it("agree in a payment in parts, whose further lines are told", async () => {
    const result = await compare("id,amount\na,4\nx,1\nx,2\na,6\n", [payment("a")])
    expect(result.counts).toMatchObject({ amount_differs: 0, duplicate_in_file: 2 })
    expect(result.differences.duplicate_in_file).toEqual([
      {
        reference: "x",
        line: 4,
        first_line: 3,
        direction: "paid",
        currency_code: null,
        file_amount: "2.00",
        attempt_id: null,
      },
      {
        reference: "a",
        line: 5,
        first_line: 2,
        direction: "paid",
        currency_code: "SAR",
        file_amount: "6.00",
        attempt_id: "pgatt_a",
      },
    ])
    const twice = await compare("id,amount\na,10\na,10\n", [payment("a")])
    expect(twice.counts).toMatchObject({ amount_differs: 1, duplicate_in_file: 1 })
  })

  it("are compared in smallest units as the ledger counts them", async () => {
    const fils = Money.parse("12.345", KWD)
    const ledger = [
      payment("a"),
      payment("k", "0", {
        due: fils,
        received: fils,
        refunded: Money.zero(KWD),
        chargedBack: Money.zero(KWD),
        failedRefunds: Money.zero(KWD),
        refundedByHand: Money.zero(KWD),
      }),
    ]
    const text = "id,amount,currency\na,1000,SAR\nk,12345,KWD\nx,700,JPY\ny,1,ZZZ\ny,2,ZZZ\nz,1,\n"
    const result = await compare(text, ledger, { unit: "minor" })
    expect(result.counts).toMatchObject({ amount_differs: 0, missing_in_ledger: 1 })
    expect(result.differences.missing_in_ledger).toEqual([
      expect.objectContaining({ reference: "x", file_amount: "700" }),
    ])
    expect(result.unreadable.map(({ line }) => line)).toEqual([5, 7])
    expect(result.agrees).toBe(false)
  })

  it("are counted in full and listed as far as is asked for", async () => {
    const lines = Array.from({ length: 5 }, (_, place) => `x${place},1\n`)
    const result = await compare(`id,amount\n${lines.join("")}`, [], { limit: 2 })
    expect(result.counts.missing_in_ledger).toBe(5)
    expect(result.differences.missing_in_ledger.map(({ line }) => line)).toEqual([2, 3])
  })

  it("are told apart in every mixture of differences, and the sums hold", async () => {
    const anyPayment = fc.record({
      currency: fc.constantFrom<Currency>(SAR, KWD, JPY),
      minor: fc.bigInt({ min: 1n, max: 10n ** 20n }),
      fate: fc.constantFrom(
        "same",
        "other_amount",
        "other_currency",
        "twice",
        "unsettled",
        "unknown"
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyPayment, { maxLength: 12 }), async (payments) => {
        const ledger: Attempt[] = []
        const lines: string[] = []
        payments.forEach(({ currency, minor, fate }, place) => {
          const amount = Money.ofMinor(minor, currency)
          const zero = Money.zero(currency)
          const write = (money: Money, code = currency.code) =>
            lines.push(`p${place},${money.toDecimal()},${code}\n`)
          if (fate !== "unknown") {
            const none = { refunded: zero, refundedByHand: zero, failedRefunds: zero }
            const fields = { due: amount, received: amount, chargedBack: zero, ...none }
            ledger.push(payment(`p${place}`, "0", fields))
          }
          if (fate !== "unsettled") {
            const more = fate === "other_amount" ? Money.ofMinor(1n, currency) : zero
            write(amount.add(more), fate === "other_currency" ? "USD" : currency.code)
          }
          if (fate === "twice") {
            write(zero)
          }
        })
        const result = await compare(`reference,amount,currency\n${lines.join("")}`, ledger)
        const count = (fate: string) => payments.filter((one) => one.fate === fate).length
        expect(result.counts).toEqual({
          missing_in_ledger: count("unknown"),
          missing_in_file: count("unsettled"),
          amount_differs: count("other_amount"),
          currency_differs: count("other_currency"),
          duplicate_in_file: count("twice"),
        })
        expect(result.agrees).toBe(payments.every(({ fate }) => fate === "same"))
        for (const { code, exponent } of [SAR, KWD, JPY]) {
          const total = ledger
            .filter(({ due }) => due.currency.code === code)
            .reduce((sum, { received }) => sum + received.minor, 0n)
          const told = result.ledger.sums.find(({ currency_code }) => currency_code === code)
          expect(told?.paid ?? "0").toBe(
            told ? Money.ofMinor(total, { code, exponent }).toDecimal() : "0"
          )
        }
      })
    )
  })
})
