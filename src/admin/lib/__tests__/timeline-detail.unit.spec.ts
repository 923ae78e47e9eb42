import { timelineDetail } from "../timeline-detail"

const CAPTURED = {
  type: "captured",
  message: "The gateway has received the money in full.",
  data: { gateway_status: "PAID", received: "1234.50" },
}

test.each(["en", "en-GB"])("in English the shop's own words: %s", (language) => {
  expect(timelineDetail(CAPTURED, "usd", language)).toBe(CAPTURED.message)
})

test.each([
  ["es", "1234,50 USD"],
  ["pt-BR", "1.234,50 USD"],
  ["zh-CN", "1,234.50 USD"],
  ["ar-u-nu-latn", "\u20661,234.50 USD\u2069"],
])("in other languages the sum beside the title: %s", (language, sum) => {
  expect(timelineDetail(CAPTURED, "usd", language)).toBe(sum)
})

test("nothing where the title says everything", () => {
  const created = { type: "created", message: "Payment created at the gateway.", data: null }
  expect(timelineDetail(created, "usd", "es")).toBeNull()
})

test.each([
  ["refund_failed", { reason: "rejected" }],
  ["a_type_of_tomorrow", null],
  ["captured", { received: "much" }],
  ["captured", null],
])("the shop's words where nothing else says it: %s, %j", (type, data) => {
  const entry = { type, message: "Something happened.", data }
  expect(timelineDetail(entry, "usd", "es")).toBe("Something happened.")
})
