/**
 * What the tests that kill Medusa have seen, as a table with one line per fault.
 *
 * @param {string} report one JSON object per line: fault, runs, lost, doubled, healMs (a list)
 */
export function faultTable(report) {
  const faults = new Map()
  for (const line of report.trim().split("\n")) {
    const { fault, runs, lost, doubled, healMs } = JSON.parse(line)
    const sum = faults.get(fault) ?? { runs: 0, lost: 0, doubled: 0, healMs: [] }
    faults.set(fault, {
      runs: sum.runs + runs,
      lost: sum.lost + lost,
      doubled: sum.doubled + doubled,
      healMs: [...sum.healMs, ...healMs],
    })
  }
  const rows = [...faults].map(([fault, { runs, lost, doubled, healMs }]) => [
    fault,
    ...[runs, lost, doubled].map(String),
    healMs.length === 0
      ? "-"
      : `${seconds(median(healMs))} (at most ${seconds(Math.max(...healMs))})`,
  ])
  return aligned([["fault", "runs", "lost", "doubled", "time to heal"], ...rows])
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column > 0 && column < 4 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])
        )
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}
