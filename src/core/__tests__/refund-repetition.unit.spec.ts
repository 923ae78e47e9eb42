import fc from "fast-check"
import type { GatewayErrorCode } from "../errors"
import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import type { fakeShop } from "./support/fake-shop"
import { shopWithPayment } from "./support/paid-shop"

/** The answer was lost; with `made` the gateway has refunded all the same. */
function loseAnswer(
  shop: ReturnType<typeof fakeShop>,
  made: boolean,
  code: GatewayErrorCode = "unclear"
) {
  shop.gateway.failNext("refund", gatewayError(code, true), { afterwards: made })
}

describe.each<[GatewayErrorCode | "a broken reply"]>([
  ["unclear"],
  ["unavailable"],
  ["unexpected_reply"],
  ["a broken reply"],
])("a refund whose outcome is not known (%s)", (code) => {
  const lose = (shop: ReturnType<typeof fakeShop>, made: boolean) =>
    code === "a broken reply"
      ? shop.gateway.failNext("refund", new TypeError("broken"), { afterwards: made })
      : loseAnswer(shop, made, code)

  test("that was made is found by asking, and not sent twice", async () => {
    const shop = await shopWithPayment()
    lose(shop, true)

    await expect(shop.refund(4)).rejects.toThrow()
    expect(shop.ledger.last.pendingRefund).toMatchObject({ amount: Money.parse("4", SAR) })
    await shop.refund(4)

    expect(shop.gateway.refunds).toHaveLength(1)
    expect(shop.refunded()).toBe("4.00")
    expect(shop.ledger.last.pendingRefund).toBeNull()
  })

  test("that was not made is sent again with its key", async () => {
    const shop = await shopWithPayment()
    lose(shop, false)

    await expect(shop.refund(4)).rejects.toThrow()
    await shop.refund(4)

    expect(shop.keys()).toHaveLength(2)
    expect(new Set(shop.keys()).size).toBe(1)
    expect(shop.refunded()).toBe("4.00")
  })

  test("keeps its key over any number of tries", async () => {
    const shop = await shopWithPayment()
    for (let tries = 0; tries < 4; tries += 1) {
      lose(shop, false)
      await expect(shop.refund(10)).rejects.toThrow()
    }
    await shop.refund(10)

    expect(shop.keys()).toHaveLength(5)
    expect(new Set(shop.keys()).size).toBe(1)
  })

  test("that was made leaves the rest for a refund of another sum", async () => {
    const shop = await shopWithPayment()
    lose(shop, true)

    await expect(shop.refund(4)).rejects.toThrow()
    await shop.refund(3)

    expect(shop.gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["4.00", "3.00"])
    expect(new Set(shop.keys()).size).toBe(2)
    expect(shop.refunded()).toBe("7.00")
  })

  test("that was not made does not hinder a refund of another sum", async () => {
    const shop = await shopWithPayment()
    lose(shop, false)

    await expect(shop.refund(4)).rejects.toThrow()
    await shop.refund(10)

    expect(shop.refunded()).toBe("10.00")
    expect(shop.payment.refunded.toDecimal()).toBe("10.00")
  })
})

describe("a refund under way", () => {
  test("that was done in part sends only the rest, under a key of its own", async () => {
    const shop = await shopWithPayment()
    loseAnswer(shop, false)
    await expect(shop.refund(4)).rejects.toThrow()
    shop.payment.refunded = Money.parse("1", SAR)

    await shop.refund(4)

    expect(shop.gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["4.00", "3.00"])
    const [key, restKey] = shop.keys()
    expect(restKey).toBe(`${key}_1.00`)
    expect(shop.refunded()).toBe("4.00")
  })

  test("of another process is seen, though it began after this one had looked", async () => {
    const shop = await shopWithPayment()
    const amount = Money.parse("4", SAR)
    const refundedBefore = Money.zero(SAR)
    shop.gateway.meanwhile("read", () => {
      shop.ledger.change("pgatt_1", {
        pendingRefund: { key: "refund_theirs", amount, refundedBefore, isBooked: true },
      })
      shop.payment.refunded = amount
    })

    await shop.refund(4)

    expect(shop.gateway.refunds).toEqual([])
    expect(shop.refunded()).toBe("4.00")
  })
})

test("however refunds are asked for and lost, no more goes back than was asked for", async () => {
  const asked = fc.record({
    amount: fc.integer({ min: 1, max: 1200 }),
    outcome: fc.constantFrom("answered", "lost before", "lost after", "refused"),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 6 }), async (steps) => {
      const shop = await shopWithPayment()
      let sum = 0n
      for (const { amount, outcome } of steps) {
        if (outcome === "refused") {
          shop.gateway.failNext("refund", gatewayError("rejected"))
        } else if (outcome !== "answered") {
          loseAnswer(shop, outcome === "lost after")
        }
        const money = Money.ofMinor(BigInt(amount), SAR)
        const sent = shop.gateway.refunds.length
        await shop.refund(money.toDecimal()).catch(() => undefined)
        sum += shop.gateway.refunds.length > sent ? money.minor : 0n
      }

      const { refunded, received } = shop.payment
      expect(refunded.minor <= sum).toBe(true)
      expect(refunded.compare(received)).toBeLessThanOrEqual(0)
      await shop.provider.getPaymentStatus({ data: shop.data })
      expect(shop.refunded()).toBe(refunded.toDecimal())
    }),
    { numRuns: 200 }
  )
})
