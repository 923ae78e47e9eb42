import fc from "fast-check"
import { standingOf } from "../../core/attempt"
import { Money } from "../../core/money"
import type { StatementLine } from "../read-lines"
import { isAskedFor, statementFactsOf, statementRowOf } from "../statement-rows"
import { lineOf, paidAttempt, sar } from "./support/lines"

const ZERO = sar("0")

/** Kind and amount of each row of a line. */
const told = (line: Partial<StatementLine>) =>
  statementFactsOf(lineOf(line)).map(({ kind, amount }) => [kind, amount?.toDecimal() ?? ""])

const rowOf = (line: Partial<StatementLine>, orderNumber = "") => {
  const whole = lineOf(line)
  const [fact] = statementFactsOf(whole)
  return statementRowOf(whole, fact, orderNumber)
}

describe("the facts of a line", () => {
  it("are the money that came, and only what the lines before had not told", () => {
    expect(told({})).toEqual([["payment", "10.00"]])
    expect(told({ receivedBefore: "4.00" })).toEqual([["payment", "6.00"]])
    expect(told({ type: "received", data: { received: "4.00" } })).toEqual([["payment", "4.00"]])
    expect(told({ type: "requires_more", data: { received: "4.00" } })).toEqual([
      ["payment", "4.00"],
    ])
  })

  it("are none where a status changes and no money comes", () => {
    expect(told({ receivedBefore: "10.00" })).toEqual([])
    expect(told({ type: "failed", data: { received: "0.00" } })).toEqual([])
    expect(told({ type: "pending", data: {} })).toEqual([])
    expect(told({ type: "created" })).toEqual([])
    expect(told({ type: "constructor" })).toEqual([])
  })

  it("keep a row without an amount where a line tells none", () => {
    const rows = [
      "captured",
      "received",
      "refunded",
      "refund_seen",
      "refund_reversed",
      "chargeback",
    ]
    expect(rows.map((type) => told({ type, data: {} }))).toEqual([
      [["payment", ""]],
      [["payment", ""]],
      [["refund", ""]],
      [["refund", ""]],
      [["refund_failed", ""]],
      [["chargeback", ""]],
    ])
  })

  it("are signed: what goes is negative, what comes back is positive", () => {
    const data = { amount: "3.50" }
    expect(told({ type: "refunded", data })).toEqual([["refund", "-3.50"]])
    expect(told({ type: "refund_seen", data })).toEqual([["refund", "-3.50"]])
    expect(told({ type: "refund_reversed", data })).toEqual([["refund_failed", "3.50"]])
    expect(told({ type: "chargeback", data })).toEqual([["chargeback", "-3.50"]])
    expect(told({ type: "refund_failed", data })).toEqual([["refund_failed", ""]])
  })

  it("count a refund once that was seen at the gateway and booked by staff after that", () => {
    const data = { amount: "3.50", total: "3.50" }
    expect(told({ type: "refund_seen", data })).toEqual([["refund", "-3.50"]])
    expect(told({ type: "refunded", data, refundedBefore: "3.50" })).toEqual([])
    const more = { amount: "2.00", total: "5.50" }
    expect(told({ type: "refunded", data: more, refundedBefore: "3.50" })).toEqual([
      ["refund", "-2.00"],
    ])
  })

  it("are exceptions and their ends", () => {
    expect(told({ type: "overpaid" })).toEqual([["exception", ""]])
    const resolved = { type: "exception_resolved", data: { action: "refund", amount: "3.50" } }
    expect(told(resolved)).toEqual([["exception_resolved", ""]])
  })

  it("are two for money that went back by hand: the refund, and the end of the exception", () => {
    const data = { action: "record_refund", exception: "late", amount: "3.50", reference: "tx-1" }
    const line = lineOf({ type: "exception_resolved", data })
    const rows = statementFactsOf(line).map((fact) => statementRowOf(line, fact, ""))
    expect(rows.map(({ kind, amount, exception }) => [kind, amount, exception])).toEqual([
      ["refund", "-3.50", "late"],
      ["exception_resolved", "", "late"],
    ])
    expect(rows[0].transaction).toBe("tx-1")
  })

  it("are of the kinds that they can be asked for by", () => {
    const kindsOf = (line: Partial<StatementLine>) =>
      (["payments", "refunds", "exceptions"] as const).filter((kind) =>
        statementFactsOf(lineOf(line)).every((fact) => isAskedFor(fact, [kind]))
      )
    expect(kindsOf({})).toEqual(["payments"])
    for (const type of ["refunded", "refund_failed", "refund_reversed", "chargeback"]) {
      expect(kindsOf({ type, data: {} })).toEqual(["refunds"])
    }
    expect(kindsOf({ type: "late" })).toEqual(["exceptions"])
    expect(kindsOf({ type: "exception_resolved", data: {} })).toEqual(["exceptions"])
  })
})

