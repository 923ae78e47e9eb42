import fc from "fast-check"
import type { Mismatch, ObservedStatus } from "../../attempt"
import { type Currency, Money } from "../../money"
import type { Observation } from "../../settle"

export const SAR: Currency = { code: "SAR", exponent: 2 }
export const JPY: Currency = { code: "JPY", exponent: 0 }
export const KWD: Currency = { code: "KWD", exponent: 3 }
/** No token counts in more decimals. */
export const TOKEN: Currency = { code: "TOKEN", exponent: 24 }

export const currencies = [JPY, SAR, KWD, TOKEN]

export const anyCurrency = fc.constantFrom(...currencies)

/** Far beyond what a float holds exactly. */
export const anyMinor = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })

export const OBSERVED_STATUSES: readonly ObservedStatus[] = [
  "pending",
  "requires_more",
  "authorized",
  "paid",
  "failed",
  "canceled",
  "expired",
]

const MISMATCHES: readonly Mismatch[] = ["amount", "currency", "reference", "test_mode"]

/** The moment at which the tests' readings begin to count. */
export const NOON = new Date("2026-03-01T12:00:00.000Z")

/** A reading that took place `seconds` after noon. */
export function readingAt(seconds: number, fields: Partial<Observation> = {}): Observation {
  const status = fields.status ?? "pending"
  return {
    status,
    gatewayStatus: status.toUpperCase(),
    observedAt: new Date(NOON.getTime() + seconds * 1000),
    received: Money.zero(SAR),
    refunded: Money.zero(SAR),
    ...fields,
  }
}

/** Readings of a payment of 10.00 SAR as no honest gateway would give them, in any order. */
export const anyReading: fc.Arbitrary<Observation> = fc
  .record({
    seconds: fc.integer({ min: 0, max: 5 }),
    status: fc.constantFrom(...OBSERVED_STATUSES),
    word: fc.constantFrom("A", "B", "C"),
    received: fc.constantFrom(0n, 1n, 999n, 1000n, 1001n, 2500n),
    refunded: fc.constantFrom(0n, 1n, 1000n, 2500n),
    mismatch: fc.option(fc.constantFrom(...MISMATCHES), { freq: 4, nil: undefined }),
    isUnknown: fc.boolean(),
  })
  .map(({ seconds, status, word, received, refunded, mismatch, isUnknown }) =>
    readingAt(seconds, {
      status: isUnknown ? "pending" : status,
      gatewayStatus: word,
      received: Money.ofMinor(received, SAR),
      refunded: Money.ofMinor(refunded, SAR),
      ...(mismatch && { mismatch }),
      ...(isUnknown && { unknownStatus: word }),
    })
  )

/**
 * Readings of a payment of 10.00 SAR in the order of their time, as an honest gateway gives them:
 * money only grows, and what was paid in full stays paid.
 */
export const honestHistory: fc.Arbitrary<Observation[]> = fc
  .array(
    fc.record({
      status: fc.constantFrom(...OBSERVED_STATUSES.filter((status) => status !== "paid")),
      moreReceived: fc.constantFrom(0n, 0n, 1n, 400n, 600n, 1000n),
      moreRefunded: fc.constantFrom(0n, 0n, 1n, 600n),
    }),
    { minLength: 1, maxLength: 6 }
  )
  .map((steps) => {
    let received = 0n
    let refunded = 0n
    return steps.map(({ status, moreReceived, moreRefunded }, index) => {
      received += moreReceived
      refunded += moreRefunded < received - refunded ? moreRefunded : 0n
      return readingAt(index, {
        status: received > 0n ? "paid" : status,
        gatewayStatus: `step ${index}`,
        received: Money.ofMinor(received, SAR),
        refunded: Money.ofMinor(refunded, SAR),
      })
    })
  })
