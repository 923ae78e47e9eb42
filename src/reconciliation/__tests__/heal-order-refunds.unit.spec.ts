import type { MedusaContainer } from "@medusajs/framework/types"
import { openAttempt } from "../../core/__tests__/support/attempts"
import { SAR } from "../../core/__tests__/support/arbitraries"
import type { Attempt } from "../../core/attempt"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import { Money } from "../../core/money"
import { accountRefunds } from "../account-refunds"
import { expireOrder } from "../expire-order"
import { healBooks } from "../heal-books"
import { healOrder } from "../heal-order"
import { resumeInterruptedRefund } from "../resume-interrupted-refund"

jest.mock("../account-refunds", () => ({ accountRefunds: jest.fn() }))
jest.mock("../heal-books", () => ({ healBooks: jest.fn() }))
jest.mock("../../settlement/medusa-facts", () => ({ readMedusaFacts: async () => ({}) }))
jest.mock("../expire-order", () => ({ expireOrder: jest.fn() }))
jest.mock("../../resolution/apply-policy", () => ({ applyPolicy: async () => undefined }))
jest.mock("../resume-interrupted-refund", () => ({ resumeInterruptedRefund: jest.fn() }))
jest.mock("../../settlement/hold-attempt", () => ({
  holdAttempt: async (_: unknown, attempt: Attempt, run: (current: Attempt) => unknown) => ({
    result: await run(attempt),
  }),
}))

const riyals = (amount: string) => Money.parse(amount, SAR)
const PENDING = {
  key: "key-1",
  amount: riyals("4.00"),
  refundedBefore: riyals("0"),
  isBooked: true,
}

const container = {
  resolve: (name: string) => {
    if (name === PAYMENT_GATEWAYS_MODULE) {
      return { attempts: {} }
    }
    throw new Error(`${name} is not part of this test`)
  },
} as unknown as MedusaContainer

const expiry = jest.mocked(expireOrder)
const books = jest.mocked(healBooks)
const resume = jest.mocked(resumeInterruptedRefund)

/** An attempt with a refund that was interrupted. */
const interrupted = (fields: Partial<Attempt>) => {
  const status = fields.status ?? "captured"
  return openAttempt({
    received: riyals("10.00"),
    pendingRefund: PENDING,
    appliedStatus: status,
    ...fields,
    status,
  })
}

beforeEach(() => {
  jest.resetAllMocks()
  expiry.mockResolvedValue(undefined)
  books.mockResolvedValue(undefined)
  resume.mockImplementation(async (_, attempt) => ({ ...attempt, pendingRefund: null }))
})

describe("a refund that was interrupted is ended", () => {
  it.each<[string, Partial<Attempt>]>([
    ["of a paid payment", {}],
    ["of a payment that was not paid in full", { status: "requires_more", exception: "underpaid" }],
    ["of a payment that has expired since", { status: "expired", exception: "underpaid" }],
    ["of late money", { exception: "late" }],
    ["of late money on an expired payment", { status: "expired", exception: "late" }],
    ["of money that came twice", { exception: "duplicate" }],
    ["of money without an order", { exception: "orphaned" }],
    ["of too much money", { exception: "overpaid", received: riyals("12.00") }],
  ])("%s", async (_, fields) => {
    const attempt = interrupted(fields)
    const healed = await healOrder(container, attempt)
    expect(resume).toHaveBeenCalledTimes(1)
    expect(healed.pendingRefund).toBeNull()
  })

  it("not before Medusa has been told of its payment", async () => {
    await healOrder(container, interrupted({ status: "captured", appliedStatus: "pending" }))
    expect(resume).not.toHaveBeenCalled()
  })

  it("after its order was canceled, where its money cannot come any more", async () => {
    const attempt = interrupted({ status: "expired" })
    const cancel = jest.fn(async (current: Attempt) => current)
    expiry.mockResolvedValue(cancel)
    await healOrder(container, attempt)
    expect(cancel).toHaveBeenCalledTimes(1)
    expect(resume).not.toHaveBeenCalled()
    expiry.mockResolvedValue(undefined)
    await healOrder(container, attempt)
    expect(resume).toHaveBeenCalledTimes(1)
  })
})

describe.each(["late", "duplicate", "orphaned"] as const)(
  "over staff's head, of money that is %s",
  (exception) => {
    const held = (status: "captured" | "expired") =>
      interrupted({ status, exception, pendingRefund: null })

    it("no order is canceled or completed, and nothing is refunded", async () => {
      for (const status of ["captured", "expired"] as const) {
        const attempt = held(status)
        expect(await healOrder(container, attempt)).toBe(attempt)
      }
      expect(expiry).not.toHaveBeenCalled()
      expect(resume).not.toHaveBeenCalled()
    })

    it("only the books are mended, of what was booked", async () => {
      const mend = jest.fn(async (current: Attempt) => current)
      books.mockResolvedValue(mend)
      await healOrder(container, held("expired"))
      expect(mend).not.toHaveBeenCalled()
      await healOrder(container, held("captured"))
      expect(mend).toHaveBeenCalledTimes(1)
    })
  }
)

describe("what was refunded at the gateway of money that Medusa was not told of", () => {
  const refunded = (fields: Partial<Attempt> = {}) =>
    openAttempt({
      status: "pending",
      appliedStatus: "pending",
      exception: "underpaid",
      received: riyals("10.00"),
      refunded: riyals("4.00"),
      ...fields,
    })

  const accountedFor = async (attempt: Attempt) => {
    await healOrder(container, attempt)
    return jest.mocked(accountRefunds).mock.calls.length > 0
  }

  it.each<[string, Partial<Attempt>]>([
    ["is accounted for", {}],
    ["is accounted for where staff has to decide", { exception: "late" }],
    ["is accounted for when the payment is over", { status: "expired", appliedStatus: "expired" }],
  ])("%s", async (_, fields) => {
    expect(await accountedFor(refunded(fields))).toBe(true)
  })

  it("is accounted for once", async () => {
    expect(await accountedFor(refunded({ refundedByShop: riyals("4.00") }))).toBe(false)
  })
})
