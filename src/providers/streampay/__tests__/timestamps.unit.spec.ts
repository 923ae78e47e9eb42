import { isPayable } from "../payment-link-state"
import { parseTimestamp } from "../timestamps"
import { linkReply } from "./support/replies"

describe("times as StreamPay writes them", () => {
  it.each([
    ["2026-01-02T04:00:00Z", "2026-01-02T04:00:00.000Z"],
    ["2026-01-02T04:00:00", "2026-01-02T04:00:00.000Z"],
    ["2025-07-22T14:40:31.485576", "2025-07-22T14:40:31.485Z"],
    ["2026-01-02T04:00:00.5z", "2026-01-02T04:00:00.500Z"],
    ["2026-01-02T07:00:00+03:00", "2026-01-02T04:00:00.000Z"],
    ["2026-01-02T07:00:00+0300", "2026-01-02T04:00:00.000Z"],
    ["2026-01-01T23:00:00-05:00", "2026-01-02T04:00:00.000Z"],
    ["2026-01-02 04:00:00", "2026-01-02T04:00:00.000Z"],
    ["2026-01-02", "2026-01-02T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(parseTimestamp(text)?.toISOString()).toBe(expected)
  })

  it.each([null, undefined, "", "soon", "2026-13-45T00:00:00Z"])("%j is no time", (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })

  it("compares a time without a zone as UTC, wherever the server stands", () => {
    const link = linkReply({ valid_until: "2026-01-02T04:00:00" })
    expect(isPayable({ link, now: new Date("2026-01-02T03:59:59.999Z") })).toBe(true)
    expect(isPayable({ link, now: new Date("2026-01-02T04:00:00Z") })).toBe(false)
  })
})
