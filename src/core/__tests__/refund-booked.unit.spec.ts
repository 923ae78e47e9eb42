import { Money } from "../money"
import { makeRefund } from "../refund"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import { shopWithPayment } from "./support/paid-shop"

const riyals = (amount: string) => Money.parse(amount, SAR)

type PaidShop = Awaited<ReturnType<typeof shopWithPayment>>

/** Medusa has booked a refund, and knows how much it has booked in all. */
const bookedRefund = ({ provider, ledger }: PaidShop, amount: string, booked: string) =>
  makeRefund(provider, ledger, {
    attempt: ledger.last,
    amount: riyals(amount),
    booked: riyals(booked),
    isBooked: true,
    source: "admin",
  })

/** A refund of 4.00 that was made, but whose answer was lost: Medusa has taken its booking back. */
async function shopWithUnbookedRefund() {
  const shop = await shopWithPayment()
  shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
  await expect(shop.refund(4)).rejects.toMatchObject({ reason: "unclear" })
  await shop.provider.resumeRefund(shop.ledger.last, "job")
  const refund = (amount: string, booked: string) => bookedRefund(shop, amount, booked)
  const sent = () => shop.gateway.refunds.map(({ amount }) => amount.toDecimal())
  return { ...shop, refund, sent }
}

describe("a refund that was made while Medusa had taken its booking back", () => {
  test("is booked when staff asks again, and not made a second time", async () => {
    const { refund, sent, payment, ledger } = await shopWithUnbookedRefund()
    await refund("4.00", "4.00")
    expect(sent()).toEqual(["4.00"])
    expect(payment.refunded.toDecimal()).toBe("4.00")
    expect(ledger.noteTypes().at(-1)).toBe("refund_booked")
  })

  test("counts when staff asks for more, and only the rest is sent", async () => {
    const { refund, sent, payment } = await shopWithUnbookedRefund()
    await refund("6.00", "6.00")
    expect(sent()).toEqual(["4.00", "2.00"])
    expect(payment.refunded.toDecimal()).toBe("6.00")
  })

  test("is counted once: the next refund is sent as a whole", async () => {
    const { refund, sent } = await shopWithUnbookedRefund()
    await refund("4.00", "4.00")
    await refund("4.00", "8.00")
    expect(sent()).toEqual(["4.00", "4.00"])
  })

  test("is not taken for what was refunded at the gateway's own dashboard", async () => {
    const shop = await shopWithPayment()
    shop.payment.refunded = riyals("3.00")
    await bookedRefund(shop, "5.00", "5.00")
    expect(shop.gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["5.00"])
    expect(shop.payment.refunded.toDecimal()).toBe("8.00")
    expect(shop.ledger.last.refundedByShop.toDecimal()).toBe("5.00")
  })

  test("ended by another refund, it still is not made a second time", async () => {
    const shop = await shopWithPayment()
    shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
    await expect(shop.refund(2)).rejects.toMatchObject({ reason: "unclear" })
    const { gateway, payment } = shop
    await bookedRefund(shop, "3.00", "3.00")
    await bookedRefund(shop, "2.00", "5.00")
    expect(gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual([
      "2.00",
      "1.00",
      "2.00",
    ])
    expect(payment.refunded.toDecimal()).toBe("5.00")
  })
})

describe("a refund that was made before Medusa had a payment", () => {
  test("is none of its books: the next one, which it books, is sent as a whole", async () => {
    const shop = await shopWithPayment()
    await shop.provider.refund(shop.ledger.last, riyals("2.00"))
    await bookedRefund(shop, "3.00", "3.00")
    expect(shop.gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["2.00", "3.00"])
    expect(shop.ledger.last).toMatchObject({
      refundedByShop: riyals("5.00"),
      refundedExcess: riyals("2.00"),
    })
  })

  test("of all is recorded once, also when two ask for it at once", async () => {
    const shop = await shopWithPayment()
    const refundAll = () => shop.provider.refund(shop.ledger.last, riyals("10.00"))
    const answers = await Promise.allSettled([refundAll(), refundAll()])
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected"])
    expect(answers[1]).toMatchObject({ reason: { reason: "not_allowed" } })
    expect(shop.gateway.refunds).toHaveLength(1)
    expect(shop.ledger.last).toMatchObject({
      refunded: riyals("10.00"),
      refundedByShop: riyals("10.00"),
      refundedExcess: riyals("10.00"),
    })
  })

  test("is still none of them when it was interrupted and ended later", async () => {
    const shop = await shopWithPayment()
    shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
    await expect(shop.provider.refund(shop.ledger.last, riyals("2.00"))).rejects.toMatchObject({
      reason: "unclear",
    })
    await shop.provider.resumeRefund(shop.ledger.last, "job")
    expect(shop.ledger.last).toMatchObject({
      refundedByShop: riyals("2.00"),
      refundedExcess: riyals("2.00"),
    })
  })

  test("is of its books when it was interrupted, and Medusa has booked it since", async () => {
    const shop = await shopWithPayment()
    shop.gateway.failNext("refund", gatewayError("unclear", true))
    await expect(shop.provider.refund(shop.ledger.last, riyals("2.00"))).rejects.toMatchObject({
      reason: "unclear",
    })
    await bookedRefund(shop, "2.00", "2.00")
    expect(shop.payment.refunded.toDecimal()).toBe("2.00")
    expect(shop.ledger.last).toMatchObject({
      refundedByShop: riyals("2.00"),
      refundedExcess: riyals("0.00"),
    })
  })
})
