import fc from "fast-check"
import type { Attempt } from "../attempt"
import { Money } from "../money"
import { type Observation, settle, type SettlementPolicy } from "../settle"
import { anyReading, readingAt, SAR } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const riyals = (text: string) => Money.parse(text, SAR)

function settleAll(
  attempt: Attempt,
  readings: readonly Observation[],
  policy?: SettlementPolicy
): Attempt {
  return readings.reduce(
    (state, reading) => afterwards(state, settle(state, reading, policy)),
    attempt
  )
}

describe("money that staff has to decide about", () => {
  const late = readingAt(1, {
    status: "expired",
    received: riyals("10.00"),
    heldAs: "late",
  })

  it("is not taken, but reported once", () => {
    const { fields, effects } = settle(openAttempt(), late)
    expect(fields).toMatchObject({
      status: "expired",
      exception: "late",
      received: riyals("10.00"),
    })
    expect(effects).toContainEqual({ type: "report_exception", exception: "late" })
    const again = settle(afterwards(openAttempt(), { fields, effects }), {
      ...late,
      observedAt: readingAt(2).observedAt,
    })
    expect(again.effects).not.toContainEqual({ type: "report_exception", exception: "late" })
  })

  it("is taken when the gateway says final success after all, whatever came first", () => {
    const paid = readingAt(2, { status: "paid", received: riyals("10.00") })
    for (const readings of [
      [late, paid],
      [paid, late],
    ]) {
      expect(settleAll(openAttempt(), readings)).toMatchObject({
        status: "captured",
        exception: null,
      })
    }
  })

  it("is not reported by a reading of another payment", () => {
    const { fields } = settle(openAttempt(), { ...late, mismatch: "reference" })
    expect(fields).toMatchObject({ exception: "mismatched", received: riyals("0") })
  })
})

describe("a payment that is short", () => {
  const short = readingAt(1, { status: "paid", received: riyals("9.99") })

  it.each([
    [true, "requires_more"],
    [false, "pending"],
    [undefined, "requires_more"],
  ])("where the payer can add the rest: %s", (partialPayment, status) => {
    const policy = { underpaymentTolerancePercent: "0", partialPayment }
    expect(settle(openAttempt(), short, policy).fields).toMatchObject({
      status,
      exception: "underpaid",
    })
  })

  it.each([
    [undefined, "requires_more"],
    [0n, "requires_more"],
    [1n, "captured"],
  ])("by one smallest unit with a least tolerance of %s", (leastToleranceMinorUnits, status) => {
    const policy = { underpaymentTolerancePercent: "0", leastToleranceMinorUnits }
    expect(settle(openAttempt(), short, policy).fields.status).toBe(status)
  })

  it("never counts as paid when nothing has come, however wide the tolerance", () => {
    const attempt = openAttempt({ due: riyals("0.01") })
    const nothing = readingAt(1, { status: "paid", received: riyals("0") })
    const policy = { underpaymentTolerancePercent: "5", leastToleranceMinorUnits: 100n }
    expect(settle(attempt, nothing, policy).fields.status).not.toBe("captured")
  })
})

describe("money that the payer's bank took back", () => {
  const paid = readingAt(1, { status: "paid", received: riyals("25.00") })
  const charged = readingAt(2, {
    status: "paid",
    received: riyals("25.00"),
    chargedBack: riyals("20.00"),
  })

  it("is kept, and the payment stays captured", () => {
    expect(settleAll(openAttempt(), [paid, charged])).toMatchObject({
      status: "captured",
      chargedBack: riyals("20.00"),
      exception: null,
    })
  })

  it("only grows, whatever the order", () => {
    const amounts = fc.array(fc.constantFrom("0.00", "1.00", "20.00"), { minLength: 1 })
    fc.assert(
      fc.property(amounts, amounts, (one, other) => {
        const readings = [...one, ...other].map((amount, at) =>
          readingAt(at, { status: "paid", received: riyals("25.00"), chargedBack: riyals(amount) })
        )
        const forwards = settleAll(openAttempt(), readings)
        const backwards = settleAll(openAttempt(), [...readings].reverse())
        expect(forwards.chargedBack.equals(backwards.chargedBack)).toBe(true)
      })
    )
  })
})

describe("a reference that only a reading tells", () => {
  it("is kept, and never replaced", () => {
    const found = readingAt(1, { reference: "cpi_1" })
    const other = readingAt(2, { reference: "cpi_2" })
    expect(settleAll(openAttempt({ reference: null }), [found, other]).reference).toBe("cpi_1")
    expect(settleAll(openAttempt({ reference: "cpi_0" }), [found]).reference).toBe("cpi_0")
  })

  it("is not believed of another payment", () => {
    const reading = readingAt(1, { reference: "cpi_1", mismatch: "reference" })
    expect(settleAll(openAttempt({ reference: null }), [reading]).reference).toBeNull()
  })
})

it("no reading touches evidence or answers", () => {
  const kept = { evidence: { deposit: 1 }, payerAnswers: { document: "123" } }
  fc.assert(
    fc.property(fc.array(anyReading), (readings) => {
      expect(settleAll(openAttempt(kept), readings)).toMatchObject(kept)
    })
  )
})
