import type { BatchObservableResult } from "@opentelemetry/api"
import { instruments } from "./instruments"
import { ATTRIBUTE } from "./scope"

/** What waits in the shop's database. */
export type QueueName = "webhooks_waiting" | "webhooks_dead" | "checks_due" | "announcements_due"

/** One queue at one moment. */
export interface QueueState {
  readonly depth: number
  /** For how long the oldest item has been due; 0 in an empty queue. Absent where age says nothing. */
  readonly oldestSeconds?: number
}

/**
 * Reports the queues as `payment_gateways.queue.depth` and `payment_gateways.queue.age`. The
 * database is asked when a reader collects, and only then.
 *
 * @param read rejects when the database is gone; OpenTelemetry then reports no value
 * @returns ends the reporting
 */
export function observeQueues(
  read: () => Promise<Readonly<Record<QueueName, QueueState>>>
): () => void {
  const made = instruments()
  if (!made) {
    return () => undefined
  }
  const { meter, queueDepth, queueAge } = made
  const report = async (result: BatchObservableResult) => {
    for (const [queue, { depth, oldestSeconds }] of Object.entries(await read())) {
      const attributes = { [ATTRIBUTE.queue]: queue }
      result.observe(queueDepth, depth, attributes)
      if (oldestSeconds !== undefined) {
        result.observe(queueAge, oldestSeconds, attributes)
      }
    }
  }
  meter.addBatchObservableCallback(report, [queueDepth, queueAge])
  return () => meter.removeBatchObservableCallback(report, [queueDepth, queueAge])
}
