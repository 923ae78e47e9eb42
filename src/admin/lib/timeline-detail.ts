import type { TimelineEntry } from "./api-types"
import { formatAmount } from "./format"

/** Of these the title says everything. */
const SAID_BY_TITLE = new Set([
  "authorized",
  "canceled",
  "created",
  "expired",
  "failed",
  "order_completed",
  "order_expired",
  "pending",
  "requires_more",
])

/** Of these the title and a sum say everything: under which name the sum is kept. */
const SAID_BY_SUM: Readonly<Record<string, string>> = {
  captured: "received",
  received: "received",
  seen: "amount",
  refund_seen: "amount",
  refund_progress: "amount",
  refund_reversed: "amount",
  refund_booked: "amount",
  refund_accounted: "amount",
  refunded: "amount",
  chargeback: "amount",
  written_off: "amount",
}

const DECIMAL = /^\d+(\.\d+)?$/

/**
 * What a line of a payment's story says beside its title. The shop words it in English; where the dashboard
 * speaks another language, and title and sum say the same, they do.
 *
 * @param unit of the sums
 * @returns `null` where nothing is left to say
 */
export function timelineDetail(
  { type, message, data }: Pick<TimelineEntry, "type" | "message" | "data">,
  unit: string,
  language: string
): string | null {
  if (/^en\b/.test(language)) {
    return message
  }
  if (SAID_BY_TITLE.has(type)) {
    return null
  }
  const sum = data?.[SAID_BY_SUM[type] ?? ""]
  return typeof sum === "string" && DECIMAL.test(sum) ? formatAmount(sum, unit, language) : message
}
