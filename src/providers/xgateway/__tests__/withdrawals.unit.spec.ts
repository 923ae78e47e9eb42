import fc from "fast-check"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import type { Attempt } from "../../../core/attempt"
import { netRefundedOf } from "../../../core/attempt"
import { settle } from "../../../core/settle"
import { type Transaction, transactionSchema } from "../schemas"
import { readRefunds } from "../withdrawals"
import {
  channelAttempt,
  evidence,
  money,
  ScriptedApi,
  transactionReply,
  TX,
  worth,
} from "./support/api"

const KEY = "refund_0123456789abcdef"

const withdrawal = (digit: number, status: string, orderId: string | null = `${KEY}_${digit}`) =>
  transactionSchema.parse(
    transactionReply(TX(digit), { type: "withdrawal", status, orderId, info: worth("10") })
  )

const sent = (digit: number, amount = "50.00") => ({
  order_id: `${KEY}_${digit}`,
  transaction_id: TX(digit),
  amount,
})

/** A captured attempt of which these refunds are booked. */
function booked(...refunds: ReturnType<typeof sent>[]): Attempt {
  const refunded = refunds.reduce(
    (sum, { amount }) => sum.add(money(`${amount} USD`)),
    money("0 USD")
  )
  return channelAttempt({
    status: "captured",
    received: money("250.00 USD"),
    refunded,
    gatewayData: { flow: "channel", customer_id: SESSION_ID, refunds },
  })
}

function sums(attempt: Attempt, withdrawals: readonly Transaction[]) {
  const { refunded, failedRefunds, openRefunds } = readRefunds(attempt, withdrawals)
  return [refunded, failedRefunds, openRefunds].map((sum) => sum.toDecimal())
}

describe("a withdrawal that was booked", () => {
  it.each([
    ["confirmed", "0.00", "0.00"],
    ["failed", "50.00", "0.00"],
    ["pending", "0.00", "50.00"],
    ["processing", "0.00", "50.00"],
    // Confirmed only where an invoice says so; a withdrawal has none.
    ["completed", "0.00", "50.00"],
    ["nobody_knows", "0.00", "50.00"],
    ["", "0.00", "50.00"],
  ])("and is %s: failed %s, open %s", (status, failed, open) => {
    expect(sums(booked(sent(1)), [withdrawal(1, status)])).toEqual(["50.00", failed, open])
  })

  it("and is not found is open", () => {
    expect(sums(booked(sent(1)), [])).toEqual(["50.00", "0.00", "50.00"])
  })

  it.each([
    ["failed", "failed", "50.00", "0.00"],
    ["failed", "processing", "0.00", "50.00"],
    ["failed", "confirmed", "0.00", "0.00"],
  ])("and has two of its order id, %s and %s: failed %s, open %s", (one, other, failed, open) => {
    const withdrawals = [withdrawal(1, one), withdrawal(2, other, `${KEY}_1`)]
    expect(sums(booked(sent(1)), withdrawals)).toEqual(["50.00", failed, open])
  })

  it("and failed is told in words, once, and as nothing strange", () => {
    const { words, reports } = readRefunds(booked(sent(1)), [withdrawal(1, "failed")])
    expect(words).toEqual([`withdrawal ${TX(1)} failed`])
    expect(reports).toEqual([])
  })

  it("and failed stays so when it cannot be read any more", () => {
    const attempt = booked(sent(1), sent(2))
    const { withdrawals } = readRefunds(attempt, [withdrawal(1, "failed")])
    const later = { ...attempt, gatewayData: { ...attempt.gatewayData, withdrawals } }
    expect(sums(later, [withdrawal(2, "confirmed")])).toEqual(["100.00", "50.00", "0.00"])
  })
})

it("that is confirmed after it failed is reported", () => {
  const attempt = booked(sent(1))
  const { withdrawals } = readRefunds(attempt, [withdrawal(1, "failed")])
  const later = { ...attempt, gatewayData: { ...attempt.gatewayData, withdrawals } }
  expect(readRefunds(later, [withdrawal(1, "confirmed")]).reports).toEqual([
    `withdrawal ${TX(1)} confirmed after it failed`,
  ])
})

