import type { MedusaContainer } from "@medusajs/framework/types"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import { Money } from "../../core/money"
import type { ApplyContext } from "../../settlement/apply-attempt"
import type { MedusaFacts } from "../../settlement/medusa-facts"
import { accountRefunds } from "../account-refunds"
import { readOrderBooks } from "../order-books"

jest.mock("../order-books", () => ({
  ...jest.requireActual<object>("../order-books"),
  readOrderBooks: jest.fn(),
}))

const riyals = (amount: string) => Money.parse(amount, SAR)

const accounted: jest.Mock = jest.fn(async (attempt: Attempt) => attempt)

const context = {
  source: "job",
  container: {
    resolve: (name: string) => {
      if (name === PAYMENT_GATEWAYS_MODULE) {
        return { attempts: {}, resolutions: { accountRefunds: accounted } }
      }
      throw new Error(`${name} is not part of this test`)
    },
  } as unknown as MedusaContainer,
} as unknown as ApplyContext

const CAPTURED = {
  payment: { id: "pay_1", isCaptured: true },
  order: { id: "order_1" },
} as unknown as MedusaFacts
const UNTOLD = { payment: null, order: null } as unknown as MedusaFacts

/** Refunds of the payment in Medusa's books. */
const booked = (...amounts: readonly string[]) =>
  jest.mocked(readOrderBooks).mockResolvedValue({
    refunds: amounts.map((amount, place) => ({
      id: `ref_${place}`,
      amount: riyals(amount),
      createdAt: new Date(0),
      paymentId: "pay_1",
      sessionId: "payses_1",
    })),
  } as unknown as Awaited<ReturnType<typeof readOrderBooks>>)

/** A payment of 10.00, of which more or less was received and taken. */
const paid = (fields: Partial<Attempt>) =>
  openAttempt({ status: "captured", received: riyals("10.00"), taken: riyals("10.00"), ...fields })

/** What is accounted for, and the part of it that Medusa's books never had. */
const accountedOf = async (attempt: Attempt, facts = CAPTURED) => {
  accounted.mockClear()
  const cure = await accountRefunds(context, attempt, facts)
  await cure?.(attempt)
  const [, change] = (accounted.mock.calls[0] ?? []) as [
    unknown,
    { amount: Money; excess: Money } | undefined,
  ]
  return change && [change.amount.toDecimal(), change.excess.toDecimal()]
}

beforeEach(() => {
  booked()
})

describe("money that has gone back at the gateway", () => {
  it("is nothing new where the shop has asked for it all", async () => {
    const attempt = paid({ refunded: riyals("4.00"), refundedByShop: riyals("4.00") })
    expect(await accountRefunds(context, attempt, CAPTURED)).toBeUndefined()
  })

  it("is in none of Medusa's books yet", async () => {
    expect(await accountedOf(paid({ refunded: riyals("4.00") }))).toEqual(["4.00", "4.00"])
  })

  it("is what the shop has not asked for", async () => {
    const attempt = paid({
      received: riyals("13.00"),
      refunded: riyals("5.00"),
      refundedByShop: riyals("2.00"),
      refundedExcess: riyals("2.00"),
    })
    expect(await accountedOf(attempt)).toEqual(["3.00", "3.00"])
  })

  it("is accounted for, where Medusa never had the money", async () => {
    const attempt = paid({ taken: null, exception: "duplicate", refunded: riyals("4.00") })
    expect(await accountedOf(attempt, UNTOLD)).toEqual(["4.00", "4.00"])
  })
})

describe("a refund that came back", () => {
  const failed = (fields: Partial<Attempt> = {}) =>
    paid({
      refunded: riyals("3.00"),
      refundedByShop: riyals("3.00"),
      failedRefunds: riyals("3.00"),
      ...fields,
    })

  it("is taken out of the books where it was booked", async () => {
    booked("3.00")
    expect(await accountedOf(failed())).toEqual(["-3.00", "0.00"])
  })

  it("is of what was too much where it was that, and no booking is as much", async () => {
    booked()
    const attempt = failed({ received: riyals("13.00"), refundedExcess: riyals("3.00") })
    expect(await accountedOf(attempt)).toEqual(["-3.00", "-3.00"])
  })

  it("is of the booking that is as much, also where there was too much", async () => {
    booked("3.00")
    const attempt = failed({
      received: riyals("13.00"),
      refunded: riyals("6.00"),
      refundedByShop: riyals("6.00"),
      refundedExcess: riyals("3.00"),
    })
    expect(await accountedOf(attempt)).toEqual(["-3.00", "0.00"])
  })

  it("takes no more from what was too much than went back of it", async () => {
    booked("1.00")
    const attempt = failed({ received: riyals("13.00"), refundedExcess: riyals("2.00") })
    expect(await accountedOf(attempt)).toEqual(["-3.00", "-2.00"])
  })
})
