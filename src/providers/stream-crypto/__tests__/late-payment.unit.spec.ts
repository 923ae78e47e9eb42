import type { Attempt } from "../../../core/attempt"
import { Money } from "../../../core/money"
import { callback, minutes, observe, openAttemptOf, settled } from "./support/readings"

/** A payment whose callback came this many minutes after its time. */
function lateBy(count: number, receivedUsd = "1.00", changes: Partial<Attempt> = {}) {
  const evidence = callback(receivedUsd, minutes(count))
  return openAttemptOf("1.00 USD", { evidence, ...changes })
}

/** What becomes of it when Stream does not know it any more. */
const decided = (attempt: Attempt, latePayment: "manual" | "capture" = "manual") =>
  settled({ reply: "not_found", attempt, at: minutes(600), options: { latePayment } })

describe("money after its time, which staff decides about", () => {
  it.each([
    ["in time", -1, "captured", null],
    ["at the last moment", 0, "captured", null],
    ["a minute later", 1, "captured", null],
    ["15 minutes later", 15, "captured", null],
    ["more than 15 minutes later", 15.01, "expired", "late"],
    ["a day later", 1440, "expired", "late"],
  ])("is taken only when it came at once: %s", (_, count, status, exception) => {
    const attempt = decided(lateBy(count))
    expect(attempt).toMatchObject({ status, exception, nextAction: null })
    expect(attempt.received.toDecimal()).toBe("1.00")
    expect(attempt.gatewayData).toMatchObject({
      late_payment: {
        received_amount_usd: "1.00",
        received_at: minutes(count).toISOString(),
      },
    })
  })

  it("is not taken for a session that the shop has let go of", () => {
    const attempt = decided(lateBy(1, "1.00", { abandonedAt: minutes(-5) }))
    expect(attempt).toMatchObject({ status: "expired", exception: "late" })
  })

  it("is told in full when more came", () => {
    const held = decided(lateBy(60, "2.00"))
    expect(held).toMatchObject({ status: "expired", exception: "late" })
    expect(held.received.toDecimal()).toBe("2.00")
    expect(decided(lateBy(5, "2.00"))).toMatchObject({ status: "captured", exception: "overpaid" })
  })
})

describe("money after its time, which the merchant wants to take", () => {
  it.each([1, 16, 4320])("is taken %d minutes later", (count) => {
    expect(decided(lateBy(count), "capture")).toMatchObject({
      status: "captured",
      exception: null,
    })
  })

  it("is taken by the payment of a session that the shop has let go of, too", () => {
    const attempt = lateBy(60, "1.00", { abandonedAt: minutes(-5) })
    expect(decided(attempt, "capture").status).toBe("captured")
  })
})

describe.each(["manual", "capture"] as const)("late money that is short (%s)", (latePayment) => {
  it.each([1, 60])("is underpaid %d minutes later", (count) => {
    const attempt = decided(lateBy(count, "0.99"), latePayment)
    expect(attempt).toMatchObject({ status: "expired", exception: "underpaid" })
    expect(attempt.received.toDecimal()).toBe("0.99")
  })

  it("is enough within the merchant's tolerance", () => {
    const options = { latePayment, underpaymentTolerancePercent: "1" }
    const at = minutes(600)
    expect(settled({ reply: "not_found", attempt: lateBy(1, "0.99"), at, options }).status).toBe(
      "captured"
    )
  })
})

describe("late money in other currencies", () => {
  it.each(["0.93 EUR", "0.16638 STRM"])("is all of %s or none", (due) => {
    const evidence = callback("1.00", minutes(1))
    const taken = decided(openAttemptOf(due, { evidence }))
    expect(taken.status).toBe("captured")
    expect(taken.received.equals(taken.due)).toBe(true)
    const short = openAttemptOf(due, { evidence: callback("0.99", minutes(1)) })
    expect(decided(short)).toMatchObject({ status: "expired", exception: "underpaid" })
    const held = openAttemptOf(due, { evidence: callback("1.00", minutes(60)) })
    expect(decided(held)).toMatchObject({ status: "expired", exception: "late" })
  })
})

describe("late money that staff sent back", () => {
  const back = (count: number, refunded: string) =>
    lateBy(count, "1.00", {
      status: "expired",
      exception: "late",
      received: openAttemptOf().due,
      refunded: Money.parse(refunded, openAttemptOf().due.currency),
    })

  it.each(["manual", "capture"] as const)("makes no order (%s), and is settled", (latePayment) => {
    for (const count of [1, 60]) {
      const attempt = decided(back(count, "1.00"), latePayment)
      expect(attempt).toMatchObject({ status: "expired", exception: null })
    }
  })

  it("in part is still for staff to see", () => {
    expect(decided(back(60, "0.40"))).toMatchObject({ status: "expired", exception: "underpaid" })
  })
})

describe("a late callback", () => {
  it("alone captures nothing while Stream says something else", () => {
    for (const reply of ["pending", "processing"]) {
      expect(settled({ reply, attempt: lateBy(1), at: minutes(5) }).status).toBe("pending")
    }
  })

  it("is confirmed where Stream says completed", () => {
    const attempt = lateBy(600)
    expect(settled({ reply: "completed", attempt, at: minutes(601) }).status).toBe("captured")
  })

  it("makes an attempt paid that was expired before", () => {
    const expired = settled({ reply: "not_found", at: minutes(3) })
    expect(expired.status).toBe("expired")
    const evidence = callback("1.00", minutes(5))
    const later = settled({
      reply: "not_found",
      attempt: { ...expired, evidence },
      at: minutes(5),
    })
    expect(later).toMatchObject({ status: "captured", exception: null })
  })

  it("of a payment that our clock still calls open waits", () => {
    const observation = observe({
      reply: "not_found",
      attempt: lateBy(-3),
      at: minutes(-1),
      options: { latePayment: "capture" },
    })
    expect(observation).toMatchObject({ status: "pending" })
    expect(observation.received.toDecimal()).toBe("1.00")
  })
})
