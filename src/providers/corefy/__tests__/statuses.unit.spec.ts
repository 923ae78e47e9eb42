import { PaymentSessionStatus } from "@medusajs/framework/utils"
import { attemptOf } from "../../../core/__tests__/support/attempts"
import { sessionStatusOf } from "../../../core/session-data"
import { settle } from "../../../core/settle"
import { stateOf } from "../invoice-state"
import { INVOICE_STATUSES, REFUND_STATUSES } from "../statuses"
import { invoiceOf } from "./support/invoices"
import { money } from "./support/money"

/*
 * The statuses of Corefy's documentation (payment invoice, release notes) and what each means for
 * a payment session, written down here on their own.
 */

const DUE = money("10.50 USD")
const { PENDING, REQUIRES_MORE, AUTHORIZED, CAPTURED, CANCELED, ERROR } = PaymentSessionStatus
const PAID = { processed_amount: 10.5 }
const PAGE = { hpp_url: "https://com.paycore.io/hpp/?cpi=1" }

function stateAfter(changes: Record<string, unknown>, acceptPartial = false) {
  return stateOf(invoiceOf(changes), DUE, { acceptPartial })
}

function attempt(status: "requires_more" | "captured") {
  const names = { gateway: "corefy", providerId: "pp_corefy_corefy" }
  return attemptOf(DUE, names, { status, ...(status === "captured" && { received: DUE }) })
}

function settled(
  changes: Record<string, unknown>,
  {
    acceptPartial = false,
    before = "requires_more",
  }: { acceptPartial?: boolean; before?: "requires_more" | "captured" } = {}
) {
  const state = stateAfter(changes, acceptPartial)
  const policy = { underpaymentTolerancePercent: "0", partialPayment: acceptPartial }
  return settle(attempt(before), { ...state, observedAt: new Date() }, policy).fields
}

function sessionAfter(...args: Parameters<typeof settled>) {
  return sessionStatusOf(settled(...args).status)
}

const rows = [
  { status: "created", session: REQUIRES_MORE },
  { status: "processing", session: PENDING },
  { status: "process_pending", session: PENDING },
  { status: "process_pending", with: PAGE, session: REQUIRES_MORE },
  { status: "process_error", session: PENDING },
  { status: "process_failed", session: ERROR },
  { status: "processed", with: PAID, session: CAPTURED },
  { status: "processed", session: PENDING },
  { status: "partially_processed", with: { processed_amount: 4 }, session: PENDING },
  { status: "partially_processed", with: PAID, session: PENDING },
  { status: "expired", session: CANCELED },
  { status: "terminated", session: CANCELED },
  { status: "canceled", session: CANCELED },
  { status: "authorize_required", session: REQUIRES_MORE },
  { status: "authorize_failed", session: ERROR },
  { status: "authorized", with: { reserved_amount: 10.5 }, session: AUTHORIZED },
  { status: "reserved", with: { reserved_amount: 10.5 }, session: AUTHORIZED },
  { status: "authorized", session: PENDING },
  { status: "reserved", with: { reserved_amount: 10.49 }, session: PENDING },
  { status: "verified", session: ERROR },
  { status: "verify_pending", session: ERROR },
  { status: "verify_error", session: ERROR },
  { status: "verify_failed", session: ERROR },
  { status: "verify_of_next_year", session: ERROR },
  { status: "refunding", with: PAID, session: CAPTURED },
  { status: "refund_pending", with: PAID, session: CAPTURED },
  { status: "refund_error", with: PAID, session: CAPTURED },
  { status: "refund_failed", with: PAID, session: CAPTURED },
  { status: "a_status_of_next_year", with: PAID, session: PENDING },
  { status: "constructor", with: PAID, session: PENDING },
  { status: "PROCESSED", with: PAID, session: PENDING },
] as const

