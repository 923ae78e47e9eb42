import type { AttemptStatus, PaymentException } from "../attempt"
import { eventNameOf, isAnnounced, PaymentGatewayEvents } from "../payment-events"

const STATUSES: Record<AttemptStatus, string | undefined> = {
  created: undefined,
  pending: undefined,
  requires_more: undefined,
  authorized: "payment_gateways.authorized",
  captured: "payment_gateways.captured",
  failed: "payment_gateways.failed",
  canceled: "payment_gateways.canceled",
  expired: "payment_gateways.expired",
}

const EXCEPTIONS: Record<PaymentException, string> = {
  underpaid: "payment_gateways.exception",
  overpaid: "payment_gateways.exception",
  late: "payment_gateways.exception",
  duplicate: "payment_gateways.exception",
  mismatched: "payment_gateways.exception",
  orphaned: "payment_gateways.exception",
}

const OTHERS: Record<string, string> = {
  order_completed: "payment_gateways.order_completed",
  order_expired: "payment_gateways.order_expired",
  refunded: "payment_gateways.refunded",
  refund_seen: "payment_gateways.refunded",
  refund_failed: "payment_gateways.refund_failed",
  refund_reversed: "payment_gateways.refund_failed",
  exception_resolved: "payment_gateways.exception_resolved",
  chargeback: "payment_gateways.charged_back",
}

/** Lines of the story that are for staff alone. */
const UNTOLD = [
  ...["asked", "create_failed", "received", "unknown_status", "abandoned", "void_failed"],
  ...["refund_started", "order_failed", "order_refused", "books_mended"],
  ...["refund_accounted", "refund_booked", "written_off", "policy_failed"],
]

describe("what is told to the rest of the shop", () => {
  const announced = Object.entries({ ...STATUSES, ...EXCEPTIONS, ...OTHERS })

  test.each(announced)("%s as %s", (type, name) => {
    expect(eventNameOf(type)).toBe(name)
    expect(isAnnounced(type)).toBe(name !== undefined)
  })

  test.each(UNTOLD)("not %s", (type) => {
    expect(eventNameOf(type)).toBeUndefined()
    expect(isAnnounced(type)).toBe(false)
  })

  test.each(["", "Captured", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "nothing that it does not know: %j",
    (type) => {
      expect(eventNameOf(type)).toBeUndefined()
      expect(isAnnounced(type)).toBe(false)
    }
  )

  test("is every event that is documented, under the plugin's own prefix", () => {
    const told = new Set(announced.flatMap(([, name]) => name ?? []))
    expect(told).toEqual(new Set(Object.values(PaymentGatewayEvents)))
    for (const [key, name] of Object.entries(PaymentGatewayEvents)) {
      expect(name).toBe(`payment_gateways.${key.toLowerCase()}`)
    }
  })
})
