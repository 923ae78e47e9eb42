import fc from "fast-check"
import { settle } from "../../../core/settle"
import { PAYMENT_STATUSES } from "../statuses"
import {
  callback,
  EXPIRY,
  minutes,
  observe,
  openAttemptOf,
  paymentOf,
  settled,
} from "./support/readings"

const paidWith = (receivedUsd: string, due = "1.00 USD") =>
  openAttemptOf(due, { evidence: callback(receivedUsd) })

const HASH = "9HKiSMrjFvmT1Pb7bTCZ8XPUQukRfSyQ58WJCmfXyWgX"

describe("pending", () => {
  it.each([
    ["10 minutes before its time is over", -10, "requires_more"],
    ["a moment before", -0.001, "requires_more"],
    ["at that moment", 0, "pending"],
    ["a minute later", 1, "pending"],
    ["a day later", 1440, "pending"],
  ])("%s waits", (_, at, status) => {
    const observation = observe({ reply: "pending", at: minutes(at) })
    expect(observation).toMatchObject({ status, gatewayStatus: "pending", expiresAt: EXPIRY })
    expect(observation.received.isZero()).toBe(true)
    expect(settled({ reply: "pending", at: minutes(at) })).toMatchObject({
      status,
      exception: null,
      mismatch: null,
    })
  })

  it.each([
    [-1, true],
    [1, true],
    [2, true],
    [2.01, false],
  ])("%d minutes after its time can still be paid: %s", (at, isPayable) => {
    const { nextAction } = settled({ reply: "pending", at: minutes(at) })
    expect(nextAction !== null).toBe(isPayable)
  })

  it("takes over a time that Stream has changed", () => {
    const reply = paymentOf("pending", { expiry_at: "2026-05-01T12:30:00+00:00" })
    expect(settled({ reply }).expiresAt).toEqual(minutes(20))
    for (const nothing of [undefined, null, "", "soon"]) {
      const without = paymentOf("pending", { expiry_at: nothing })
      expect(settled({ reply: without }).expiresAt).toEqual(EXPIRY)
    }
  })

  it("with a callback of less is underpaid, and nobody is asked to pay again", () => {
    const attempt = settled({ reply: "pending", attempt: paidWith("0.50") })
    expect(attempt).toMatchObject({ status: "pending", exception: "underpaid", nextAction: null })
    expect(attempt.received.toString()).toBe("0.50 USD")
    expect(attempt.gatewayData).toMatchObject({ received_amount_usd: "0.50" })
  })

  it("with a callback of enough is not paid before Stream's API says so", () => {
    const attempt = settled({ reply: "pending", attempt: paidWith("1.00") })
    expect(attempt).toMatchObject({ status: "pending", exception: null, nextAction: null })
    expect(attempt.received.toString()).toBe("1.00 USD")
  })

  it.each(["0.93 EUR", "0.16638 STRM"])("of %s with a callback of less is underpaid", (due) => {
    const attempt = settled({ reply: "pending", attempt: paidWith("0.50", due) })
    expect(attempt).toMatchObject({ status: "pending", exception: "underpaid" })
    expect(attempt.received.isPositive()).toBe(true)
  })
})

