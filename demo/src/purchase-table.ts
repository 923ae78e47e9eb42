import { type Offer, titleOf } from "./offers"
import type { PurchaseResult } from "./purchase"
import { formatSeconds } from "./steps"

/** One purchase of the run. */
export interface PurchaseRow {
  offer: Offer
  result: PurchaseResult
  /** From the empty cart to the paid order, in milliseconds. */
  milliseconds: number
}

const HEADINGS = ["gateway", "amount", "session", "webhook", "order", "paid", "time"]

/** All purchases of a run as lines of a table. */
export function purchaseTable(rows: readonly PurchaseRow[]): string[] {
  const cells = rows.map(({ offer, result, milliseconds }) => [
    titleOf(offer),
    result.amount,
    result.sessionId,
    result.webhook,
    result.order,
    result.paymentStatus,
    formatSeconds(milliseconds),
  ])
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0))
  )
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd()
  return [line(HEADINGS), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)]
}
