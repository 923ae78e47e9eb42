import { PaymentSessionStatus } from "@medusajs/framework/utils"
import { sessionStatusOf } from "../../../core/session-data"
import { settle } from "../../../core/settle"
import type { Invoice, PaymentLink } from "../schemas"
import { stateOf } from "../payment-link-state"
import { attemptOf, money } from "./support/attempt"
import { invoiceReply, linkReply, paymentOf } from "./support/replies"

/*
 * The status tables of StreamPay's API reference (Payment.current_status, PaymentLink.status,
 * Invoice.status) and what each means for a payment session, written down here on their own.
 */

const NOW = new Date("2026-01-02T03:30:00Z")
const DUE = money("250.00 SAR")
const { PENDING, REQUIRES_MORE, CAPTURED, CANCELED, ERROR } = PaymentSessionStatus

function read(link: PaymentLink, invoices: Invoice[]) {
  return stateOf({ link, invoices, now: NOW }, DUE.currency)
}

/** Medusa's status of a session after a reading of its link. */
function statusAfter(link: PaymentLink, invoices: Invoice[], attempt = attemptOf(DUE)) {
  const observation = { ...read(link, invoices), observedAt: NOW }
  return sessionStatusOf(settle(attempt, observation).fields.status)
}

const PAYABLE = linkReply()
const CLOSED = [
  ["deactivated", linkReply({ status: "INACTIVE" })],
  ["past its time", linkReply({ valid_until: "2026-01-02T03:00:00Z" })],
] as const

describe("payment.current_status", () => {
  const rows = [
    { status: "PENDING", whilePayable: PENDING, onceClosed: PENDING },
    { status: "PROCESSING", whilePayable: PENDING, onceClosed: PENDING },
    { status: "UNDER_REVIEW", whilePayable: PENDING, onceClosed: PENDING },
    { status: "SUCCEEDED", whilePayable: CAPTURED, onceClosed: CAPTURED },
    { status: "SETTLED", whilePayable: CAPTURED, onceClosed: CAPTURED },
    { status: "FAILED_INITIATION", whilePayable: PENDING, onceClosed: ERROR },
    { status: "FAILED", whilePayable: PENDING, onceClosed: ERROR },
    { status: "CANCELED", whilePayable: CANCELED, onceClosed: CANCELED },
    { status: "EXPIRED", whilePayable: CANCELED, onceClosed: CANCELED },
    { status: "REFUNDED", whilePayable: CANCELED, onceClosed: CANCELED },
    { status: "PARTIALLY_REFUNDED", whilePayable: CAPTURED, onceClosed: CAPTURED },
    { status: "A_STATUS_OF_NEXT_YEAR", whilePayable: PENDING, onceClosed: PENDING },
  ] as const

  describe.each(rows)("$status", ({ status, whilePayable, onceClosed }) => {
    const invoices = [invoiceReply("CREATED", [paymentOf("250.00", status)])]

    it(`is ${whilePayable} while the link can be paid`, () => {
      expect(statusAfter(PAYABLE, invoices)).toBe(whilePayable)
      expect(read(PAYABLE, invoices).gatewayStatus).toBe(`payment ${status}`)
    })

    it.each(CLOSED)(`is ${onceClosed} once the link is %s`, (_, link) => {
      expect(statusAfter(link, invoices)).toBe(onceClosed)
    })

    it("never takes back what was captured", () => {
      const attempt = attemptOf(DUE, { status: "captured", received: DUE })
      expect(statusAfter(PAYABLE, invoices, attempt)).toBe(CAPTURED)
    })
  })

  it.each(["SUCCEEDED", "SETTLED", "PARTIALLY_REFUNDED"])(
    "%s of less than the sum due is requires_more",
    (status) => {
      expect(statusAfter(PAYABLE, [invoiceReply("ACCEPTED", [paymentOf("249.99", status)])])).toBe(
        REQUIRES_MORE
      )
    }
  )

  it("names an unknown status, so that it is reported", () => {
    const state = read(PAYABLE, [invoiceReply("CREATED", [paymentOf("250.00", "CHARGEBACK_X")])])
    expect(state).toMatchObject({ status: "pending", unknownStatus: "payment CHARGEBACK_X" })
  })

  it("tells canceled and expired apart, which are one for Medusa", () => {
    const statusOf = (status: string) =>
      read(PAYABLE, [invoiceReply("CREATED", [paymentOf("250.00", status)])]).status
    expect(statusOf("CANCELED")).toBe("canceled")
    expect(statusOf("EXPIRED")).toBe("expired")
  })
})

