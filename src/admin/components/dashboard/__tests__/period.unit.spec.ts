import { formatDay, formatDuration, lastDays, PERIODS } from "../period"

const NOW = Date.parse("2026-11-21T23:59:59Z")

it("a period has its days, today with them, and ends before tomorrow", () => {
  expect(lastDays(7, NOW)).toEqual({ from: "2026-11-15", to: "2026-11-22" })
  for (const days of PERIODS) {
    const { from, to } = lastDays(days, NOW)
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(days)
  }
})

it("days are those of UTC, whatever the browser's own", () => {
  expect(formatDay("2026-11-01", "en")).toBe("Nov 1")
  expect(formatDay("2026-11-01", "es")).toBe("1 nov")
})

it.each([
  [0, "0 sec"],
  [59, "59 sec"],
  [90, "1.5 min"],
  [7200, "2 hr"],
  [200_000, "2.3 days"],
])("%s seconds are %s", (seconds, words) => {
  expect(formatDuration(seconds, "en")).toBe(words)
})
