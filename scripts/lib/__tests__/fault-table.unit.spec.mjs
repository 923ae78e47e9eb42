import { faultTable } from "../fault-table.mjs"

const line = (fault, runs, lost, doubled, healMs) =>
  JSON.stringify({ fault, runs, lost, doubled, healMs })

describe("faultTable", () => {
  it("adds up the lines of one fault and keeps the order of the faults", () => {
    const report = [
      line("killed", 3, 0, 1, [1000, 31_000, 2000]),
      line("core", 5, 5, 0, []),
      line("killed", 1, 1, 0, [4000]),
    ].join("\n")
    expect(faultTable(`${report}\n`).split("\n")).toEqual([
      "fault   runs  lost  doubled  time to heal",
      "killed     4     1        1  4.0 s (at most 31.0 s)",
      "core       5     5        0  -",
    ])
  })
})