describe("a row", () => {
  const details = {
    fee: { amount: "0.35", unit: "USDC" },
    rate: { value: "3.7512", from: "USDC", to: "SAR" },
    method: "visa",
    transactions: [{ id: "tx-1" }, { id: "tx-2", url: "https://explorer.example/tx-2" }],
  }

  it("tells all that is known of the payment", () => {
    const attempt = paidAttempt({ details, refunded: sar("2.00"), failedRefunds: sar("0.50") })
    expect(rowOf({ attempt }, "1042")).toEqual({
      kind: "payment",
      occurred_at: "2026-01-03T09:14:07.120Z",
      attempt_id: "pgatt_1",
      session_id: "payses_1",
      order_id: "order_1",
      order_display_id: "1042",
      gateway: "fake",
      provider_id: "pp_fake_fake",
      reference: "invoice-1",
      status: "captured",
      currency_code: "SAR",
      amount: "10.00",
      received: "10.00",
      refunded: "1.50",
      fee: "0.35",
      fee_currency: "USDC",
      rate: "3.7512",
      rate_from: "USDC",
      rate_to: "SAR",
      method: "visa",
      transaction: "tx-1 tx-2",
      exception: "",
      message: "The gateway has received the money in full.",
    })
  })

  it("tells the fee once for each payment", () => {
    const attempt = paidAttempt({ details })
    const fees = [
      rowOf({ attempt, receivedBefore: "0.00" }),
      rowOf({ attempt, receivedBefore: "4.00" }),
      rowOf({ attempt, type: "refunded", data: { amount: "1.00" } }),
      rowOf({ attempt, type: "late" }),
    ].map(({ fee, fee_currency: unit }) => [fee, unit])
    expect(fees).toEqual([
      ["0.35", "USDC"],
      ["", ""],
      ["", ""],
      ["", ""],
    ])
  })

  it("names the exception, and the refund's transaction", () => {
    expect(rowOf({ type: "underpaid" }).exception).toBe("underpaid")
    const refund = { type: "refunded", data: { amount: "1.00", reference: "refund-7" } }
    expect(rowOf(refund).transaction).toBe("refund-7")
  })

  it("lets no text of others be a formula, and leaves amounts as they are", () => {
    const formula = "=cmd|' /C calc'!A0"
    const attempt = paidAttempt({
      reference: formula,
      details: {
        method: formula,
        rate: { value: formula, from: formula, to: formula },
        fee: { amount: formula, unit: formula },
        transactions: [{ id: formula }],
      },
    })
    const row = rowOf({ attempt, message: formula })
    expect(Object.values(row).filter((text) => text.startsWith("="))).toEqual([])
    expect(Object.values(row).filter((text) => text === `'${formula}`)).toHaveLength(9)
    expect(rowOf({ type: "chargeback", data: { amount: "1.00" } }).amount).toBe("-1.00")
  })
})

describe("the sum of a payment's rows", () => {
  const cents = fc.bigInt({ min: 1n, max: 10_000n })
  const step = fc.record({
    kind: fc.constantFrom(
      ...["money", "status", "refund", "seen", "progress", "booked", "by_hand", "back", "bank"]
    ),
    cents,
  })

  it("is what the ledger says is there, whatever happened", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let [received, refunded, byHand, failed, chargedBack] = [ZERO, ZERO, ZERO, ZERO, ZERO]
        let [toldReceived, toldRefunded]: (Money | null)[] = [null, null]
        let sum = ZERO
        for (const { kind, cents: minor } of steps) {
          const amount = Money.ofMinor(minor, ZERO.currency)
          const line = (type: string, data: Record<string, string>) => {
            const facts = statementFactsOf(
              lineOf({
                type,
                data,
                receivedBefore: toldReceived?.toDecimal() ?? null,
                refundedBefore: toldRefunded?.toDecimal() ?? null,
              })
            )
            sum = facts.reduce((all, fact) => all.add(fact.amount ?? ZERO), sum)
          }
          const refund = (type: string, told = amount) => {
            line(type, { amount: told.toDecimal(), total: refunded.toDecimal() })
            toldRefunded = refunded
          }
          if (kind === "money" || kind === "status") {
            received = kind === "money" ? received.add(amount) : received
            line(kind === "money" ? "received" : "captured", { received: received.toDecimal() })
            toldReceived = received
          } else if (kind === "refund" || kind === "seen" || kind === "progress") {
            refunded = refunded.add(amount)
            refund(kind === "refund" ? "refunded" : `refund_${kind}`)
          } else if (kind === "booked") {
            // Staff books what the gateway has sent back already.
            refund("refunded")
          } else if (kind === "by_hand") {
            byHand = byHand.add(amount)
            line("exception_resolved", { action: "record_refund", amount: amount.toDecimal() })
          } else if (kind === "back") {
            failed = failed.add(amount)
            line("refund_reversed", { amount: amount.toDecimal() })
          } else {
            chargedBack = chargedBack.add(amount)
            line("chargeback", { amount: amount.toDecimal() })
          }
        }
        // A refund may be booked that was never told of: nothing has moved by that.
        const ledger = {
          received,
          refunded,
          refundedByHand: byHand,
          failedRefunds: failed,
          chargedBack,
        }
        expect(sum.toDecimal()).toBe(standingOf(ledger).toDecimal())
      })
    )
  })
})
