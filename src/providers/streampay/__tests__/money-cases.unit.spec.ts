import { settle } from "../../../core/settle"
import { paymentAmount, refundedAmount } from "../amounts"
import { stateOf } from "../payment-link-state"
import type { Invoice, PaymentLink } from "../schemas"
import { attemptOf, money } from "./support/attempt"
import { invoiceReply, linkReply, paymentOf, paymentReply } from "./support/replies"

const NOW = new Date("2026-01-02T03:30:00Z")
const DUE = money("250.00 SAR")

function read(invoices: Invoice[], link: PaymentLink = linkReply()) {
  return stateOf({ link, invoices, now: NOW }, DUE.currency)
}

function settled(
  invoices: Invoice[],
  link?: PaymentLink,
  attempt = attemptOf(DUE, { status: "pending" })
) {
  const { fields } = settle(attempt, { ...read(invoices, link), observedAt: NOW })
  return {
    status: fields.status,
    received: fields.received.toDecimal(),
    refunded: fields.refunded.toDecimal(),
    exception: fields.exception,
  }
}

describe("money that came in", () => {
  it("is counted to the smallest unit", () => {
    expect(settled([invoiceReply("COMPLETED", [paymentOf("250.00")])])).toEqual({
      status: "captured",
      received: "250.00",
      refunded: "0.00",
      exception: null,
    })
  })

  it("is a part: requires_more, and staff sees it", () => {
    expect(settled([invoiceReply("ACCEPTED", [paymentOf("249.99")])])).toMatchObject({
      status: "requires_more",
      received: "249.99",
      exception: "underpaid",
    })
  })

  it("comes in parts that add up", () => {
    const parts = [paymentOf("83.34"), paymentOf("83.33"), paymentOf("83.33")]
    const open = [parts[0], parts[1], paymentOf("83.33", "PENDING")]
    expect(settled([invoiceReply("ACCEPTED", open)])).toMatchObject({
      status: "requires_more",
      received: "166.67",
    })
    expect(settled([invoiceReply("COMPLETED", parts)])).toMatchObject({
      status: "captured",
      received: "250.00",
      exception: null,
    })
  })

  it("is too much: captured, and staff sees the surplus", () => {
    expect(settled([invoiceReply("COMPLETED", [paymentOf("260.00")])])).toMatchObject({
      status: "captured",
      received: "260.00",
      exception: "overpaid",
    })
  })

  it("came twice, on two invoices: captured, and staff sees the second", () => {
    const invoices = [
      invoiceReply("COMPLETED", [paymentOf("250.00")]),
      invoiceReply("COMPLETED", [paymentOf("250.00")]),
    ]
    expect(settled(invoices)).toMatchObject({
      status: "captured",
      received: "500.00",
      exception: "overpaid",
    })
  })

  it.each([
    ["INACTIVE", linkReply({ status: "INACTIVE" })],
    ["past its time", linkReply({ valid_until: "2026-01-02T03:00:00Z" })],
  ])("came late, on a link that is %s: money is money", (_, link) => {
    const attempt = attemptOf(DUE, { status: "canceled", observedStatus: "canceled" })
    const invoices = [invoiceReply("COMPLETED", [paymentOf("250.00")])]
    expect(settled(invoices, link, attempt)).toMatchObject({ status: "captured" })
  })

  it("is read in the smallest unit before the decimal amount, and in either form", () => {
    const amountOf = (changes: Record<string, unknown>) => {
      const [payment] = invoiceReply("COMPLETED", [paymentReply(changes)]).payments ?? []
      return paymentAmount(payment, DUE.currency).toDecimal()
    }
    expect(amountOf({ amount: "1.00", amount_in_smallest_unit: 25000 })).toBe("250.00")
    expect(amountOf({ amount: "250.5", amount_in_smallest_unit: null })).toBe("250.50")
    expect(amountOf({ amount: 250.5, amount_in_smallest_unit: undefined })).toBe("250.50")
    expect(amountOf({ amount_in_smallest_unit: "25000" })).toBe("250.00")
  })

  it.each([
    ["has no amount", { amount: null, amount_in_smallest_unit: null }],
    ["has an amount that is none", { amount: "many", amount_in_smallest_unit: null }],
    ["has too many decimals", { amount: "250.005", amount_in_smallest_unit: null }],
  ])("is never guessed where a payment %s", (_, changes) => {
    expect(() => read([invoiceReply("COMPLETED", [paymentReply(changes)])])).toThrow(
      expect.objectContaining({ reason: "unexpected_reply", retry: true })
    )
  })
})