describe.each(rows)("$status", ({ status, session, ...row }) => {
  const changes = { status, ...("with" in row && row.with) }

  it(`is ${session} (${JSON.stringify(changes)})`, () => {
    expect(sessionAfter(changes)).toBe(session)
    expect(stateAfter(changes).gatewayStatus).toContain(status)
  })

  it("never takes back what is captured", () => {
    expect(sessionAfter(changes, { before: "captured" })).toBe(CAPTURED)
  })
})

it("has a row for each status of the table", () => {
  const gone = ["partially_refunded", "refunded", "charged_back", "partially_charged_back"]
  const tested = new Set<string>([...rows.map(({ status }) => status), ...gone])
  expect(Object.keys(INVOICE_STATUSES).filter((status) => !tested.has(status))).toEqual([])
})

describe("money that went back", () => {
  const cases = [
    { status: "refunded", told: { refunded_amount: 10.5 }, refunded: "10.50", back: "0.00" },
    { status: "refunded", told: {}, refunded: "10.50", back: "0.00" },
    { status: "partially_refunded", told: { refunded_amount: 4 }, refunded: "4.00", back: "0.00" },
    {
      status: "charged_back",
      told: { charged_back_amount: 10.5 },
      refunded: "0.00",
      back: "10.50",
    },
    { status: "charged_back", told: {}, refunded: "0.00", back: "10.50" },
    {
      status: "partially_charged_back",
      told: { charged_back_amount: 2.25 },
      refunded: "0.00",
      back: "2.25",
    },
    {
      status: "processed",
      told: { refunded_amount: 1, charged_back_amount: 2 },
      refunded: "1.00",
      back: "2.00",
    },
    {
      status: "partially_charged_back",
      told: { refunded_amount: 4, charged_back_amount: 2.25 },
      refunded: "4.00",
      back: "2.25",
    },
    // What was refunded before, no bank takes back.
    {
      status: "charged_back",
      told: { refunded_amount: 4, charged_back_amount: 0 },
      refunded: "4.00",
      back: "6.50",
    },
    // More than there was cannot have gone back.
    {
      status: "charged_back",
      told: { charged_back_amount: 11 },
      refunded: "0.00",
      back: "10.50",
    },
  ] as const

  it.each(cases)("$status $told leaves a captured payment captured", (row) => {
    const fields = settled({ status: row.status, ...PAID, ...row.told }, { before: "captured" })
    expect(sessionStatusOf(fields.status)).toBe(CAPTURED)
    expect(fields.received.toDecimal()).toBe("10.50")
    expect(fields.refunded.toDecimal()).toBe(row.refunded)
    expect(fields.chargedBack.toDecimal()).toBe(row.back)
  })

  it.each(cases)("$status $told takes no order when the shop never saw it paid", (row) => {
    const fields = settled({ status: row.status, ...PAID, ...row.told })
    expect(fields.status).not.toBe("captured")
    const isAllGone = money(`${row.refunded} USD`)
      .add(money(`${row.back} USD`))
      .equals(DUE)
    expect(fields.status).toBe(isAllGone ? "canceled" : "pending")
    expect(fields.exception).toBe(isAllGone ? null : "underpaid")
  })

  it.each(["partially_refunded", "partially_charged_back"])(
    "%s without an amount is pending and reported",
    (status) => {
      const state = stateAfter({ status, ...PAID })
      expect(state).toMatchObject({ status: "pending" })
      expect(state.unknownStatus).toBe(`${status}: no amount of what went back`)
    }
  )

  it("that was paid by nobody is pending and reported", () => {
    expect(stateAfter({ status: "refunded" })).toMatchObject({
      status: "pending",
      unknownStatus: "refunded: no processed_amount",
    })
  })
})

describe("a status that is not documented", () => {
  it.each(["a_status_of_next_year", "constructor", "__proto__", "Processed", "verified_by_us"])(
    "%s is pending and reported, and brings no money",
    (status) => {
      const state = stateAfter({ status, ...PAID })
      expect(state.status).toBe("pending")
      expect(state.unknownStatus).toContain(status)
      expect(state.received.isZero()).toBe(true)
    }
  )

  it("is reported once", () => {
    const state = stateAfter({ status: "new_word", ...PAID })
    const before = attempt("requires_more")
    const first = settle(before, { ...state, observedAt: new Date() })
    expect(first.effects).toContainEqual({
      type: "report_unknown_status",
      gatewayStatus: "new_word: not a documented status",
    })
    const again = settle({ ...before, ...first.fields }, { ...state, observedAt: new Date() })
    expect(again.effects.some(({ type }) => type === "report_unknown_status")).toBe(false)
  })
})

