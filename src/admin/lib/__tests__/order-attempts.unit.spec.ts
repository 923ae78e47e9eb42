import type { AttemptListItem } from "../api-types"
import { hasOurPayment, leadingAttempt } from "../order-attempts"

const attempt = (id: string, fields: Partial<AttemptListItem> = {}) =>
  ({ id, exception: null, received: "0.00", ...fields }) as AttemptListItem

describe("the attempt that an order's card is about", () => {
  const newest = attempt("newest")
  const paid = attempt("paid", { received: "10.00" })
  const late = attempt("late", { received: "10.00", exception: "late" })

  test.each([
    ["what needs attention", [newest, paid, late], "late"],
    ["what has money", [newest, paid], "paid"],
    ["the newest", [newest, attempt("older")], "newest"],
    ["none", [], undefined],
  ])("%s", (_, attempts, id) => {
    expect(leadingAttempt(attempts)?.id).toBe(id)
  })
})

test.each([
  ["pp_streampay_streampay", true],
  ["pp_stream-crypto_manual", true],
  ["pp_stripe_stripe", false],
  ["pp_system_default", false],
])("%s is ours: %s", (provider, expected) => {
  const payments = [{ provider_id: provider }]
  expect(hasOurPayment({ payment_collections: [{ payments }] })).toBe(expected)
})

test("an order without payments has none of ours", () => {
  expect(hasOurPayment({})).toBe(false)
  expect(hasOurPayment({ payment_collections: [{ payments: null }] })).toBe(false)
})
