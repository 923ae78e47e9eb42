import { describe, expect, it } from "@jest/globals"
import { statisticsPeriod } from "../statistics-period"

const NOW = new Date("2026-11-21T13:00:00Z")
const at = (text: string) => new Date(text)

describe("the days of statistics", () => {
  it("are the last thirty with today where nothing is asked", () => {
    const { from, to, days } = statisticsPeriod({}, NOW)
    expect([from, to]).toEqual([at("2026-10-23T00:00:00Z"), at("2026-11-22T00:00:00Z")])
    expect(days).toHaveLength(30)
    expect([days[0], days.at(-1)]).toEqual(["2026-10-23", "2026-11-21"])
  })

  it("are those that are asked for, without the last moment's", () => {
    const { days } = statisticsPeriod({ from: at("2028-02-28"), to: at("2028-03-02") }, NOW)
    expect(days).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"])
  })

  it("are whole days, also for moments within", () => {
    const { days } = statisticsPeriod(
      { from: at("2026-01-01T22:00:00Z"), to: at("2026-01-02T01:00:00Z") },
      NOW
    )
    expect(days).toEqual(["2026-01-01", "2026-01-02"])
  })

  it("are at most a leap year's, and at least one", () => {
    expect(
      statisticsPeriod({ from: at("2028-01-01"), to: at("2029-01-01") }, NOW).days
    ).toHaveLength(366)
    for (const asked of [
      { from: at("2028-01-01"), to: at("2029-01-02") },
      { from: at("2026-02-01"), to: at("2026-01-01") },
      { from: at("2027-01-01") },
    ]) {
      expect(() => statisticsPeriod(asked, NOW)).toThrow(/period/)
    }
  })
})
