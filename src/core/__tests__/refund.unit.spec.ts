import { BigNumber } from "@medusajs/framework/utils"
import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"
import { shopWithPayment } from "./support/paid-shop"

describe("a refund", () => {
  test("is written before it is sent, and booked when it is made", async () => {
    const { refund, gateway, ledger, journal, refunded } = await shopWithPayment()

    const { data } = await refund({ value: "10", precision: 20 })

    expect(journal).toEqual([
      ...["gateway.read", "ledger.observe", "ledger.startRefund", "gateway.refund"],
    ])
    expect(gateway.refunds[0]).toMatchObject({ amount: Money.parse("10", SAR) })
    expect(refunded()).toBe("10.00")
    expect(ledger.last).toMatchObject({ status: "captured", pendingRefund: null })
    expect(ledger.notes.at(-1)).toMatchObject({
      type: "refunded",
      message: "10.00 SAR refunded.",
      data: { total: "10.00", reference: "refund-1" },
    })
    expect(data).toMatchObject({ session_id: "payses_1", status: "captured" })
  })

  test("has a key of our own that says nothing of Medusa's", async () => {
    const { refund, keys } = await shopWithPayment()

    await refund(10)

    expect(keys()[0]).toMatch(/^refund_[0-9a-f]{32}$/)
  })

  test.each<[string, unknown]>([
    ["a number", 2.5],
    ["a string", "2.50"],
    ["a BigNumber", new BigNumber("2.5")],
  ])("takes its amount as %s", async (_, amount) => {
    const { refund, refunded } = await shopWithPayment()

    await refund(amount)

    expect(refunded()).toBe("2.50")
  })

  test("of parts has another key for each", async () => {
    const { refund, keys, refunded } = await shopWithPayment()

    await refund(3)
    await refund(3)
    await refund(4)

    expect(new Set(keys()).size).toBe(3)
    expect(refunded()).toBe("10.00")
  })

  test("of what was received can be made though it was not enough", async () => {
    const { refund, refunded } = await shopWithPayment("4.00")

    await refund(4)

    expect(refunded()).toBe("4.00")
  })
})

describe("a refund is refused before it is sent", () => {
  test.each<[string, unknown, string]>([
    ["of more than was received", 10.01, "10.01 SAR cannot be refunded"],
    ["of nothing", 0, "must be more than zero"],
    ["of less than nothing", -1, "must be more than zero"],
    ["of no amount", "all", "not an amount of money"],
    ["of what cannot be paid exactly", 1 / 3, "more decimals"],
  ])("%s", async (_, amount, message) => {
    const { refund, gateway, ledger } = await shopWithPayment()

    await expect(refund(amount)).rejects.toThrow(message)
    expect(gateway.refunds).toEqual([])
    expect(ledger.last.pendingRefund).toBeNull()
  })

  test("of more than is left, also when the rest went back at the gateway", async () => {
    const { refund, gateway, payment } = await shopWithPayment()
    payment.refunded = Money.parse("4", SAR)

    await expect(refund(6.01)).rejects.toThrow(
      "10.00 SAR was received and 4.00 SAR is already refunded"
    )
    expect(gateway.refunds).toEqual([])
  })

  test("of a payment that is not there", async () => {
    const { provider, gateway } = fakeShop()
    const { data } = await provider.initiatePayment(sessionInput())

    await expect(provider.refundPayment({ amount: 10, data })).rejects.toMatchObject({
      reason: "not_allowed",
    })
    expect(gateway.refunds).toEqual([])
  })

  test.each([["9.99"], ["0.01"]])(
    "of a part of %s where the gateway takes no parts",
    async (part) => {
      const { refund, gateway } = await shopWithPayment()
      gateway.capabilities = { ...gateway.capabilities, partialRefund: false }

      await expect(refund(part)).rejects.toThrow("Only the full 10.00 SAR can be refunded here")
      await expect(refund("10.00")).resolves.toBeDefined()
    }
  )

  test.each<[string, (gateway: ReturnType<typeof fakeShop>["gateway"]) => void]>([
    ["no such call", (gateway) => (gateway.refund = undefined)],
    [
      "it not enabled",
      (gateway) => (gateway.capabilities = { ...gateway.capabilities, refund: false }),
    ],
  ])("by a gateway with %s", async (_, disable) => {
    const { refund, gateway, journal } = await shopWithPayment()
    disable(gateway)

    await expect(refund(10)).rejects.toMatchObject({
      reason: "not_allowed",
      message: expect.stringContaining("Send the money back by hand"),
    })
    expect(journal).toEqual([])
  })

  test("when the gateway cannot be asked before", async () => {
    const { refund, gateway } = await shopWithPayment()
    gateway.failNext("read", gatewayError("unavailable"))

    await expect(refund(10)).rejects.toMatchObject({ reason: "unavailable" })
    expect(gateway.refunds).toEqual([])
  })
})

describe("a refund that the gateway refuses", () => {
  test("is not booked, and has the same key at the next try", async () => {
    const { refund, gateway, ledger, keys, refunded } = await shopWithPayment()
    gateway.failNext("refund", gatewayError("rejected"))
    gateway.failNext("refund", gatewayError("rate_limited"))

    await expect(refund(10)).rejects.toMatchObject({ reason: "rejected" })
    expect(ledger.last.pendingRefund).toBeNull()
    expect(ledger.noteTypes()).toContain("refund_failed")
    await expect(refund(10)).rejects.toMatchObject({ reason: "rate_limited" })
    await refund(10)

    expect(new Set(keys()).size).toBe(1)
    expect(refunded()).toBe("10.00")
  })
})

describe("money that went back at the gateway", () => {
  test("is booked, and nothing is sent", async () => {
    const { refund, gateway, payment, refunded } = await shopWithPayment()
    payment.refunded = payment.received

    await refund(10)

    expect(gateway.refunds).toEqual([])
    expect(refunded()).toBe("10.00")
  })

  test("never makes the ledger say less than it has seen", async () => {
    const { refund, gateway, refunded } = await shopWithPayment()
    await refund(3)
    // A gateway that tells the sum of this refund alone.
    gateway.refund = async ({ amount }) => ({ refunded: amount })

    await refund(2)

    expect(refunded()).toBe("3.00")
  })
})
