import { appendFileSync } from "node:fs"

/** What became of the purchases that met one kind of fault. */
export interface FaultResult {
  readonly fault: string
  readonly runs: number
  /** Paid, but no order in the end. */
  readonly lost: number
  /** More than one order or capture. */
  readonly doubled: number
  /** Milliseconds from the end of the fault until shop and gateway agreed. */
  readonly healMs: readonly number[]
}

/** Keeps a result for the table that the test run prints at its end. */
export function report(result: FaultResult): void {
  if (process.env.FAULTS_REPORT) {
    appendFileSync(process.env.FAULTS_REPORT, `${JSON.stringify(result)}\n`)
  }
}

/** Chooses by the size of the test run: `npm run test:faults`, or with `-- --full`. */
export function sized<Value>(small: Value, full: Value): Value {
  return process.env.FAULTS_SIZE === "full" ? full : small
}
