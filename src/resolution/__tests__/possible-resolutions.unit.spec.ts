import fc from "fast-check"
import { SAR } from "../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../core/__tests__/support/attempts"
import {
  type Attempt,
  type AttemptStatus,
  type CollectField,
  excessOf,
  type PaymentException,
  standingOf,
} from "../../core/attempt"
import type { Gateway } from "../../core/contract"
import { Money } from "../../core/money"
import type { MedusaFacts } from "../../settlement/medusa-facts"
import { possibleResolutions } from "../possible-resolutions"

const riyals = (amount: string) => Money.parse(amount, SAR)

const gatewayThat = (refund: boolean, fields: readonly CollectField[] = []) =>
  ({ capabilities: { refund }, refundFields: () => fields }) as unknown as Gateway

const CAN_REFUND = gatewayThat(true)
const CANNOT_REFUND = gatewayThat(false)

const factsWith = (fields: Partial<MedusaFacts> = {}): MedusaFacts => ({
  session: null,
  payment: null,
  otherPayments: [],
  cartId: "cart_1",
  order: null,
  ...fields,
})

const CAPTURED = {
  payment: { id: "pay_1", sessionId: "payses_1", isCaptured: true, capturedAt: new Date(0) },
  order: { id: "order_1", isCanceled: false },
}

const held = (exception: PaymentException, fields: Partial<Attempt> = {}): Attempt =>
  openAttempt({ exception, received: riyals("10.00"), ...fields })

const actionsOf = (attempt: Attempt, facts = factsWith(), gateway = CAN_REFUND) =>
  possibleResolutions(attempt, facts, gateway).map(({ action }) => action)

describe("what can be done", () => {
  it("is nothing, where there is nothing to decide", () => {
    expect(actionsOf(openAttempt({ received: riyals("10.00") }))).toEqual([])
  })

  it.each<[string, Attempt, MedusaFacts, readonly string[]]>([
    [
      "too little money",
      held("underpaid", { received: riyals("7.00") }),
      factsWith(),
      ["accept", "attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "too much money",
      held("overpaid", { status: "captured", received: riyals("12.00") }),
      factsWith(CAPTURED),
      ["refund", "record_refund", "dismiss"],
    ],
    [
      "money after its time, of which Medusa knows nothing",
      held("late", { status: "expired" }),
      factsWith(),
      ["accept", "attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "money of a canceled order",
      held("late", { status: "captured" }),
      factsWith({ order: { id: "order_1", isCanceled: true } }),
      ["attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "money that came twice, and is not booked",
      held("duplicate", { status: "captured" }),
      factsWith({ order: CAPTURED.order }),
      ["attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "money that came twice, and is booked twice",
      held("duplicate", { status: "captured" }),
      factsWith(CAPTURED),
      ["refund", "record_refund", "dismiss"],
    ],
    [
      "money of a cart that is open",
      held("orphaned", { status: "captured" }),
      factsWith(),
      ["complete_order", "attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "money of a cart that is gone",
      held("orphaned", { status: "captured" }),
      factsWith({ cartId: null }),
      ["attach_to_order", "refund", "record_refund", "dismiss"],
    ],
    [
      "money of another payment's facts",
      held("mismatched", { mismatch: "currency" }),
      factsWith(),
      ["dismiss"],
    ],
    [
      "money that has gone back",
      held("orphaned", { status: "captured", refunded: riyals("10.00") }),
      factsWith(),
      ["dismiss"],
    ],
  ])("about %s", (_, attempt, facts, actions) => {
    expect(actionsOf(attempt, facts)).toEqual(actions)
  })

  it("is no refund where the gateway makes none; that by hand remains", () => {
    expect(actionsOf(held("late", { status: "captured" }), factsWith(), CANNOT_REFUND)).toEqual([
      "attach_to_order",
      "record_refund",
      "dismiss",
    ])
  })
})

describe("a way out", () => {
  const find = (attempt: Attempt, action: string, gateway = CAN_REFUND, facts = factsWith()) =>
    possibleResolutions(attempt, facts, gateway).find((one) => one.action === action)

  it("of too much money is about what is too much, and of other money about what is here", () => {
    const over = held("overpaid", { status: "captured", received: riyals("12.50") })
    expect(find(over, "refund")?.amount.toDecimal()).toBe("2.50")
    const part = held("duplicate", { status: "captured", refunded: riyals("4.00") })
    expect(find(part, "refund")?.amount.toDecimal()).toBe("6.00")
  })

  it("asks what the gateway has to know for a refund, and nothing else", () => {
    const field = { name: "address", label: "Address", required: true }
    const gateway = gatewayThat(true, [field])
    const attempt = held("orphaned", { status: "captured" })
    expect(find(attempt, "refund", gateway)?.fields).toEqual([field])
    expect(find(attempt, "record_refund", gateway)?.fields.map(({ name }) => name)).toEqual([
      "reference",
    ])
    expect(find(attempt, "attach_to_order", gateway)?.fields.map(({ name }) => name)).toEqual([
      "order_id",
    ])
    expect(find(attempt, "dismiss", gateway)?.fields).toEqual([])
  })

  it("says what is let go, and lets nothing go where all is there", () => {
    const short = find(held("underpaid", { received: riyals("7.00") }), "accept")
    expect(short?.description).toMatch(/7\.00 SAR.*credited with 3\.00 SAR/)
    const whole = find(held("late", { status: "expired" }), "accept")
    expect(whole?.description).toMatch(/10\.00 SAR as paid/)
    expect(whole?.description).not.toContain("credited")
  })
})

const EXCEPTIONS = ["underpaid", "overpaid", "late", "duplicate", "mismatched", "orphaned"] as const
const STATUSES: readonly AttemptStatus[] = ["pending", "requires_more", "captured", "expired"]

const anyCase = fc.record({
  exception: fc.constantFrom(...EXCEPTIONS),
  status: fc.constantFrom(...STATUSES),
  received: fc.bigInt({ min: 0n, max: 2_000n }),
  refundedPercent: fc.bigInt({ min: 0n, max: 100n }),
  isBooked: fc.boolean(),
  hasCart: fc.boolean(),
  canRefund: fc.boolean(),
})

it("never offers money that is not here, and always a way that needs none", () => {
  fc.assert(
    fc.property(anyCase, ({ refundedPercent, isBooked, hasCart, canRefund, ...fields }) => {
      const received = Money.ofMinor(fields.received, SAR)
      const refunded = Money.ofMinor((fields.received * refundedPercent) / 100n, SAR)
      const attempt = held(fields.exception, { status: fields.status, received, refunded })
      const facts = factsWith({ ...(isBooked && CAPTURED), cartId: hasCart ? "cart_1" : null })
      const ways = possibleResolutions(attempt, facts, gatewayThat(canRefund))
      const most = fields.exception === "overpaid" ? excessOf(attempt) : standingOf(attempt)
      const actions = ways.map(({ action }) => action)
      return (
        actions.at(-1) === "dismiss" &&
        new Set(actions).size === actions.length &&
        ways.every(({ amount }) => amount.equals(most)) &&
        (most.isPositive() || actions.length === 1) &&
        (canRefund || !actions.includes("refund")) &&
        (!isBooked || !actions.includes("attach_to_order"))
      )
    })
  )
})