describe("completed", () => {
  it.each(["1.00 USD", "0.93 EUR", "0.16638 STRM"])("is paid: %s", (due) => {
    const attempt = settled({ reply: "completed", attempt: openAttemptOf(due) })
    expect(attempt).toMatchObject({ status: "captured", exception: null, nextAction: null })
    expect(attempt.received.equals(attempt.due)).toBe(true)
    expect(attempt.gatewayData).toMatchObject({ completed: true })
  })

  it.each([
    ["as much", "1.00", "captured", null, "1.00"],
    ["more", "2.00", "captured", "overpaid", "2.00"],
    ["a cent more", "1.01", "captured", "overpaid", "1.01"],
    ["less than a cent more", "1.009", "captured", null, "1.00"],
    ["a cent less", "0.99", "pending", "underpaid", "0.99"],
    ["less than a cent less", "0.999", "pending", "underpaid", "0.99"],
    ["nothing", "0.00", "pending", "underpaid", "0.00"],
  ])("with a callback of %s", (_, receivedUsd, status, exception, received) => {
    const attempt = settled({ reply: "completed", attempt: paidWith(receivedUsd) })
    expect(attempt).toMatchObject({ status, exception })
    expect(attempt.received.toDecimal()).toBe(received)
  })

  it("keeps what came above, for staff", () => {
    const inDollars = settled({ reply: "completed", attempt: paidWith("2.00") })
    expect(inDollars.gatewayData).toMatchObject({
      received_amount_usd: "2.00",
      overpaid_usd: "1.00",
    })
    const inEuros = settled({ reply: "completed", attempt: paidWith("2.00", "0.93 EUR") })
    expect(inEuros).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(inEuros.received.toString()).toBe("1.86 EUR")
    expect(inEuros.gatewayData).toMatchObject({ overpaid_usd: "1.00" })
  })

  it.each(["0.93 EUR", "0.16638 STRM"])("of %s with a callback of less is not paid", (due) => {
    expect(settled({ reply: "completed", attempt: paidWith("0.99", due) })).toMatchObject({
      status: "pending",
      exception: "underpaid",
    })
  })

  it.each([
    ["1", "0.99", "captured"],
    ["0.5", "0.99", "pending"],
  ])("with a tolerance of %s percent and a callback of %s is %s", (percent, usd, status) => {
    const options = { underpaymentTolerancePercent: percent }
    expect(settled({ reply: "completed", attempt: paidWith(usd), options }).status).toBe(status)
  })

  it("after its time is paid all the same", () => {
    expect(settled({ reply: "completed", at: minutes(600) }).status).toBe("captured")
  })

  it("keeps the transaction for staff, once it is there", () => {
    const reply = paymentOf("completed", {
      transaction_hash: HASH,
      processed_at: "2026-05-01T12:05:00+02:00",
      signer_id: "someone.strm",
    })
    const { gatewayData } = settled({ reply })
    expect(gatewayData).toMatchObject({
      transaction_hash: HASH,
      processed_at: "2026-05-01T10:05:00.000Z",
    })
    expect(JSON.stringify(gatewayData)).not.toContain("someone")
    expect(settled({ reply: "completed" }).gatewayData).not.toHaveProperty("transaction_hash")
    const odd = paymentOf("completed", { transaction_hash: "\0", processed_at: "then" })
    expect(settled({ reply: odd }).gatewayData).not.toHaveProperty("transaction_hash")
  })
})

describe("not_found", () => {
  it.each([
    ["before its time is over is not believed", -1, "pending"],
    ["when its time is over is expired", 0, "expired"],
    ["later is expired", 600, "expired"],
  ])("%s", (_, at, status) => {
    const attempt = settled({ reply: "not_found", at: minutes(at) })
    expect(attempt).toMatchObject({ status, exception: null, gatewayStatus: "not_found" })
  })

  it("leaves the payer nothing to do when its time is over, and all before", () => {
    expect(settled({ reply: "not_found", at: minutes(1) }).nextAction).toBeNull()
    expect(settled({ reply: "not_found", at: minutes(-1) }).nextAction).not.toBeNull()
  })

  it("is the same with the payment's other fields", () => {
    const reply = paymentOf("not_found", { name: null, payment_id: null })
    expect(observe({ reply, at: minutes(1) })).toMatchObject({ status: "expired" })
    expect(observe({ reply, at: minutes(1) }).mismatch).toBeUndefined()
  })

  it("is expired a day after creation where Stream told no time", () => {
    const attempt = openAttemptOf("1.00 USD", { expiresAt: null, createdAt: minutes(0) })
    expect(settled({ reply: "not_found", attempt, at: minutes(1439) }).status).toBe("pending")
    expect(settled({ reply: "not_found", attempt, at: minutes(1440) }).status).toBe("expired")
  })

  it("after it was seen completed stays paid", () => {
    const paid = settled({ reply: "completed" })
    const again = settled({ reply: "not_found", attempt: paid, at: minutes(60) })
    expect(again).toMatchObject({ status: "captured", observedStatus: "paid", exception: null })
  })

  it("after it was seen completed, and short, stays short", () => {
    const short = settled({ reply: "completed", attempt: paidWith("0.50") })
    const later = settled({ reply: "not_found", attempt: short, at: minutes(60) })
    expect(later).toMatchObject({ status: "pending", exception: "underpaid" })
    const evidence = { ...short.evidence, ...callback("1.00", minutes(200)) }
    expect(
      settled({ reply: "not_found", attempt: { ...later, evidence }, at: minutes(201) })
    ).toMatchObject({ status: "captured", exception: null })
  })
})

