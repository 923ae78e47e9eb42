import { refundReference } from "../refund-reference"
import { openAttempt } from "./support/attempts"

it.each([
  [0, "refund_1"],
  [1, "refund_1_2"],
  [2, "refund_1_3"],
])("after %i refusals for good the reference is %s", (refusedRefunds, reference) => {
  const attempt = openAttempt({ refusedRefunds })
  expect(refundReference({ attempt, idempotencyKey: "refund_1" })).toBe(reference)
})
