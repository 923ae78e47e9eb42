import fc from "fast-check"
import type { Attempt, AttemptStatus } from "../attempt"
import { LATE_PAYMENT_WINDOW_SECONDS } from "../check-schedule"
import {
  after,
  attemptAt,
  DAY,
  HOUR,
  MINUTE,
  PAID,
  pauseOf,
  PENDING_REFUND,
  riyals,
} from "./support/aged-attempts"
import { NOON } from "./support/arbitraries"

const WINDOWS = [3 * DAY, LATE_PAYMENT_WINDOW_SECONDS, 30 * DAY]
const PAID_WINDOW = 60 * DAY

const anySeconds = fc.oneof(
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 100 * DAY }),
  fc.constantFrom(0, 1, 15, MINUTE, 7 * DAY, 7 * DAY - 1, 60 * DAY, 60 * DAY - 1)
)
const STATUSES: readonly AttemptStatus[] = [
  ...(["created", "pending", "requires_more", "authorized"] as const),
  ...(["captured", "failed", "canceled", "expired"] as const),
]
const anyStatus = fc.constantFrom(...STATUSES)
const anyFields: fc.Arbitrary<Partial<Attempt>> = fc
  .record({
    status: anyStatus,
    expires: fc.option(fc.integer({ min: -DAY, max: 60 * DAY })),
    received: fc.constantFrom("0", "4.00", "10.00"),
    refunded: fc.constantFrom("0", "4.00"),
    isRefunding: fc.boolean(),
  })
  .map(({ status, expires, received, refunded, isRefunding }) => ({
    status,
    expiresAt: expires === null ? null : after(expires),
    received: riyals(received),
    refunded: riyals(refunded),
    pendingRefund: isRefunding ? PENDING_REFUND : null,
  }))
const anyWindow = fc.constantFrom(...WINDOWS)

/** Seconds after noon at which nothing can come any more. */
function endOf({ status, expiresAt, pendingRefund }: Partial<Attempt>, window: number): number {
  const expires = expiresAt ? (expiresAt.getTime() - NOON.getTime()) / 1000 : 0
  return status === "captured" || pendingRefund ? PAID_WINDOW : Math.max(0, expires) + window
}

describe("whatever the payment", () => {
  test("the next look is in the future, or there is none", () => {
    const failures = fc.constantFrom(0, 0, 1, 2, 9, 3000)
    const untold = fc.boolean()
    fc.assert(
      fc.property(
        ...([anySeconds, anyFields, anyWindow, failures, untold] as const),
        (age, fields, window, failedChecks, isUntold) => {
          const attempt = attemptAt(age, { ...fields, ...(isUntold && { appliedStatus: null }) })
          const pause = pauseOf(attempt, failedChecks, window)
          expect(pause === null || pause > 0).toBe(true)
          // What failed, or was not told, is never let go.
          expect(pause === null && (failedChecks > 0 || isUntold)).toBe(false)
        }
      ),
      { numRuns: 2000 }
    )
  })

  test("it is never after the window's end, and there is one until then", () => {
    fc.assert(
      fc.property(anySeconds, anyFields, anyWindow, (age, fields, window) => {
        const pause = pauseOf(attemptAt(age, fields), 0, window)
        const left = endOf(fields, window) - age
        const isAllBack =
          fields.status === "captured" && fields.received!.compare(fields.refunded!) <= 0
        if (left <= 0 || (isAllBack && !fields.pendingRefund)) {
          expect(pause).toBeNull()
        } else {
          expect(pause).toBeLessThanOrEqual(left)
        }
      }),
      { numRuns: 2000 }
    )
  })

  test("pauses never shrink with age, but for the end of the payment and of the window", () => {
    fc.assert(
      fc.property(anySeconds, anySeconds, anyFields, anyWindow, (one, other, fields, window) => {
        const [young, old] = [Math.min(one, other), Math.max(one, other)].map((age) => {
          const pause = pauseOf(attemptAt(age, { ...fields, expiresAt: null }), 0, window)
          const isCut =
            pause === null || age + pause >= endOf({ ...fields, expiresAt: null }, window)
          return isCut ? undefined : pause
        })
        fc.pre(young !== undefined && old !== undefined)
        expect(old! - young!).toBeGreaterThanOrEqual(-0.001)
      }),
      { numRuns: 2000 }
    )
  })

  test("pauses never shrink with failures, nor with age at the same number of failures", () => {
    const failures = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(anySeconds, anySeconds, failures, failures, (one, other, few, more) => {
        const [young, old] = [Math.min(one, other), Math.max(one, other)]
        const [less, most] = [Math.min(few, more), Math.max(few, more)]
        expect(pauseOf(attemptAt(old), most)).toBeGreaterThanOrEqual(
          pauseOf(attemptAt(young), less) ?? Infinity
        )
      })
    )
  })
})

/** All looks at a payment that stays as it is, each at its time; the ages at which they are. */
function looksAt(
  fields: Partial<Attempt>,
  { window, from = 0, until = Infinity }: { window?: number; from?: number; until?: number },
  isFailing = false
): number[] {
  const ages: number[] = []
  for (let age = from; age < until;) {
    const failures = isFailing ? ages.length + 1 : 0
    const pause = pauseOf(attemptAt(age, fields), failures, window)
    if (pause === null) {
      return ages
    }
    expect(pause).toBeGreaterThan(0)
    age += pause
    ages.push(age)
  }
  return ages
}

describe("the looks over a payment's whole life", () => {
  test.each([
    [3 * DAY, 60],
    [7 * DAY, 90],
    [30 * DAY, 275],
  ])("that nobody pays, in a window of %d seconds: %d at most", (window, most) => {
    const looks = looksAt({}, { window })
    expect(looks.at(-1)).toBeCloseTo(window)
    expect(looks.length).toBeLessThanOrEqual(most)
    expect(looks.length).toBeGreaterThan(most / 2)
  })

  test.each([
    [3 * DAY, 25],
    [7 * DAY, 30],
    [30 * DAY, 80],
  ])("that expired after an hour, in a window of %d seconds: %d at most", (window, most) => {
    const fields = { status: "expired", expiresAt: after(HOUR) } as const
    const looks = looksAt(fields, { window, from: HOUR })
    expect(looks.at(-1)).toBeCloseTo(HOUR + window)
    expect(looks.length).toBeLessThanOrEqual(most)
    expect(looks.length).toBeGreaterThan(most / 3)
  })

  test("that is paid: 30 at most, in 60 days", () => {
    const looks = looksAt(PAID, {})
    expect(looks.at(-1)).toBeCloseTo(60 * DAY)
    expect(looks.length).toBeLessThanOrEqual(30)
    expect(looks.length).toBeGreaterThan(10)
  })

  test("of which every one fails: 200 at most in a year, without ever giving up", () => {
    const looks = looksAt({}, { until: 365 * DAY }, true)
    expect(looks.at(-1)).toBeGreaterThanOrEqual(365 * DAY)
    expect(looks.length).toBeLessThanOrEqual(200)
  })
})
