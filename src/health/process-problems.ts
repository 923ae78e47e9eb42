import type { ShopProcess } from "../modules/payment-gateways/process-store"
import type { RunningProcess } from "./describe-process"
import type { Problem } from "./problem"

/** The reconciliation job runs every few seconds; this is far more than a busy process takes. */
const JOBS_LATE_SECONDS = 120

const REDIS_LOCKING =
  'Make "@medusajs/medusa/locking-redis" the default provider of the module "@medusajs/medusa/locking" in medusa-config.ts.'

/**
 * What is unsafe in how the shop's processes are set up.
 *
 * @param processes all that the registry knows
 */
export function findProcessProblems(
  self: RunningProcess,
  processes: readonly ShopProcess[]
): Problem[] {
  const found = [
    lockingInMemory(self, processes),
    lockingNeverExpires(self),
    jobsStopped(processes),
  ]
  return found.filter((problem) => problem !== undefined)
}

/**
 * Processes that run at the same time as another one. A process that was started again after a
 * crash has not: its forerunner had told of itself for the last time before that.
 */
export function runningTogether(processes: readonly ShopProcess[]): ShopProcess[] {
  const live = processes.filter(({ isLive }) => isLive)
  return live.filter((one) =>
    live.some(
      (other) => other !== one && one.seenAt > other.startedAt && other.seenAt > one.startedAt
    )
  )
}

function lockingInMemory(
  self: RunningProcess,
  processes: readonly ShopProcess[]
): Problem | undefined {
  const together = runningTogether(processes)
  if (together.some(({ locking }) => locking === "in-memory")) {
    return {
      code: "locking_in_memory",
      severity: "error",
      message: `${together.length} processes run this shop, but Medusa's locks are kept in the memory of each: two of them can change the same cart or order at once. The plugin guards its own payments by leases in the database; other payments, and staff's actions, are not guarded.`,
      cure: REDIS_LOCKING,
      since: new Date(Math.min(...together.map(({ startedAt }) => startedAt.getTime()))),
    }
  }
  const reason =
    self.workerMode === "shared"
      ? self.usesRedis && "Redis is set up"
      : `this process runs in worker mode "${self.workerMode}"`
  return self.locking === "in-memory" && reason
    ? {
        code: "locking_in_memory",
        severity: "warning",
        message: `Medusa's locks are kept in the memory of each process, which is safe for one process only; ${reason}, so there will be several.`,
        cure: REDIS_LOCKING,
      }
    : undefined
}

function lockingNeverExpires({ locking }: RunningProcess): Problem | undefined {
  return locking === "locking-postgres"
    ? {
        code: "locking_never_expires",
        severity: "warning",
        message:
          "Medusa's locking-postgres never takes over a lock that has expired: after a crash within a checkout, that cart cannot be completed any more.",
        cure: `${REDIS_LOCKING} Until then, after a crash: delete from locking where expiration < now().`,
      }
    : undefined
}

function jobsStopped(processes: readonly ShopProcess[]): Problem | undefined {
  const live = processes.filter(({ isLive }) => isLive)
  const longestRunning = live[0]
  if (!longestRunning) {
    return undefined
  }
  const lastRun = Math.max(...processes.map(({ jobsAt }) => jobsAt?.getTime() ?? 0))
  const since = new Date(Math.max(lastRun, longestRunning.startedAt.getTime()))
  const seconds = (longestRunning.readAt.getTime() - since.getTime()) / 1000
  if (seconds < JOBS_LATE_SECONDS) {
    return undefined
  }
  const hasWorker = live.some(({ workerMode }) => workerMode !== "server")
  return {
    code: "jobs_not_running",
    severity: "error",
    message:
      "No process runs the plugin's scheduled jobs: what no webhook tells is not found out, and what failed is not tried again.",
    cure: hasWorker
      ? "See the worker's log for errors of jobs named payment-gateways-…, and start it again."
      : 'Start a process with worker mode "worker" (or "shared").',
    since,
  }
}