describe("a withdrawal that was not booked", () => {
  it("and failed counts nowhere, and is reported", () => {
    const state = readRefunds(booked(), [withdrawal(1, "failed")])
    expect(sums(booked(), [withdrawal(1, "failed")])).toEqual(["0.00", "0.00", "0.00"])
    expect(state.reports).toEqual([`withdrawal ${TX(1)} failed, nothing went back`])
  })

  it("and failed while its answer was lost counts nowhere: it is sent anew", () => {
    const pendingRefund = {
      key: KEY,
      amount: money("50.00 USD"),
      refundedBefore: money("0.00 USD"),
      isBooked: true,
    }
    const attempt = { ...booked(), pendingRefund }
    expect(sums(attempt, [withdrawal(1, "failed", KEY)])).toEqual(["0.00", "0.00", "0.00"])
  })

  it("is counted, and open, once it is found after its answer was lost", () => {
    const pendingRefund = {
      key: KEY,
      amount: money("50.00 USD"),
      refundedBefore: money("0.00 USD"),
      isBooked: true,
    }
    const attempt = { ...booked(), pendingRefund }
    const found = readRefunds(attempt, [withdrawal(1, "processing", KEY)])
    expect(sums(attempt, [withdrawal(1, "processing", KEY)])).toEqual(["50.00", "0.00", "50.00"])
    const { refunds, refunded } = found
    const later = {
      ...attempt,
      refunded,
      pendingRefund: null,
      gatewayData: { ...attempt.gatewayData, refunds },
    }
    expect(sums(later, [withdrawal(1, "failed", KEY)])).toEqual(["50.00", "50.00", "0.00"])
  })
})

it("never says that more failed than was counted, whatever became of the withdrawals", () => {
  const status = fc.constantFrom("confirmed", "failed", "pending", "processing", "odd")
  const story = fc.array(fc.tuple(status, fc.boolean()), { maxLength: 8 })
  fc.assert(
    fc.property(story, fc.array(story, { maxLength: 4 }), (first, others) => {
      const refunds = first.flatMap(([, isBooked], nth) => (isBooked ? [sent(nth + 1)] : []))
      let attempt = booked(...refunds)
      for (const told of [first, ...others]) {
        const withdrawals = told.map(([word], nth) => withdrawal(nth + 1, word))
        const { refunded, failedRefunds, openRefunds, ...state } = readRefunds(attempt, withdrawals)
        expect(failedRefunds.add(openRefunds).compare(refunded)).toBeLessThanOrEqual(0)
        const { fields } = settle(attempt, {
          status: "paid",
          gatewayStatus: "",
          observedAt: new Date(),
          received: attempt.received,
          refunded,
          failedRefunds,
          openRefunds,
          gatewayData: { withdrawals: state.withdrawals },
        })
        expect(fields.failedRefunds.compare(attempt.failedRefunds)).toBeGreaterThanOrEqual(0)
        attempt = { ...attempt, ...fields }
        expect(netRefundedOf(attempt).minor).toBeGreaterThanOrEqual(0n)
      }
    })
  )
})

describe("a reading", () => {
  let api: ScriptedApi

  beforeAll(async () => {
    api = await ScriptedApi.start()
  })

  afterAll(() => api.stop())

  beforeEach(() => api.reset())

  it("tells what failed and what is open", async () => {
    api.transaction(TX(5))
    for (const [digit, status] of [
      [1, "failed"],
      [2, "processing"],
      [3, "confirmed"],
    ] as const) {
      const orderId = `${KEY}_${digit}`
      api.transaction(TX(digit), { type: "withdrawal", status, orderId })
    }
    const { gatewayData, ...attempt } = booked(sent(1, "10.00"), sent(2, "20.00"), sent(3, "30.00"))
    const observation = await api
      .gateway()
      .read({ ...attempt, gatewayData, evidence: evidence(TX(5)) }, new Date())
    expect(observation.refunded.toDecimal()).toBe("60.00")
    expect(observation.failedRefunds?.toDecimal()).toBe("10.00")
    expect(observation.openRefunds?.toDecimal()).toBe("20.00")
    expect(observation).not.toHaveProperty("unknownStatus")
    expect(observation.gatewayStatus).toContain(`withdrawal ${TX(1)} failed`)
  })

  it("of all that came, sent back and failed, leaves the money there", async () => {
    api.transaction(TX(5))
    api.transaction(TX(1), { type: "withdrawal", status: "failed", orderId: `${KEY}_1` })
    const attempt = { ...booked(sent(1, "250.00")), evidence: evidence(TX(5)) }
    expect(await api.gateway().read(attempt, new Date())).toMatchObject({ status: "paid" })
  })

  it("without refunds tells no sums of them", async () => {
    api.transaction(TX(5))
    const attempt = { ...booked(), evidence: evidence(TX(5)) }
    const observation = await api.gateway().read(attempt, new Date())
    expect(observation).not.toHaveProperty("failedRefunds")
    expect(observation).not.toHaveProperty("openRefunds")
  })
})
