import { openAttempt } from "../../core/__tests__/support/attempts"
import { GatewayError } from "../../core/errors"
import { parseDecision } from "../parse-decision"
import { RESOLUTION_ACTIONS } from "../resolution"

const attempt = openAttempt({ exception: "underpaid" })

const parse = (input: unknown) => parseDecision(input, attempt, "user_1")

const refusalOf = (input: unknown, of = attempt) => {
  try {
    parseDecision(input, of, "user_1")
  } catch (error) {
    return GatewayError.is(error) ? [error.reason, error.message] : [String(error)]
  }
  throw new Error("it was taken")
}

it("reads a decision with all that it can have", () => {
  const decision = parse({
    action: "refund",
    amount: "1.50",
    fields: { address: "0x1" },
    reference: " tx-1 ",
    reason: " wrong item ",
  })
  expect(decision).toMatchObject({
    action: "refund",
    exception: "underpaid",
    fields: { address: "0x1" },
    reference: "tx-1",
    reason: "wrong item",
    decidedBy: "user_1",
  })
  expect(decision.amount?.toString()).toBe("1.50 SAR")
})

it("leaves out what was not said, and takes null for that", () => {
  const nothing = { amount: null, order_id: null, fields: null, reference: null, reason: null }
  for (const input of [{ action: "accept" }, { action: "accept", ...nothing }]) {
    expect(parse(input)).toEqual({
      action: "accept",
      exception: "underpaid",
      amount: undefined,
      orderId: undefined,
      fields: {},
      reference: undefined,
      reason: undefined,
      decidedBy: "user_1",
    })
  }
})

it("takes an amount as a number too, exactly", () => {
  expect(parse({ action: "refund", amount: 0.1 }).amount?.minor).toBe(10n)
})

it.each<[string, unknown, string]>([
  ["nothing", undefined, "action"],
  ["a text", "accept", "body"],
  ["a list", [], "body"],
  ["an unknown action", { action: "forgive" }, "action"],
  ["a member of no meaning", { action: "accept", amuont: "1.00" }, "amuont"],
  ["an empty reason", { action: "dismiss", reason: "  " }, "reason"],
  ["a reason without end", { action: "dismiss", reason: "x".repeat(501) }, "reason"],
  ["a reference that is a number", { action: "record_refund", reference: 4711 }, "reference"],
  ["fields that are no texts", { action: "refund", fields: { branch: 1 } }, "fields"],
  ["an amount that is an object", { action: "refund", amount: { value: "1" } }, "amount"],
])("refuses %s, and names it", (_, input, name) => {
  const [reason, message] = refusalOf(input)
  expect(reason).toBe("invalid_input")
  expect(message).toContain(`not valid here: ${name}`)
  for (const action of RESOLUTION_ACTIONS) {
    expect(message).toContain(action)
  }
})

it.each(["much", "1.234", "1e80", "0x10"])("refuses %s as an amount", (amount) => {
  expect(refusalOf({ action: "refund", amount })[0]).toBe("invalid_amount")
})

it("wants to know which order is to be paid", () => {
  expect(refusalOf({ action: "attach_to_order" })).toEqual([
    "invalid_input",
    expect.stringContaining("order_id"),
  ])
  expect(parse({ action: "attach_to_order", order_id: "order_1" }).orderId).toBe("order_1")
})

it("takes no decision where there is nothing to decide", () => {
  const [reason, message] = refusalOf({ action: "accept" }, openAttempt())
  expect([reason, message]).toEqual(["not_allowed", expect.stringContaining("story")])
})