describe("payment_link.status without an invoice", () => {
  const rows = [
    { row: "ACTIVE before valid_until", link: linkReply(), expected: PENDING },
    {
      row: "ACTIVE without valid_until",
      link: linkReply({ valid_until: null }),
      expected: PENDING,
    },
    {
      row: "ACTIVE at valid_until",
      link: linkReply({ valid_until: "2026-01-02T03:30:00Z" }),
      expected: CANCELED,
    },
    {
      row: "ACTIVE after valid_until",
      link: linkReply({ valid_until: "2026-01-02T03:00:00" }),
      expected: CANCELED,
    },
    { row: "INACTIVE", link: linkReply({ status: "INACTIVE" }), expected: CANCELED },
    {
      row: "COMPLETED, its invoice not visible yet",
      link: linkReply({ status: "COMPLETED" }),
      expected: PENDING,
    },
    {
      row: "COMPLETED after valid_until, its invoice not visible yet",
      link: linkReply({ status: "COMPLETED", valid_until: "2026-01-02T03:00:00Z" }),
      expected: PENDING,
    },
    {
      row: "a status of next year",
      link: linkReply({ status: "PAUSED" }),
      expected: PENDING,
    },
  ]

  it.each(rows)("$row is $expected", ({ link, expected }) => {
    expect(statusAfter(link, [])).toBe(expected)
  })

  it("names an unknown status, so that it is reported", () => {
    expect(read(linkReply({ status: "PAUSED" }), [])).toMatchObject({
      status: "pending",
      unknownStatus: "payment link PAUSED",
    })
  })

  it("says that a link past its time has expired, not that somebody canceled it", () => {
    expect(read(linkReply({ valid_until: "2026-01-02T03:00:00Z" }), []).status).toBe("expired")
    expect(read(linkReply({ status: "INACTIVE" }), []).status).toBe("canceled")
  })
})

describe("invoice.status without a deciding payment", () => {
  const rows = [
    { status: "DRAFT", expected: PENDING },
    { status: "CREATED", expected: PENDING },
    { status: "SENT", expected: PENDING },
    { status: "ACCEPTED", expected: PENDING },
    { status: "COMPLETED", expected: PENDING },
    { status: "REJECTED", expected: ERROR },
    { status: "CANCELED", expected: CANCELED },
    { status: "EXPIRED", expected: CANCELED },
    { status: "A_STATUS_OF_NEXT_YEAR", expected: PENDING },
    { status: "constructor", expected: PENDING },
  ]

  it.each(rows)("$status is $expected", ({ status, expected }) => {
    expect(statusAfter(PAYABLE, [invoiceReply(status, [])])).toBe(expected)
    expect(statusAfter(PAYABLE, [invoiceReply(status, null)])).toBe(expected)
  })

  it("ACCEPTED with a part of the money is requires_more", () => {
    const invoices = [
      invoiceReply("ACCEPTED", [paymentOf("100.00"), paymentOf("150.00", "PENDING")]),
    ]
    expect(statusAfter(PAYABLE, invoices)).toBe(REQUIRES_MORE)
  })

  it("COMPLETED with all of the money is captured", () => {
    const link = linkReply({ status: "COMPLETED" })
    expect(statusAfter(link, [invoiceReply("COMPLETED", [paymentOf("250.00")])])).toBe(CAPTURED)
  })

  it("COMPLETED is captured by its own sum where the reply lacks the payments", () => {
    const invoices = [invoiceReply("COMPLETED", null, { paid_amount_in_smallest_unit: 25000 })]
    expect(statusAfter(PAYABLE, invoices)).toBe(CAPTURED)
    expect(read(PAYABLE, invoices).gatewayStatus).toBe("payment of a completed invoice")
  })

  it.each(["CREATED", "ACCEPTED", "CANCELED"])(
    "%s is never paid by its own sum alone",
    (status) => {
      const invoices = [invoiceReply(status, null, { paid_amount_in_smallest_unit: 25000 })]
      expect(statusAfter(PAYABLE, invoices)).not.toBe(CAPTURED)
    }
  )

  it("names an unknown status, so that it is reported", () => {
    expect(read(PAYABLE, [invoiceReply("ARCHIVED", [])])).toMatchObject({
      status: "pending",
      unknownStatus: "invoice ARCHIVED",
    })
  })
})
