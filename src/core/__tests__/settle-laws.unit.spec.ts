import fc from "fast-check"
import type { Attempt, PaymentException } from "../attempt"
import { Money } from "../money"
import { type Observation, settle, type SettlementPolicy } from "../settle"
import { anyReading, honestHistory, NOON, readingAt, SAR } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const anyPolicy: fc.Arbitrary<SettlementPolicy> = fc
  .constantFrom("0", "0.1", "0.5", "5")
  .map((underpaymentTolerancePercent) => ({ underpaymentTolerancePercent }))

/** An attempt at any point of its life: with money, closed, captured, known to staff. */
const anyAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  fc.constantFrom(
    openAttempt(),
    openAttempt({ status: "created", observedStatus: null, appliedStatus: null, reference: null }),
    openAttempt({ status: "failed", observedStatus: null, appliedStatus: "failed" }),
    openAttempt({ exception: "late" }),
    openAttempt({ exception: "duplicate", status: "canceled", observedStatus: "canceled" })
  ),
  fc.array(anyReading, { maxLength: 3 }).map((readings) => settleAll(openAttempt(), readings))
)

const someReadings = fc.array(anyReading, { minLength: 1, maxLength: 6 })

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

function outcomeOf(attempt: Attempt) {
  const { status, received, refunded, exception, mismatch } = attempt
  return { status, received: received.minor, refunded: refunded.minor, exception, mismatch }
}

describe("the outcome depends on which readings there were", () => {
  test("not on their order, not on how often each came", () => {
    const cases = someReadings.chain((readings) =>
      fc.record({
        readings: fc.constant(readings),
        shuffled: fc
          .tuple(
            fc.shuffledSubarray(readings, { minLength: readings.length }),
            fc.array(fc.constantFrom(...readings), { maxLength: 4 })
          )
          .chain(([all, again]) =>
            fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })
          ),
      })
    )
    fc.assert(
      fc.property(anyAttempt, cases, anyPolicy, (attempt, { readings, shuffled }, policy) => {
        expect(outcomeOf(settleAll(attempt, shuffled, policy))).toEqual(
          outcomeOf(settleAll(attempt, readings, policy))
        )
      }),
      { numRuns: 1000 }
    )
  })

  test("not on whether Medusa has been told in between", () => {
    fc.assert(
      fc.property(anyAttempt, someReadings, (attempt, readings) => {
        const untold = readings.reduce<Attempt>(
          (state, reading) => ({ ...state, ...settle(state, reading).fields }),
          attempt
        )

        expect(outcomeOf(untold)).toEqual(outcomeOf(settleAll(attempt, readings)))
      })
    )
  })

  test("of an honest gateway, the last one alone is enough", () => {
    fc.assert(
      fc.property(honestHistory, fc.infiniteStream(fc.boolean()), (history, coins) => {
        const last = history.at(-1)!
        const some = [...history.slice(0, -1).filter(() => coins.next().value), last]

        expect(outcomeOf(settleAll(openAttempt(), some))).toEqual(
          outcomeOf(settleAll(openAttempt(), history))
        )
      }),
      { numRuns: 500 }
    )
  })
})

