import type { GatewayErrorCode } from "../errors"
import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import { shopWithPayment } from "./support/paid-shop"

/** A refund of 4.00 of 10.00 SAR whose answer never came; with `isMade` it was made all the same. */
async function shopWithLostRefund({ isMade }: { isMade: boolean }) {
  const shop = await shopWithPayment()
  shop.gateway.failNext("refund", gatewayError("unclear", true), { afterwards: isMade })
  await expect(shop.refund(4)).rejects.toMatchObject({ reason: "unclear" })
  expect(shop.ledger.last.pendingRefund).toMatchObject({ amount: Money.parse("4", SAR) })
  shop.journal.length = 0
  const resume = () => shop.provider.resumeRefund(shop.ledger.last, "job")
  return { ...shop, resume }
}

describe("a refund that was interrupted", () => {
  test("and was made is ended, and nothing is sent", async () => {
    const { resume, gateway, ledger, journal } = await shopWithLostRefund({ isMade: true })

    const attempt = await resume()

    expect(journal).toEqual(["gateway.read", "ledger.observe"])
    expect(gateway.refunds).toHaveLength(1)
    expect(attempt.refunded.toDecimal()).toBe("4.00")
    expect(attempt.pendingRefund).toBeNull()
    expect(ledger.noteTypes().filter((type) => type === "refunded")).toHaveLength(1)
    expect(ledger.notes.at(-1)).toMatchObject({ source: "job", message: "4.00 SAR refunded." })
  })

  test("and was not made is sent once more, under its key and for its sum", async () => {
    const { resume, gateway, keys, payment } = await shopWithLostRefund({ isMade: false })

    const attempt = await resume()

    expect(gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["4.00", "4.00"])
    expect(new Set(keys()).size).toBe(1)
    expect(attempt).toMatchObject({ pendingRefund: null, refunded: Money.parse("4", SAR) })
    expect(payment.refunded.toDecimal()).toBe("4.00")
  })

  test("and was made in part is made for the rest", async () => {
    const { resume, gateway, payment } = await shopWithLostRefund({ isMade: false })
    payment.refunded = Money.parse("1", SAR)

    await resume()

    expect(gateway.refunds.map(({ amount }) => amount.toDecimal())).toEqual(["4.00", "3.00"])
    expect(payment.refunded.toDecimal()).toBe("4.00")
  })

  test("and whose money has all gone back meanwhile is ended, and nothing is sent", async () => {
    const { resume, gateway, payment } = await shopWithLostRefund({ isMade: false })
    payment.refunded = payment.received

    const attempt = await resume()

    expect(gateway.refunds).toHaveLength(1)
    expect(attempt.refunded.toDecimal()).toBe("10.00")
    expect(attempt.pendingRefund).toBeNull()
  })

  test("is resumed once, however many do it at once", async () => {
    const { provider, ledger, gateway, payment } = await shopWithLostRefund({ isMade: false })
    const stale = ledger.last
    await Promise.all([1, 2, 3].map(() => provider.resumeRefund(stale, "job")))
    expect(gateway.refunds).toHaveLength(2)
    expect(payment.refunded.toDecimal()).toBe("4.00")
  })

  test("and was ended by others meanwhile is left alone: nobody is even asked", async () => {
    const { provider, ledger, refund, gateway, journal } = await shopWithLostRefund({
      isMade: true,
    })
    const stale = ledger.last
    await refund(4)
    journal.length = 0
    const notes = ledger.notes.length

    const attempt = await provider.resumeRefund(stale, "job")

    expect(attempt).toMatchObject({ pendingRefund: null, refunded: Money.parse("4", SAR) })
    expect(journal).toEqual([])
    expect(gateway.refunds).toHaveLength(1)
    expect(ledger.notes).toHaveLength(notes)
  })
})

describe("a refund for which the gateway needs to know more", () => {
  const ADDRESS = { name: "address", label: "Address", required: true }

  test("is not sent without it: staff is told what is needed", async () => {
    const { resume, gateway, ledger, payment } = await shopWithLostRefund({ isMade: false })
    gateway.refundAsks = [ADDRESS]

    await expect(resume()).rejects.toMatchObject({
      reason: "invalid_input",
      message: expect.stringContaining("address (Address) is missing") as unknown,
    })

    expect(gateway.refunds).toHaveLength(1)
    expect(payment.refunded.toDecimal()).toBe("0.00")
    // Its key is kept for when staff asks again.
    expect(ledger.last.pendingRefund).toMatchObject({ amount: Money.parse("4", SAR) })
  })

  test("and that was made is ended: nothing has to be known for that", async () => {
    const { resume, gateway } = await shopWithLostRefund({ isMade: true })
    gateway.refundAsks = [ADDRESS]

    const attempt = await resume()

    expect(attempt).toMatchObject({ pendingRefund: null, refunded: Money.parse("4", SAR) })
    expect(gateway.refunds).toHaveLength(1)
  })
})

describe("a refund that cannot be resumed", () => {
  test.each<GatewayErrorCode>(["unavailable", "unclear", "unexpected_reply"])(
    "because of %s stays under way, with its key",
    async (code) => {
      const { resume, gateway, ledger, keys } = await shopWithLostRefund({ isMade: false })
      const pending = ledger.last.pendingRefund
      gateway.failNext("refund", gatewayError(code, true))
      await expect(resume()).rejects.toMatchObject({ reason: code })
      expect(ledger.last.pendingRefund).toEqual(pending)
      await resume()
      expect(new Set(keys()).size).toBe(1)
    }
  )

  test("because the gateway cannot be read is not sent", async () => {
    const { resume, gateway, ledger } = await shopWithLostRefund({ isMade: false })
    gateway.failNext("read", gatewayError("unavailable", true))
    await expect(resume()).rejects.toMatchObject({ reason: "unavailable" })
    expect(gateway.refunds).toHaveLength(1)
    expect(ledger.last.pendingRefund).not.toBeNull()
  })

  test("because the gateway refuses is over, and told", async () => {
    const { resume, gateway, ledger } = await shopWithLostRefund({ isMade: false })
    gateway.failNext("refund", gatewayError("rejected"))
    await expect(resume()).rejects.toMatchObject({ reason: "rejected" })
    expect(ledger.last).toMatchObject({ pendingRefund: null, refusedRefunds: 1 })
    expect(ledger.notes.at(-1)).toMatchObject({ type: "refund_failed", source: "job" })
  })

  test("because another one is under way for too long is left to it", async () => {
    const { resume, gateway, ledger } = await shopWithLostRefund({ isMade: false })
    ledger.holdRefund = async () => undefined as never
    await expect(resume()).rejects.toMatchObject({ reason: "not_allowed", retry: true })
    expect(gateway.refunds).toHaveLength(1)
  })
})
