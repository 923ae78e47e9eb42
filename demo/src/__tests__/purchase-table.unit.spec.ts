import { OFFERS } from "../offers"
import { purchaseTable } from "../purchase-table"

it("lines the purchases up under their headings", () => {
  const result = {
    sessionId: "payses_01",
    amount: "137.00 SAR",
    webhook: "paid, signed, answered with 200",
    order: "#1",
    paymentStatus: "captured",
  }
  const rows = OFFERS.map((offer) => ({ offer, result, milliseconds: 1234 }))
  const [headings = "", rule = "", ...lines] = purchaseTable(rows)
  expect(headings.trim().split(/\s{2,}/)).toEqual([
    "gateway",
    "amount",
    "session",
    "webhook",
    "order",
    "paid",
    "time",
  ])
  expect(rule).toMatch(/^ {2}-+( {2}-+)+$/)
  expect(lines).toHaveLength(OFFERS.length)
  const at = headings.indexOf("session")
  expect(lines.every((line) => line.slice(at).startsWith("payses_01"))).toBe(true)
})