describe("money in another currency", () => {
  it.each([
    ["of a payment", paymentReply({ currency: "USD" }), {}],
    ["of an invoice", paymentReply({ currency: null }), { currency: "USD" }],
    ["that nobody names", paymentReply({ currency: null }), { currency: null }],
  ])("%s is not believed: pending, and staff sees it", (_, payment, changes) => {
    const invoices = [invoiceReply("COMPLETED", [payment], changes)]
    expect(read(invoices)).toMatchObject({ status: "pending", mismatch: "currency" })
    expect(settled(invoices)).toMatchObject({
      status: "pending",
      received: "0.00",
      exception: "mismatched",
    })
  })

  it("is the same currency in small letters too", () => {
    const invoices = [invoiceReply("COMPLETED", [paymentReply({ currency: "sar" })])]
    expect(settled(invoices)).toMatchObject({ status: "captured" })
  })

  it("does not matter while no money came in by it", () => {
    const declined = paymentReply({ currency: "USD", current_status: "FAILED" })
    const state = read([invoiceReply("CREATED", [declined])])
    expect(state.status).toBe("pending")
    expect(state.mismatch).toBeUndefined()
  })

  it("does not count a completed invoice without payments", () => {
    const sum = { paid_amount_in_smallest_unit: 25000, currency: "USD" }
    expect(settled([invoiceReply("COMPLETED", null, sum)])).toMatchObject({
      status: "pending",
      received: "0.00",
    })
  })
})

describe("an unknown status beside known ones", () => {
  it("does not hide money that is there, and is reported", () => {
    const invoices = [
      invoiceReply("COMPLETED", [paymentOf("250.00"), paymentOf("250.00", "CHARGEBACK_X")]),
    ]
    expect(read(invoices)).toMatchObject({
      status: "paid",
      unknownStatus: "payment CHARGEBACK_X",
    })
    expect(read(invoices).gatewayStatus).toContain("CHARGEBACK_X")
    expect(settled(invoices)).toMatchObject({ status: "captured", received: "250.00" })
  })

  it.each(["FAILED", "CANCELED", "EXPIRED"])("is not written off with %s", (status) => {
    const invoices = [
      invoiceReply("CREATED", [paymentOf("250.00", status), paymentOf("250.00", "HELD_X")]),
    ]
    const state = read(invoices, linkReply({ status: "INACTIVE" }))
    expect(state).toMatchObject({ status: "pending", unknownStatus: "payment HELD_X" })
  })

  it("of a link does not turn a declined payment into a failed one", () => {
    const state = read(
      [invoiceReply("CREATED", [paymentOf("250.00", "FAILED")])],
      linkReply({ status: "PAUSED" })
    )
    expect(state).toMatchObject({ status: "pending", unknownStatus: "payment link PAUSED" })
  })

  it("is a payment without any status", () => {
    const nameless = paymentReply({ current_status: null })
    expect(read([invoiceReply("CREATED", [nameless])])).toMatchObject({
      status: "pending",
      unknownStatus: "payment without a status",
    })
  })
})

describe("a declined payment", () => {
  it("waits while the link says that it was paid: the reading lags behind", () => {
    const state = read(
      [invoiceReply("CREATED", [paymentOf("250.00", "FAILED")])],
      linkReply({ status: "COMPLETED" })
    )
    expect(state.status).toBe("pending")
  })

  it("gives way to one under way, and to one that succeeded", () => {
    const failed = paymentOf("250.00", "FAILED")
    const closed = linkReply({ status: "INACTIVE" })
    const open = [invoiceReply("CREATED", [failed, paymentOf("250.00", "PROCESSING")])]
    const paid = [invoiceReply("COMPLETED", [failed, paymentOf("250.00")])]
    expect(read(open, closed).status).toBe("pending")
    expect(read(paid, closed).status).toBe("paid")
  })
})

describe("money that went back", () => {
  it("before the shop saw it: canceled, nothing is left to take", () => {
    const invoices = [invoiceReply("COMPLETED", [paymentOf("250.00", "REFUNDED")])]
    expect(settled(invoices)).toEqual({
      status: "canceled",
      received: "250.00",
      refunded: "250.00",
      exception: null,
    })
  })

  it("in part: captured, and counted", () => {
    const payment = { ...paymentOf("250.00", "PARTIALLY_REFUNDED"), amount_refunded: "100.00" }
    expect(settled([invoiceReply("COMPLETED", [payment])])).toEqual({
      status: "captured",
      received: "250.00",
      refunded: "100.00",
      exception: null,
    })
  })

  it("for one of two parts does not make up for the other", () => {
    const invoices = [
      invoiceReply("ACCEPTED", [paymentOf("125.00", "REFUNDED"), paymentOf("125.00")]),
    ]
    expect(settled(invoices)).toMatchObject({ status: "requires_more", refunded: "125.00" })
  })

  it("for a first payment leaves a second one in full captured", () => {
    const invoices = [
      invoiceReply("COMPLETED", [paymentOf("250.00", "REFUNDED")]),
      invoiceReply("COMPLETED", [paymentOf("250.00")]),
    ]
    expect(settled(invoices)).toMatchObject({ status: "captured", refunded: "250.00" })
  })

  it("waits for the parts that are still to come", () => {
    const invoices = [
      invoiceReply("ACCEPTED", [paymentOf("125.00", "REFUNDED"), paymentOf("125.00", "PENDING")]),
    ]
    expect(read(invoices).status).toBe("pending")
  })

  it("is the whole payment when it is REFUNDED and no sum is told", () => {
    const [payment] = invoiceReply("COMPLETED", [paymentOf("250.00", "REFUNDED")]).payments ?? []
    expect(refundedAmount(payment, DUE.currency).toDecimal()).toBe("250.00")
  })
})
