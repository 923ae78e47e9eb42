import type { Resolution, ResolutionAction } from "../api-types"
import { isFine, resolutionInput, resolutionProblems } from "../resolution-input"
import { translateIn } from "./support/texts"

const t = translateIn("en")
const way = (action: ResolutionAction, ...names: string[]): Resolution => ({
  action,
  amount: "57.90",
  description: "",
  fields: names.map((name) => ({ name, label: name, required: true })),
})
const form = (answers: Record<string, string> = {}, more = {}) => ({
  amount: "57.90",
  reason: "",
  answers,
  ...more,
})
const wrong = (...[chosen, filled]: [Resolution, ReturnType<typeof form>]) =>
  resolutionProblems(chosen, filled, "usd", t, "en")

test.each([
  [way("accept"), form(), { action: "accept" }],
  [way("complete_order"), form(), { action: "complete_order" }],
  [
    way("attach_to_order", "order_id"),
    form({ order_id: "order_1" }),
    { action: "attach_to_order", order_id: "order_1" },
  ],
  [
    way("refund", "currency", "reference"),
    form({ currency: "USDC", reference: "r" }, { amount: " 5.00 ", reason: " asked for " }),
    {
      action: "refund",
      amount: "5.00",
      fields: { currency: "USDC", reference: "r" },
      reason: "asked for",
    },
  ],
  [
    way("record_refund", "reference"),
    form({ reference: "tx 1" }),
    { action: "record_refund", amount: "57.90", reference: "tx 1" },
  ],
  [way("dismiss"), form({}, { reason: "a tip" }), { action: "dismiss", reason: "a tip" }],
])("$action is sent as the shop takes it", (chosen, filled, sent) => {
  expect(isFine(wrong(chosen, filled))).toBe(true)
  expect(resolutionInput(chosen, filled)).toEqual(sent)
})

test("what is dismissed is explained", () => {
  expect(wrong(way("dismiss"), form())).toMatchObject({
    reason: "Say why, for those who read this later.",
  })
})

test("no more than there is", () => {
  expect(wrong(way("refund"), form({}, { amount: "58" }))).toMatchObject({
    amount: "At most 57.90 USD is possible.",
  })
})

test("an amount that nobody is asked for is not looked at", () => {
  expect(isFine(wrong(way("accept"), form({}, { amount: "58" })))).toBe(true)
})

test("what a way needs to know is asked for", () => {
  expect(wrong(way("attach_to_order", "order_id"), form())).toMatchObject({
    fields: { order_id: "This is needed." },
  })
})
