import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import { shopWithPayment } from "./support/paid-shop"

const riyals = (amount: string) => Money.parse(amount, SAR)

/** A refund of 4.00 that was made, but whose answer was lost: Medusa has taken its booking back. */
async function shopWithUnbookedRefund() {
  const shop = await shopWithPayment()
  shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
  await expect(shop.refund(4)).rejects.toMatchObject({ reason: "unclear" })
  await shop.provider.resumeRefund(shop.ledger.last, "job")
  const refund = (amount: string, booked: string) =>
    shop.provider.refund(shop.ledger.last, riyals(amount), riyals(booked))
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
    await shop.provider.refund(shop.ledger.last, riyals("5.00"), riyals("5.00"))
    expect(shop.gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["5.00"])
    expect(shop.payment.refunded.toDecimal()).toBe("8.00")
    expect(shop.ledger.last.refundedByShop.toDecimal()).toBe("5.00")
  })

  test("ended by another refund, it still is not made a second time", async () => {
    const shop = await shopWithPayment()
    shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
    await expect(shop.refund(2)).rejects.toMatchObject({ reason: "unclear" })
    const { provider, ledger, gateway, payment } = shop
    await provider.refund(ledger.last, riyals("3.00"), riyals("3.00"))
    await provider.refund(ledger.last, riyals("2.00"), riyals("5.00"))
    expect(gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual([
      "2.00",
      "1.00",
      "2.00",
    ])
    expect(payment.refunded.toDecimal()).toBe("5.00")
  })
})
