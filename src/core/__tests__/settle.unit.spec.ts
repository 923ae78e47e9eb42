import type { AttemptStatus, ObservedStatus, PaymentException } from "../attempt"
import { type Currency, Money } from "../money"
import { isPaidInFull, settle } from "../settle"
import { JPY, KWD, readingAt, SAR, TOKEN } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const sar = (text: string) => Money.parse(text, SAR)

const FEE = { amount: "0.10", unit: "SOL" }

function paid(text: string, refunded = "0", seconds = 1) {
  return readingAt(seconds, { status: "paid", received: sar(text), refunded: sar(refunded) })
}

describe("a reading gives the attempt its status", () => {
  test.each<[ObservedStatus, string, AttemptStatus, PaymentException | null]>([
    ["pending", "0", "pending", null],
    ["requires_more", "0", "requires_more", null],
    ["authorized", "0", "authorized", null],
    ["failed", "0", "failed", null],
    ["canceled", "0", "canceled", null],
    ["expired", "0", "expired", null],
    ["paid", "0", "requires_more", null],
    ["paid", "0.01", "requires_more", "underpaid"],
    ["paid", "9.99", "requires_more", "underpaid"],
    ["paid", "10.00", "captured", null],
    ["paid", "10.01", "captured", "overpaid"],
    ["pending", "4.00", "requires_more", "underpaid"],
    ["expired", "4.00", "expired", "underpaid"],
    ["expired", "10.00", "expired", null],
    ["failed", "4.00", "failed", "underpaid"],
  ])("%s with %s of 10.00 is %s, exception %s", (observed, received, status, exception) => {
    const { fields } = settle(
      openAttempt(),
      readingAt(1, { status: observed, received: sar(received) })
    )

    expect(fields.status).toBe(status)
    expect(fields.exception).toBe(exception)
    expect(fields.received.toDecimal()).toBe(sar(received).toDecimal())
  })

  test("keeps details as they were told, but money in sight only while it is seen", () => {
    const seen = readingAt(2, { status: "pending", details: { method: "SOL", inSight: "10.00" } })
    const attempt = afterwards(openAttempt(), settle(openAttempt(), seen))
    expect(attempt.details).toEqual({ method: "SOL", inSight: "10.00" })

    const gone = readingAt(3, { status: "pending", details: { network: "solana" } })
    expect(settle(attempt, gone).fields.details).toEqual({ method: "SOL", network: "solana" })

    const overtaken = readingAt(1, { status: "pending", details: { inSight: "5.00", fee: FEE } })
    expect(settle(attempt, overtaken).fields.details).toEqual({ ...attempt.details, fee: FEE })
    expect(
      settle(afterwards(attempt, settle(attempt, gone)), overtaken).fields.details
    ).not.toHaveProperty("inSight")
  })

  test.each<[AttemptStatus, ObservedStatus]>([
    ["failed", "failed"],
    ["canceled", "canceled"],
    ["expired", "expired"],
  ])("%s becomes captured when the money comes after all", (status, observedStatus) => {
    const attempt = openAttempt({ status, observedStatus, appliedStatus: status })

    const { fields, effects } = settle(attempt, paid("10.00"))

    expect(fields.status).toBe("captured")
    expect(effects).toEqual([{ type: "capture" }])
  })

  test.each<[ObservedStatus]>([
    ["pending"],
    ["failed"],
    ["canceled"],
    ["expired"],
    ["authorized"],
    ["requires_more"],
  ])("captured stays captured when a later reading says %s", (status) => {
    const captured = afterwards(openAttempt(), settle(openAttempt(), paid("10.00")))

    const { fields, effects } = settle(captured, readingAt(2, { status }))

    expect(fields.status).toBe("captured")
    expect(fields.received).toEqual(sar("10.00"))
    expect(effects).toEqual([])
  })

  test("money that went back is no longer short", () => {
    const { fields } = settle(openAttempt(), paid("4.00", "4.00"))

    expect(fields.exception).toBeNull()
    expect(fields.refunded).toEqual(sar("4.00"))
  })

  test("money that went back is no longer too much", () => {
    expect(settle(openAttempt(), paid("12.00", "1.99")).fields.exception).toBe("overpaid")
    expect(settle(openAttempt(), paid("12.00", "2.00")).fields.exception).toBeNull()
  })

  test("a refund is seen on a captured payment", () => {
    const captured = afterwards(openAttempt(), settle(openAttempt(), paid("10.00")))

    const { fields } = settle(captured, paid("10.00", "3.00", 2))

    expect(fields).toMatchObject({ status: "captured", refunded: sar("3.00"), exception: null })
  })
})

