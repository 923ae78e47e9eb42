import type { MedusaContainer } from "@medusajs/framework/types"
import fc from "fast-check"
import { NOON, SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import { Money } from "../../core/money"
import { requestFacts } from "../../core/request-facts"
import type { ApplyContext } from "../../settlement/apply-attempt"
import { bookRefund } from "../../settlement/book-refund"
import type { MedusaFacts } from "../../settlement/medusa-facts"
import { creditRefunds } from "../credit-refunds"
import { healBooks } from "../heal-books"
import { addTransactions, readOrderBooks, removeTransactions } from "../order-books"

jest.mock("../order-books", () => ({
  ...jest.requireActual<object>("../order-books"),
  readOrderBooks: jest.fn(),
  addTransactions: jest.fn(),
  removeTransactions: jest.fn(),
  addUpCollection: jest.fn(),
}))
jest.mock("../credit-refunds", () => ({ creditRefunds: jest.fn() }))
jest.mock("../../settlement/book-refund", () => ({ bookRefund: jest.fn() }))
jest.mock("../../settlement/shop-log", () => ({
  shopLog: () => ({ warn: () => undefined }),
  fieldsOf: () => ({}),
}))

const riyals = (amount: string) => Money.parse(amount, SAR)
const zero = Money.zero(SAR)
const HOUR_AGO = NOON.getTime() - 3_600_000

const recordBooked = jest.fn(async (_id: string, _amount: Money) => openAttempt())
const deleteRefunds = jest.fn(async (_: string[]) => undefined)
const context = {
  source: "job",
  attempts: { addNote: jest.fn(async () => openAttempt()), recordBooked },
  container: { resolve: () => ({ deleteRefunds }) } as unknown as MedusaContainer,
} as unknown as ApplyContext

const FACTS = {
  order: { id: "order_1", isCanceled: false },
  payment: { id: "pay_1", isCaptured: true },
} as unknown as MedusaFacts

interface Booked {
  readonly id: string
  readonly amount: Money
  readonly minutesAgo?: number
  /** Not written on the order. */
  readonly isMissing?: boolean
  readonly sessionId?: string
}

/** Medusa's books of a captured payment of 10.00, with these refunds. */
const books = (...refunds: readonly Booked[]) => {
  const capture = { id: "cap_1", amount: riyals("10.00"), createdAt: new Date(HOUR_AGO) }
  const bookings = refunds.map(({ id, amount, minutesAgo = 60, sessionId = "payses_1" }) => ({
    id,
    amount,
    createdAt: new Date(NOON.getTime() - minutesAgo * 60_000),
    paymentId: "pay_1",
    sessionId,
  }))
  jest.mocked(readOrderBooks).mockResolvedValue({
    collectionId: "pay_col_1",
    captures: [{ ...capture, paymentId: "pay_1", sessionId: "payses_1" }],
    refunds: bookings,
    captured: riyals("10.00"),
    refunded: refunds.reduce((sum, { amount }) => sum.add(amount), zero),
    paymentIds: ["pay_1"],
    transactions: [
      { id: "line_cap_1", reference: "capture", referenceId: "cap_1", amount: 10 },
      ...refunds
        .filter(({ isMissing }) => !isMissing)
        .map(({ id, amount }) => ({
          id: `line_${id}`,
          reference: "refund",
          referenceId: id,
          amount: zero.subtract(amount).toDecimal(),
        })),
    ],
  })
}

/** A payment of which so much is known to have gone back for the shop. */
const paid = (refundedByShop: Money, fields: Partial<Attempt> = {}) =>
  openAttempt({
    status: "captured",
    received: riyals("10.00"),
    taken: riyals("10.00"),
    refunded: refundedByShop,
    refundedByShop,
    ...fields,
  })

const heal = async (attempt: Attempt, facts = FACTS) => {
  const cure = await healBooks(context, attempt, facts)
  await cure?.(attempt)
  return {
    deleted: deleteRefunds.mock.calls.flatMap(([ids]) => ids),
    removed: jest.mocked(removeTransactions).mock.calls.flatMap(([, ids]) => ids),
    added: jest
      .mocked(addTransactions)
      .mock.calls.flatMap(([, , lines]) => lines.map(({ id }) => id)),
    booked: jest.mocked(bookRefund).mock.calls.map(([, , , { amount }]) => amount.toDecimal()),
  }
}

const NOTHING = { deleted: [], removed: [], added: [], booked: [] }

beforeEach(() => {
  jest.clearAllMocks()
})

describe("refunds in Medusa's books", () => {
  it("that have gone back are left alone", async () => {
    books({ id: "a", amount: riyals("3.00") }, { id: "b", amount: riyals("2.00") })
    expect(await heal(paid(riyals("5.00")))).toEqual(NOTHING)
  })

  it("of money that was too much are none", async () => {
    books()
    const attempt = paid(riyals("3.00"), {
      received: riyals("13.00"),
      refundedExcess: riyals("3.00"),
    })
    expect(await heal(attempt)).toEqual(NOTHING)
  })

  it("of another payment of the collection are not counted", async () => {
    books({ id: "a", amount: riyals("3.00"), sessionId: "payses_other" })
    expect(await heal(paid(zero))).toEqual(NOTHING)
  })

  it("that have come back are taken out, with their line on the order", async () => {
    books({ id: "a", amount: riyals("3.00") }, { id: "b", amount: riyals("2.00") })
    expect(await heal(paid(riyals("3.00")))).toEqual({
      ...NOTHING,
      deleted: ["b"],
      removed: ["line_b"],
    })
  })

  it("are taken out first where they are not on the order yet", async () => {
    books({ id: "a", amount: riyals("2.00") }, { id: "b", amount: riyals("2.00"), isMissing: true })
    expect(await heal(paid(riyals("2.00")))).toEqual({ ...NOTHING, deleted: ["b"] })
  })

  it("are taken out before newer ones where they are as much as is too much", async () => {
    books(
      { id: "a", amount: riyals("3.00"), minutesAgo: 90 },
      { id: "b", amount: riyals("1.00"), minutesAgo: 60 },
      { id: "c", amount: riyals("2.00"), minutesAgo: 50 }
    )
    expect((await heal(paid(riyals("3.00")))).deleted).toEqual(["a"])
  })

  it("are taken out from the newest on, where none is as much", async () => {
    books(
      { id: "a", amount: riyals("1.00"), minutesAgo: 90 },
      { id: "b", amount: riyals("1.00"), minutesAgo: 60 },
      { id: "c", amount: riyals("1.00"), minutesAgo: 50 }
    )
    expect((await heal(paid(riyals("1.00")))).deleted).toEqual(["c", "b"])
  })

  it("are written on the order where they have gone back", async () => {
    books({ id: "a", amount: riyals("3.00"), isMissing: true })
    expect(await heal(paid(riyals("3.00")))).toEqual({ ...NOTHING, added: ["a"] })
  })

  it("are credited to a standing order when they are written on it, and to no canceled one", async () => {
    books({ id: "a", amount: riyals("3.00"), isMissing: true })
    await heal(paid(riyals("3.00")))
    const [call] = jest.mocked(creditRefunds).mock.calls
    expect([call?.[1], call?.[2].map(({ id }) => id)]).toEqual(["order_1", ["a"]])
    jest.mocked(creditRefunds).mockClear()
    await heal(paid(riyals("3.00")), { ...FACTS, order: { id: "order_1", isCanceled: true } })
    expect(creditRefunds).not.toHaveBeenCalled()
  })

  it("are waited for while somebody may be writing them", async () => {
    books({ id: "a", amount: riyals("3.00"), minutesAgo: 0 })
    await expect(healBooks(context, paid(zero), FACTS)).rejects.toThrow("being written")
  })
})

describe("money that went back without Medusa", () => {
  it("is booked, and nothing is sent", async () => {
    books({ id: "a", amount: riyals("3.00") })
    jest.mocked(bookRefund).mockImplementationOnce(async () => {
      expect(requestFacts().isRefundOnlyBooked).toBe(true)
    })
    expect(await heal(paid(riyals("4.50")))).toEqual({ ...NOTHING, booked: ["1.50"] })
  })

  const followed = () => recordBooked.mock.calls.map(([, amount]) => amount.toDecimal())

  it("is booked as far as Medusa has the money, and then counts as booked", async () => {
    books()
    const attempt = paid(riyals("5.00"), {
      received: riyals("13.00"),
      refundedExcess: riyals("5.00"),
    })
    expect(await heal(attempt)).toEqual({ ...NOTHING, booked: ["2.00"] })
    expect(followed()).toEqual(["2.00"])
  })

  it("is booked beside what Medusa has booked itself", async () => {
    books({ id: "a", amount: riyals("3.00") })
    const attempt = paid(riyals("5.00"), { refundedExcess: riyals("2.00") })
    expect(await heal(attempt)).toEqual({ ...NOTHING, booked: ["2.00"] })
    expect(followed()).toEqual(["2.00"])
  })

  it("is not booked twice when the process died over writing that down", async () => {
    books({ id: "a", amount: riyals("3.00") }, { id: "b", amount: riyals("2.00") })
    const attempt = paid(riyals("5.00"), { refundedExcess: riyals("2.00") })
    expect(await heal(attempt)).toEqual(NOTHING)
    expect(followed()).toEqual(["2.00"])
  })

  it("is not booked where Medusa has captured nothing", async () => {
    books()
    const facts = { ...FACTS, payment: null }
    expect(await heal(paid(riyals("4.50"), { taken: null }), facts)).toEqual(NOTHING)
  })
})

it("takes out all that is too much where it can, and never more", async () => {
  const cents = fc.bigInt({ min: 1n, max: 300n })
  await fc.assert(
    fc.asyncProperty(
      fc.array(cents, { minLength: 1, maxLength: 5 }),
      fc.bigInt({ min: 0n, max: 100n }),
      async (amounts, percent) => {
        jest.clearAllMocks()
        const sum = amounts.reduce((left, right) => left + right, 0n)
        const gone = (sum * percent) / 100n
        books(
          ...amounts.map((minor, place) => ({
            id: `ref_${place}`,
            amount: Money.ofMinor(minor, SAR),
          }))
        )
        const { deleted } = await heal(paid(Money.ofMinor(gone, SAR)))
        const out = amounts
          .filter((_, place) => deleted.includes(`ref_${place}`))
          .reduce((left, right) => left + right, 0n)
        expect(out).toBeLessThanOrEqual(sum - gone)
        // One that is as much as is too much ends it; and all of them do, when all is too much.
        const isEnded = amounts.includes(sum - gone) || gone === 0n
        expect(isEnded ? out : sum - gone).toBe(sum - gone)
      }
    )
  )
})
