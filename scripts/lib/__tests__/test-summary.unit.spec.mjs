import { summarize } from "../test-summary.mjs"

const report = (passed, failed = 0, broken = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
})

describe("summarize", () => {
  it("adds up the runs", () => {
    expect(summarize([report(3), report(4)])).toEqual({
      passed: 7,
      failed: 0,
      complaint: undefined,
    })
  })

  it.each([
    ["a failed test", [report(3, 1)], 3, 1],
    ["a file that could not be loaded", [report(3, 0, 1)], 3, 1],
    ["a run without a report", [report(3), undefined], 3, 1],
  ])("counts %s as failed", (_, reports, passed, failed) => {
    expect(summarize(reports)).toEqual({ passed, failed, complaint: expect.any(String) })
  })

  it("does not take nothing for a success", () => {
    expect(summarize([report(0), report(0)]).complaint).toBe("No test was run.")
  })
})
