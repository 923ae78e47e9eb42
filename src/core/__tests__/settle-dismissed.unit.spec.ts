import fc from "fast-check"
import type { Attempt, PaymentException } from "../attempt"
import { isDismissed } from "../find-exception"
import { Money } from "../money"
import { settle } from "../settle"
import { anyReading, readingAt, SAR } from "./support/arbitraries"
import { afterwards, openAttempt } from "./support/attempts"

const riyals = (amount: string) => Money.parse(amount, SAR)

/** Staff has dismissed what a reading had found. */
const dismissed = (attempt: Attempt, exception: PaymentException): Attempt => ({
  ...attempt,
  dismissed: { exception, received: attempt.received },
  exception: null,
})

const told = (attempt: Attempt, seconds: number, fields: Parameters<typeof readingAt>[1]) =>
  settle(attempt, readingAt(seconds, fields))

const short = () => {
  const attempt = openAttempt()
  return afterwards(attempt, told(attempt, 1, { status: "paid", received: riyals("7.00") }))
}

describe("an exception that staff has dismissed", () => {
  it("is not told again while the gateway says the same", () => {
    const attempt = dismissed(short(), "underpaid")
    const { fields, effects } = told(attempt, 2, { status: "paid", received: riyals("7.00") })
    expect(fields.exception).toBeNull()
    expect(effects).toEqual([])
  })

  it("is told again when more money comes that is still too little", () => {
    const attempt = dismissed(short(), "underpaid")
    const { fields, effects } = told(attempt, 2, { status: "paid", received: riyals("8.00") })
    expect(fields.exception).toBe("underpaid")
    expect(effects).toEqual([{ type: "report_exception", exception: "underpaid" }])
  })

  it("does not keep the payment from being paid", () => {
    const attempt = dismissed(short(), "underpaid")
    const { fields, effects } = told(attempt, 2, { status: "paid", received: riyals("10.00") })
    expect(fields).toMatchObject({ status: "captured", exception: null })
    expect(effects).toEqual([{ type: "capture" }])
  })

  it("does not hide another one", () => {
    const attempt = dismissed(short(), "underpaid")
    const { fields } = told(attempt, 2, { status: "paid", received: riyals("12.00") })
    expect(fields).toMatchObject({ status: "captured", exception: "overpaid" })
  })

  it("does not hide facts of another payment", () => {
    const attempt = dismissed(short(), "underpaid")
    const { fields } = told(attempt, 2, { status: "paid", mismatch: "currency" })
    expect(fields.exception).toBe("mismatched")
  })

  it.each(["late", "duplicate", "orphaned"] as const)(
    "that was found with Medusa stays dismissed: %s",
    (exception) => {
      const paid = openAttempt({ status: "captured", received: riyals("10.00"), exception })
      const attempt = dismissed({ ...paid, appliedStatus: "captured" }, exception)
      const { fields } = told(attempt, 2, { status: "paid", received: riyals("10.00") })
      expect(fields.exception).toBeNull()
      expect(isDismissed(attempt, exception)).toBe(true)
      expect(isDismissed({ ...attempt, received: riyals("10.01") }, exception)).toBe(false)
    }
  )

  it("is told by no reading that brings no money, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 6 }), (readings) => {
        let attempt = dismissed(short(), "underpaid")
        for (const reading of readings) {
          attempt = afterwards(attempt, settle(attempt, reading))
          const hasMore = attempt.received.compare(riyals("7.00")) > 0
          if (!hasMore && attempt.exception === "underpaid") {
            return false
          }
        }
        return true
      })
    )
  })
})