describe("whatever is read", () => {
  test("captured never goes back", () => {
    fc.assert(
      fc.property(anyAttempt, someReadings, anyPolicy, (attempt, readings, policy) => {
        const captured = { ...attempt, status: "captured" as const }

        expect(settleAll(captured, readings, policy).status).toBe("captured")
      })
    )
  })

  test("received and refunded never shrink", () => {
    fc.assert(
      fc.property(anyAttempt, anyReading, (attempt, reading) => {
        const { fields } = settle(attempt, reading)

        expect(fields.received.compare(attempt.received)).toBeGreaterThanOrEqual(0)
        expect(fields.refunded.compare(attempt.refunded)).toBeGreaterThanOrEqual(0)
      })
    )
  })

  test("captured needs one reading that says paid, is believed, and has the due amount less the tolerance", () => {
    const dues = fc.bigInt({ min: 1n, max: 10n ** 12n })
    const deviations = fc.bigInt({ min: -3n, max: 3n })
    fc.assert(
      fc.property(dues, deviations, anyPolicy, anyReading, (minor, deviation, policy, reading) => {
        const due = Money.ofMinor(minor, SAR)
        const tolerance = due.percentage(policy.underpaymentTolerancePercent).minor
        const received = minor - tolerance + deviation
        fc.pre(received >= 0n)

        const { fields } = settle(
          openAttempt({ due }),
          { ...reading, received: Money.ofMinor(received, SAR) },
          policy
        )

        const isProof = reading.status === "paid" && reading.mismatch === undefined
        expect(fields.status === "captured").toBe(isProof && deviation >= 0n && received > 0n)
      }),
      { numRuns: 1000 }
    )
  })

  test("two short readings do not add up to a paid one", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 999n }), { maxLength: 6 }), (parts) => {
        const readings = parts.map((part, index) =>
          readingAt(index, { status: "paid", received: Money.ofMinor(part, SAR) })
        )

        expect(settleAll(openAttempt(), readings).status).not.toBe("captured")
      })
    )
  })

  test("nothing is to be done when nothing changed", () => {
    fc.assert(
      fc.property(anyAttempt, anyReading, anyPolicy, (attempt, reading, policy) => {
        const once = settleAll(attempt, [reading], policy)
        const again = settle(once, reading, policy)

        expect(again.effects).toEqual([])
        expect({ ...once, ...again.fields }).toEqual(once)
      }),
      { numRuns: 500 }
    )
  })

  test("Medusa is told exactly what it does not know yet", () => {
    fc.assert(
      fc.property(anyAttempt, anyReading, (attempt, reading) => {
        const { fields, effects } = settle(attempt, reading)
        const told = effects.filter(({ type }) => !type.startsWith("report_"))
        const type =
          fields.status === "captured"
            ? "capture"
            : fields.status === "authorized"
              ? "authorize"
              : "update_session"

        expect(told).toEqual(fields.status === attempt.appliedStatus ? [] : [{ type }])
      })
    )
  })

  test("more or less than asked is an exception, to the smallest unit", () => {
    const around = fc.bigInt({ min: -2n, max: 2n })
    fc.assert(
      fc.property(fc.bigInt({ min: 3n, max: 10n ** 30n }), around, (minor, deviation) => {
        const received = Money.ofMinor(minor + deviation, SAR)
        const attempt = openAttempt({ due: Money.ofMinor(minor, SAR) })
        const expected: PaymentException | null =
          deviation === 0n ? null : deviation > 0n ? "overpaid" : "underpaid"

        const { fields, effects } = settle(attempt, readingAt(1, { status: "paid", received }))

        expect(fields.exception).toBe(expected)
        expect(effects.filter(({ type }) => type === "report_exception")).toEqual(
          expected === null ? [] : [{ type: "report_exception", exception: expected }]
        )
      })
    )
  })

  test("what was found while telling Medusa is not taken back", () => {
    const found = fc.constantFrom("late", "duplicate", "orphaned" as const)
    fc.assert(
      fc.property(found, someReadings, (exception, readings) => {
        const attempt = openAttempt({
          status: "captured",
          exception: exception as PaymentException,
        })

        expect(settleAll(attempt, readings).exception).toBe(exception)
      })
    )
  })
})

describe("the latest reading", () => {
  test("gives next action, expiry and private data; what it leaves out stays", () => {
    const expiresAt = new Date(NOON.getTime() + 3_600_000)
    const nextAction = { type: "redirect", url: "https://pay.example/2", method: "GET" } as const
    const readings = [
      readingAt(1, { nextAction, expiresAt, gatewayData: { invoice: 1, kept: true } }),
      readingAt(3, { gatewayData: { invoice: 3 } }),
      readingAt(2, { nextAction: null, expiresAt: null, gatewayData: { invoice: 2, added: true } }),
    ]

    const settled = settleAll(openAttempt(), readings)

    expect(settled).toMatchObject({ nextAction, expiresAt })
    expect(settled.gatewayData).toEqual({ invoice: 3, kept: true, added: true })
  })

  test("may take the next action away", () => {
    expect(settle(openAttempt(), readingAt(1, { nextAction: null })).fields.nextAction).toBeNull()
  })
})