describe("ERR_CALLBACK", () => {
  it.each([
    ["nothing", {}, {}, "pending", "0.00"],
    ["an empty transaction", { transaction_hash: "" }, {}, "pending", "0.00"],
    ["a transaction", { transaction_hash: HASH }, {}, "captured", "1.00"],
    ["a callback of enough", {}, callback("1.00"), "captured", "1.00"],
    ["a callback of less", {}, callback("0.50"), "pending", "0.50"],
    ["both, the callback of less", { transaction_hash: HASH }, callback("0.50"), "pending", "0.50"],
    [
      "a callback of another payment",
      {},
      callback("1.00", minutes(-1), { payment_id: "AnotherPayment00000001" }),
      "pending",
      "0.00",
    ],
  ])("with %s", (_, changes, evidence, status, received) => {
    const reply = paymentOf("ERR_CALLBACK", changes)
    const attempt = openAttemptOf("1.00 USD", { evidence })
    for (const at of [-2, 5]) {
      const read = settled({ reply, attempt, at: minutes(at) })
      expect(read).toMatchObject({ status, nextAction: null })
      expect(read.received.toDecimal()).toBe(received)
    }
  })

  it("is a status that is known", () => {
    expect(observe({ reply: "ERR_CALLBACK" }).unknownStatus).toBeUndefined()
  })
})

describe("a status that no document knows", () => {
  it.each(["processing", "COMPLETED", "Completed", "refunded", "failed", "expired", "toString"])(
    "is pending and reported: %s",
    (status) => {
      const observation = observe({ reply: status })
      expect(observation).toMatchObject({ status: "pending", unknownStatus: status })
      const { effects } = settle(openAttemptOf(), observation)
      expect(effects).toContainEqual({ type: "report_unknown_status", gatewayStatus: status })
    }
  )

  it("is shown without what no log and no database takes", () => {
    const { gatewayStatus } = observe({ reply: `par\0tial\n${"x".repeat(500)}` })
    expect(gatewayStatus).toMatch(/^par\?tial\?x{51}$/)
  })

  it("is never paid, whatever callbacks say", () => {
    expect(settled({ reply: "settled", attempt: paidWith("1.00") })).toMatchObject({
      status: "pending",
    })
  })
})

describe("money that staff has sent back", () => {
  const back = (refunded: string, receivedUsd = "1.00") => {
    const attempt = paidWith(receivedUsd)
    return { ...attempt, received: attempt.due, refunded: openAttemptOf(`${refunded} USD`).due }
  }

  it("makes no order, when Stream says completed after that", () => {
    const attempt = settled({ reply: "completed", attempt: back("1.00") })
    expect(attempt).toMatchObject({ status: "canceled", exception: null })
    expect(attempt.refunded.toDecimal()).toBe("1.00")
  })

  it("makes no order either when a part of it went back", () => {
    expect(settled({ reply: "completed", attempt: back("0.10") })).toMatchObject({
      status: "canceled",
      exception: "underpaid",
    })
  })

  it("makes no order when the refund was recorded as made by hand", () => {
    const { refunded: refundedByHand, ...attempt } = back("1.00")
    const byHand = { ...attempt, refunded: openAttemptOf().refunded, refundedByHand }
    expect(settled({ reply: "completed", attempt: byHand }).status).toBe("canceled")
  })

  it("may be what came above", () => {
    expect(settled({ reply: "completed", attempt: back("1.00", "2.00") }).status).toBe("captured")
  })

  it("leaves a captured payment captured", () => {
    const attempt = { ...back("1.00"), status: "captured" as const }
    expect(observe({ reply: "completed", attempt })).toMatchObject({ status: "paid" })
  })
})

it("all documented statuses have their cases here", () => {
  expect(Object.keys(PAYMENT_STATUSES).sort()).toEqual([
    "ERR_CALLBACK",
    "completed",
    "not_found",
    "pending",
  ])
})

it("no reply is paid but a completed one, or one with a proof", () => {
  const words = fc.oneof(
    fc.constantFrom(...Object.keys(PAYMENT_STATUSES)),
    fc.string({ minLength: 1 })
  )
  const usd = fc.option(fc.constantFrom("0.00", "0.50", "0.99", "1.00", "2.00"), { nil: undefined })
  fc.assert(
    fc.property(words, usd, fc.integer({ min: -20, max: 40 }), (status, received, at) => {
      const evidence = received === undefined ? {} : callback(received, minutes(1))
      const attempt = openAttemptOf("1.00 USD", { evidence })
      const { status: outcome } = settled({ reply: status, attempt, at: minutes(at) })
      const isShort = received !== undefined && ["0.00", "0.50", "0.99"].includes(received)
      const isProven =
        status === "completed" ||
        (status === "ERR_CALLBACK" && received !== undefined) ||
        (status === "not_found" && received !== undefined && at >= 0)
      expect(outcome === "captured").toBe(isProven && !isShort)
    })
  )
})
