import type { Attempt } from "../../core/attempt"
import type { Gateway, GatewayCapabilities } from "../../core/contract"
import { Money } from "../../core/money"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import { refundViewOf } from "../retrieve-attempt"

const sar = (amount: string) => Money.parse(amount, SAR)

const FIELDS = [{ name: "beneficiary", label: "Beneficiary", required: true }]

const gatewayWith = (capabilities: Partial<GatewayCapabilities>) =>
  ({
    capabilities: { refund: true, partialRefund: true, ...capabilities },
    refundFields: () => FIELDS,
  }) as unknown as Gateway

const paid: Partial<Attempt> = {
  status: "captured",
  received: sar("10.00"),
  taken: sar("10.00"),
  orderId: "order_1",
}

describe("whether a payment can be refunded", () => {
  test("what is left of it, with the gateway's own fields", () => {
    const attempt = openAttempt({ ...paid, refunded: sar("4.00"), refundedByShop: sar("4.00") })
    expect(refundViewOf(attempt, gatewayWith({}))).toEqual({
      possible: true,
      amount: "6.00",
      is_partial_possible: true,
      fields: FIELDS,
    })
    expect(refundViewOf(attempt, gatewayWith({ partialRefund: false }))).toMatchObject({
      possible: true,
      is_partial_possible: false,
    })
  })

  test("what is too much goes back by way of the exception", () => {
    const attempt = openAttempt({ ...paid, received: sar("12.00"), exception: "overpaid" })
    expect(refundViewOf(attempt, gatewayWith({})).amount).toBe("10.00")
  })

  test.each([
    ["gateway_cannot_refund", paid, gatewayWith({ refund: false })],
    ["gateway_not_configured", paid, undefined],
    ["not_paid", {}, gatewayWith({})],
    ["not_paid", { status: "pending", received: sar("10.00") }, gatewayWith({})],
    ["nothing_left", { ...paid, refundedByHand: sar("10.00") }, gatewayWith({})],
    ["use_resolution", { ...paid, exception: "late" }, gatewayWith({})],
  ] as const)("not: %s", (code, fields, gateway) => {
    const view = refundViewOf(openAttempt(fields), gateway)
    expect(view).toMatchObject({ possible: false, amount: "0.00", fields: [], reason_code: code })
    expect(view.reason).toMatch(/^[A-Z].*\.$/)
  })
})