describe("resolution", () => {
  it.each(["ok", "insufficient_funds", "declined", "card_expired", "antifraud_error"])(
    "%s does not make a payment or take one",
    (resolution) => {
      expect(sessionAfter({ status: "processed", resolution, ...PAID })).toBe(CAPTURED)
      expect(sessionAfter({ status: "created", resolution })).toBe(REQUIRES_MORE)
      expect(sessionAfter({ status: "process_failed", resolution })).toBe(ERROR)
    }
  )

  it("is shown with a failure", () => {
    const state = stateAfter({ status: "process_failed", resolution: "insufficient_funds" })
    expect(state.gatewayStatus).toBe("process_failed (insufficient_funds)")
  })
})

describe("the check of a card", () => {
  it("is no payment, whatever its status says", () => {
    const state = stateAfter({ status: "processed", payment_flow: "verify", ...PAID })
    expect(state).toMatchObject({ status: "failed" })
    expect(state.received.isZero()).toBe(true)
  })

  it("is told from other flows", () => {
    expect(stateAfter({ status: "processed", payment_flow: "charge", ...PAID }).status).toBe("paid")
    expect(stateAfter({ status: "processed", payment_flow: null, ...PAID }).status).toBe("paid")
  })
})

describe("parts, when they are accepted", () => {
  const parts = (processed: unknown, changes = {}) =>
    settled(
      { status: "partially_processed", processed_amount: processed, ...changes },
      { acceptPartial: true }
    )

  it("are not captured below what is asked", () => {
    expect(parts(10.49)).toMatchObject({ status: "requires_more", exception: "underpaid" })
  })

  it.each([10.5, 11])("are captured from what is asked on (%s)", (processed) => {
    expect(parts(processed).status).toBe("captured")
  })

  it.each([null, 0, undefined])("are pending when nothing is there (%s)", (processed) => {
    expect(parts(processed)).toMatchObject({ status: "pending", exception: null })
  })

  it("leave the payer the page while something is missing", () => {
    const short = { status: "partially_processed", processed_amount: 4 }
    expect(stateAfter(short, true).isPayable).toBe(true)
    expect(stateAfter({ ...short, processed_amount: 10.5 }, true).isPayable).toBe(false)
    expect(stateAfter(short).isPayable).toBeUndefined()
  })
})

describe("money on a payment that is over", () => {
  it.each(["expired", "terminated", "canceled", "process_failed"])(
    "%s: a part is told to staff",
    (status) => {
      const fields = settled({ status, processed_amount: 4 })
      expect(fields.exception).toBe("underpaid")
      expect(fields.received.toDecimal()).toBe("4.00")
      expect(fields.status).not.toBe("captured")
    }
  )

  it.each(["expired", "terminated", "process_failed"])("%s: all of it is held", (status) => {
    const fields = settled({ status, ...PAID })
    expect(fields).toMatchObject({ exception: "late" })
    expect(fields.status).not.toBe("captured")
  })

  it("processed after all is captured", () => {
    const closed = { ...attempt("requires_more"), ...settled({ status: "expired" }) }
    const late = stateAfter({ status: "processed", ...PAID })
    const after = settle(closed, { ...late, observedAt: new Date(Date.now() + 1000) })
    expect(after.fields.status).toBe("captured")
  })
})

it("knows what each status of a refund means", () => {
  expect(REFUND_STATUSES).toEqual({
    processed: "done",
    created: "accepted",
    pending: "accepted",
    processing: "accepted",
    process_pending: "accepted",
    failed: "failed",
    process_failed: "failed",
    canceled: "failed",
  })
})
