import type { ShopProcess } from "../../../modules/payment-gateways/process-store"
import type { RunningProcess } from "../../describe-process"

export const NOW = new Date("2030-01-01T12:00:00Z")

/** That many seconds before now. */
export const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)

let count = 0

/** A process that has run for ten minutes, with jobs, unless told otherwise. */
export function aProcess(changes: Partial<ShopProcess> = {}): ShopProcess {
  count += 1
  return {
    id: `pgprc_${count}`,
    workerMode: "shared",
    locking: "in-memory",
    eventBus: "event-bus-local",
    startedAt: ago(600),
    seenAt: ago(5),
    jobsAt: ago(5),
    isLive: true,
    readAt: NOW,
    ...changes,
  }
}

/** The process that judges. */
export function aRunningProcess(changes: Partial<RunningProcess> = {}): RunningProcess {
  return {
    id: "pgprc_self",
    workerMode: "shared",
    locking: "in-memory",
    eventBus: "event-bus-local",
    usesRedis: false,
    ...changes,
  }
}
