/**
 * Adds up the reports of several jest runs. A test file that could not be loaded counts as one
 * failed test, and so does a run that left no report.
 *
 * @param {({ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }
 *   | undefined)[]} reports jest's JSON output, `undefined` where a run left none
 * @returns {{ passed: number, failed: number, complaint: string | undefined }} `complaint` is set
 *   when the whole must not count as a success
 */
export function summarize(reports) {
  const sum = (count) => reports.reduce((total, report) => total + count(report), 0)
  const passed = sum((report) => report?.numPassedTests ?? 0)
  const failed = sum((report) =>
    report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1
  )
  if (failed > 0) {
    return { passed, failed, complaint: "There are failed tests." }
  }
  return { passed, failed, complaint: passed === 0 ? "No test was run." : undefined }
}
