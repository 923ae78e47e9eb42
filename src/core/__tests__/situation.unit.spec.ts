import fc from "fast-check"
import { type Attempt, netRefundedOf, type PaymentException } from "../attempt"
import { Money } from "../money"
import { settle } from "../settle"
import { describeSituation, SITUATION_CODES, type SituationCode } from "../situation"
import { anyReading, NOON, SAR } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const sar = (amount: string) => Money.parse(amount, SAR)
const LATER = new Date(NOON.getTime() + 60_000)
const EARLIER = new Date(NOON.getTime() - 60_000)

const captured: Partial<Attempt> = {
  status: "captured",
  received: sar("10.00"),
  taken: sar("10.00"),
  orderId: "order_1",
  cartId: "cart_1",
}
const short: Partial<Attempt> = {
  status: "requires_more",
  received: sar("8.00"),
  exception: "underpaid",
  expiresAt: LATER,
}

const SEEN: Partial<Attempt> = { details: { inSight: "10.00" } }
const COLLECT = { type: "collect", fields: [] } as const

const EXAMPLES: readonly (readonly [SituationCode, string, Partial<Attempt>])[] = [
  ["preparing", "not created yet", { status: "created", reference: null, nextAction: null }],
  ["needs_payer_details", "asked first", { reference: null, nextAction: COLLECT }],
  ["waiting_for_payer", "open", {}],
  ["waiting_for_payer", "run out by the clock only", { expiresAt: EARLIER }],
  ["waiting_for_rest", "short and in time", short],
  ["underpaid", "short and too late", { ...short, expiresAt: EARLIER }],
  ["underpaid", "short and left by the shopper", { ...short, abandonedAt: NOON }],
  ["underpaid", "short where nobody is asked", { ...short, status: "pending" }],
  ["confirming", "nothing left to do for the payer", { nextAction: null }],
  ["confirming", "all of it seen, not final", SEEN],
  ["confirming", "seen, though the shopper went on", { ...SEEN, abandonedAt: NOON }],
  ["confirming", "the rest seen, not final", { ...short, details: { inSight: "2.00" } }],
  ["waiting_for_payer", "a part of it seen", { details: { inSight: "9.99" } }],
  ["waiting_for_payer", "what was seen did not come", { details: { inSight: "0.00" } }],
  ["waiting_for_rest", "a part of the rest seen", { ...short, details: { inSight: "1.99" } }],
  ["confirming", "all there, not final", { received: sar("10.00") }],
  ["reserved", "authorized", { status: "authorized" }],
  ["paid", "captured", captured],
  [
    "paid",
    "an excess went back",
    {
      ...captured,
      received: sar("12.00"),
      refunded: sar("2.00"),
      refundedExcess: sar("2.00"),
      refundedByShop: sar("2.00"),
    },
  ],
  [
    "paid",
    "an excess was kept",
    {
      ...captured,
      received: sar("12.00"),
      dismissed: { exception: "overpaid", received: sar("12.00") },
    },
  ],
  [
    "paid_accepted",
    "short, taken as full",
    { ...captured, received: sar("8.00"), taken: sar("8.00"), accepted: sar("8.00") },
  ],
  ["paid_order_pending", "no order yet", { ...captured, orderId: null }],
  ["refunded", "all of it", { ...captured, refunded: sar("10.00") }],
  ["refunded", "all of it by hand", { ...captured, refundedByHand: sar("10.00") }],
  ["refunded", "before it was seen", { status: "canceled", refunded: sar("10.00") }],
  [
    "refunded",
    "again, after one came back",
    { ...captured, refunded: sar("20.00"), failedRefunds: sar("10.00") },
  ],
  ["partially_refunded", "some of it", { ...captured, refunded: sar("1.00") }],
  [
    "partially_refunded",
    "before Medusa had booked it",
    { ...captured, refunded: sar("4.00"), refundedExcess: sar("4.00") },
  ],
  [
    "refund_pending",
    "not final yet",
    { ...captured, refunded: sar("10.00"), openRefunds: sar("10.00") },
  ],
  [
    "refund_pending",
    "outcome unknown",
    {
      ...captured,
      pendingRefund: { key: "k", amount: sar("3.00"), refundedBefore: sar("0.00"), isBooked: true },
    },
  ],
  [
    "refund_failed",
    "came back",
    { ...captured, refunded: sar("10.00"), failedRefunds: sar("10.00") },
  ],
  ["charged_back", "by the bank", { ...captured, chargedBack: sar("10.00") }],
  ["overpaid", "more came", { ...captured, received: sar("12.00"), exception: "overpaid" }],
  ["late", "after the end", { ...captured, orderId: null, exception: "late" }],
  ["duplicate", "another one paid", { ...captured, orderId: null, exception: "duplicate" }],
  [
    "duplicate",
    "kept",
    { ...captured, dismissed: { exception: "duplicate", received: sar("10.00") } },
  ],
  ["mismatched", "another currency", { mismatch: "currency", exception: "mismatched" }],
  ["orphaned", "no cart", { ...captured, orderId: null, exception: "orphaned" }],
  ["failed", "refused", { status: "failed" }],
  ["failed", "refused, then another one", { status: "failed", abandonedAt: NOON }],
  ["canceled", "closed", { status: "canceled" }],
  ["expired", "run out", { status: "expired" }],
  ["replaced", "still open at the gateway", { abandonedAt: NOON }],
  ["replaced", "closed", { status: "canceled", abandonedAt: NOON }],
]

