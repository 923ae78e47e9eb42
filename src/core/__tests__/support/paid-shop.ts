import { fakeShop, sessionInput } from "./fake-shop"

/** A shop with a payment of 10.00 SAR that is captured. */
export async function shopWithPayment(received = "10.00") {
  const shop = fakeShop()
  const { provider, gateway, ledger, journal } = shop
  const { data } = await provider.initiatePayment(sessionInput())
  gateway.pay("invoice-1", received)
  await provider.getPaymentStatus({ data })
  journal.length = 0
  let tries = 0
  return {
    ...shop,
    data: data!,
    payment: gateway.payment("invoice-1"),
    /** As Medusa asks: with a key of its own that is another one at every try. */
    refund: (amount: unknown) =>
      provider.refundPayment({
        amount: amount as number,
        data,
        context: { idempotency_key: `ref_${(tries += 1)}` },
      }),
    keys: () => gateway.refunds.map(({ idempotencyKey }) => idempotencyKey),
    refunded: () => ledger.last.refunded.toDecimal(),
  }
}