describe("a reading of something else", () => {
  test.each(["amount", "currency", "reference", "test_mode"] as const)(
    "with another %s is not believed, however much it says was paid",
    (mismatch) => {
      const { fields, effects } = settle(openAttempt(), {
        ...paid("10.00"),
        mismatch,
        nextAction: null,
        gatewayData: { payments: ["foreign"] },
      })

      expect(fields).toMatchObject({ status: "pending", received: sar("0"), mismatch })
      expect(fields.exception).toBe("mismatched")
      expect(fields.gatewayData).toEqual({})
      expect(fields.nextAction).toEqual(openAttempt().nextAction)
      expect(effects).toEqual([{ type: "report_exception", exception: "mismatched" }])
    }
  )

  test("may count in another currency", () => {
    const dinars = Money.parse("10.000", KWD)

    const { fields } = settle(openAttempt(), {
      ...paid("0"),
      received: dinars,
      refunded: dinars,
      mismatch: "currency",
    })

    expect(fields).toMatchObject({ status: "pending", received: sar("0"), refunded: sar("0") })
  })

  test("in another currency that the gateway did not notice is refused", () => {
    const reading = { ...paid("0"), received: Money.parse("10.000", KWD) }

    expect(() => settle(openAttempt(), reading)).toThrow(/is not in SAR/)
  })

  test("does not open an attempt whose creation failed", () => {
    const failed = openAttempt({ status: "failed", observedStatus: null, appliedStatus: "failed" })

    const { fields, effects } = settle(failed, { ...paid("10.00"), mismatch: "reference" })

    expect(fields.status).toBe("failed")
    expect(effects).toEqual([{ type: "report_exception", exception: "mismatched" }])
  })

  test("is named by its gravest fact, and reported once", () => {
    const first = settle(openAttempt(), { ...paid("10.00"), mismatch: "amount" })
    const second = settle(afterwards(openAttempt(), first), {
      ...paid("10.00", "0", 2),
      mismatch: "reference",
    })

    expect(second.fields.mismatch).toBe("reference")
    expect(second.effects).toEqual([])
  })
})

describe("a tolerance of the policy", () => {
  test.each<[string, Currency, string, string, string]>([
    ["10.00", SAR, "0", "10.00", "9.99"],
    ["10.00", SAR, "0.5", "9.95", "9.94"],
    ["199.99", SAR, "0.5", "199.00", "198.99"],
    ["10.00", SAR, "0.0999", "10.00", "9.99"],
    ["10.00", SAR, "0.1", "9.99", "9.98"],
    ["100", JPY, "1", "99", "98"],
    ["99", JPY, "1", "99", "98"],
    ["1.000", KWD, "0.1", "0.999", "0.998"],
    [
      "0.000000000000000000001000",
      TOKEN,
      "0.1",
      "0.000000000000000000000999",
      "0.000000000000000000000998",
    ],
  ])(
    "%s less %s... %s percent: %s is enough, %s is not",
    (due, currency, percent, enough, short) => {
      const policy = { underpaymentTolerancePercent: percent }
      const attempt = openAttempt({
        due: Money.parse(due, currency),
        received: Money.zero(currency),
        refunded: Money.zero(currency),
      })
      const statusWith = (received: string) =>
        settle(
          attempt,
          readingAt(1, {
            status: "paid",
            received: Money.parse(received, currency),
            refunded: Money.zero(currency),
          }),
          policy
        ).fields.status

      expect(statusWith(enough)).toBe("captured")
      expect(statusWith(short)).toBe("requires_more")
    }
  )

  test("makes no money of none", () => {
    const policy = { underpaymentTolerancePercent: "100" }

    expect(isPaidInFull(sar("0"), sar("10.00"), policy)).toBe(false)
    expect(isPaidInFull(sar("-1"), sar("0"), policy)).toBe(false)
    expect(isPaidInFull(sar("0.01"), sar("10.00"), policy)).toBe(true)
  })

  test("leaves no exception for what it allows", () => {
    const policy = { underpaymentTolerancePercent: "1" }

    expect(settle(openAttempt(), paid("9.90"), policy).fields.exception).toBeNull()
    expect(settle(openAttempt(), paid("10.01"), policy).fields.exception).toBe("overpaid")
  })
})

describe("an unknown status", () => {
  const unknown = (seconds: number) =>
    readingAt(seconds, { gatewayStatus: "payment LIMBO", unknownStatus: "payment LIMBO" })

  test("is pending, and reported once over all its readings", () => {
    const first = settle(openAttempt(), unknown(1))
    const second = settle(afterwards(openAttempt(), first), unknown(2))

    expect(first.fields.status).toBe("pending")
    expect(first.effects).toEqual([
      { type: "report_unknown_status", gatewayStatus: "payment LIMBO" },
    ])
    expect(second.effects).toEqual([])
  })

  test("is not reported when a newer reading has overtaken it, however often it comes", () => {
    const settled = afterwards(openAttempt(), settle(openAttempt(), readingAt(5)))

    expect(settle(settled, unknown(1)).effects).toEqual([])
  })

  test("of something that is not believed is not reported again and again", () => {
    const mismatched = { ...unknown(1), mismatch: "amount" as const }
    const first = settle(openAttempt(), mismatched)
    const second = settle(afterwards(openAttempt(), first), { ...unknown(2), mismatch: "amount" })

    expect(first.effects).toEqual([{ type: "report_exception", exception: "mismatched" }])
    expect(second.effects).toEqual([])
  })
})