describe("the situation of a payment", () => {
  test.each(EXAMPLES)("%s: %s", (code, _, fields) => {
    expect(describeSituation(openAttempt(fields), NOON).code).toBe(code)
  })

  test("every code is reached", () => {
    expect(new Set(EXAMPLES.map(([code]) => code))).toEqual(new Set(SITUATION_CODES))
  })

  test("says the sums of a payment that is short, and until when the rest can come", () => {
    expect(describeSituation(openAttempt(short), NOON)).toEqual({
      code: "waiting_for_rest",
      tone: "orange",
      amounts: {
        due: { amount: "10.00", currency_code: "sar" },
        received: { amount: "8.00", currency_code: "sar" },
        missing: { amount: "2.00", currency_code: "sar" },
        held: { amount: "8.00", currency_code: "sar" },
      },
      expires_at: LATER.toISOString(),
      since: NOON.toISOString(),
    })
  })

  test("tells no end that is over", () => {
    const { expires_at: end } = describeSituation(openAttempt({ expiresAt: EARLIER }), NOON)
    expect(end).toBeUndefined()
  })

  test("what staff has dismissed is no alarm, until more money comes", () => {
    const dismissed = { exception: "late", received: sar("10.00") } as const
    const kept = openAttempt({ ...captured, orderId: null, dismissed })
    expect(describeSituation(kept, NOON)).toMatchObject({ code: "late", tone: "grey" })
    const more = openAttempt({ ...kept, received: sar("11.00"), exception: "late" })
    expect(describeSituation(more, NOON)).toMatchObject({ code: "late", tone: "red" })
  })
})

const anySum = fc.constantFrom("0.00", "0.01", "4.00", "10.00", "12.00").map(sar)
const EXCEPTIONS: readonly PaymentException[] = [
  "underpaid",
  "overpaid",
  "late",
  "duplicate",
  "orphaned",
]

/** Any readings, and anything that the shop and its staff may have done with them. */
const anyAttempt: fc.Arbitrary<Attempt> = fc
  .record({
    readings: fc.array(anyReading, { maxLength: 4 }),
    byHand: anySum,
    failed: anySum,
    open: anySum,
    chargedBack: fc.constantFrom("0.00", "0.00", "0.00", "10.00").map(sar),
    isAbandoned: fc.boolean(),
    hasOrder: fc.boolean(),
    exception: fc.option(fc.constantFrom(...EXCEPTIONS), { freq: 2 }),
    isDismissed: fc.boolean(),
    expiresAt: fc.constantFrom(null, EARLIER, LATER),
    hasAction: fc.boolean(),
  })
  .map((facts) => {
    const read = facts.readings.reduce<Attempt>(
      (attempt, reading) => afterwards(attempt, settle(attempt, reading)),
      openAttempt(facts.hasAction ? {} : { nextAction: null })
    )
    const { refunded, received } = read
    return {
      ...read,
      refundedByHand: facts.byHand,
      failedRefunds: refunded.compare(facts.failed) < 0 ? refunded : facts.failed,
      openRefunds: facts.open,
      chargedBack: facts.chargedBack,
      abandonedAt: facts.isAbandoned ? NOON : null,
      orderId: facts.hasOrder ? "order_1" : null,
      expiresAt: facts.expiresAt,
      exception: facts.isDismissed ? null : (read.exception ?? facts.exception),
      dismissed:
        facts.isDismissed && facts.exception ? { exception: facts.exception, received } : null,
    }
  })

const PAID: readonly SituationCode[] = ["paid", "paid_accepted", "paid_order_pending"]
const NOTHING_CAME: readonly SituationCode[] = [
  "preparing",
  "needs_payer_details",
  "waiting_for_payer",
  "replaced",
  "failed",
  "canceled",
  "expired",
]

describe("of whatever may have happened", () => {
  test("every payment has one situation, whose words about money are true", () => {
    fc.assert(
      fc.property(anyAttempt, (attempt) => {
        const { code, amounts, expires_at: end } = describeSituation(attempt, NOON)
        const net = netRefundedOf(attempt)
        expect(SITUATION_CODES).toContain(code)
        expect(amounts.due.amount).toBe(attempt.due.toDecimal())
        expect(Object.values(amounts).map(({ amount }) => amount.startsWith("-"))).not.toContain(
          true
        )
        if (PAID.includes(code)) {
          expect([attempt.status, attempt.exception]).toEqual(["captured", null])
          expect(attempt.received.isPositive()).toBe(true)
          expect(net.subtract(attempt.refundedExcess).isPositive()).toBe(false)
        }
        if (code === "paid_order_pending") {
          expect(attempt.orderId).toBeNull()
        }
        if (NOTHING_CAME.includes(code)) {
          expect(attempt.received.isPositive()).toBe(false)
        }
        if (code === "refunded" || code === "partially_refunded") {
          expect(amounts.refunded?.amount).toBe(net.toDecimal())
          expect(net.compare(attempt.received) >= 0).toBe(code === "refunded")
        }
        if (attempt.exception !== null) {
          expect([attempt.exception, "waiting_for_rest", "charged_back"]).toContain(code)
        }
        if (end !== undefined) {
          expect(new Date(end) > NOON).toBe(true)
        }
      }),
      { numRuns: 3000 }
    )
  })
})
