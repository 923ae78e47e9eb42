import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { PluginSettings } from "../core/ledger"
import type { ProcessStore, ShopProcess } from "../modules/payment-gateways/process-store"
import type { RunningProcess } from "./describe-process"
import { type ConfiguredGateway, type GatewayHealth, gatewayHealth } from "./gateway-health"
import type { Problem } from "./problem"
import { findProcessProblems } from "./process-problems"
import { type Queues, readLastWebhooks, readQueues, readStuckLocks } from "./read-queues"
import { findSetUpProblems, type JudgedSetUp } from "./set-up-problems"
import { findSettingsProblems } from "./settings-problems"
import { findWorkProblems } from "./work-problems"

/** What the plugin's health is judged by. */
export interface HealthSources {
  readonly knex: Knex
  readonly processes: Pick<ProcessStore, "list">
  readonly settings: PluginSettings
  readonly self: RunningProcess
  readonly gateways: readonly ConfiguredGateway[]
  readonly setUps: readonly JudgedSetUp[]
  readonly isProduction: boolean
}

export interface Health {
  /** `attention` when there is an error or a warning among the problems. */
  readonly status: "ok" | "attention"
  /** Errors first. */
  readonly problems: readonly Problem[]
  readonly processes: readonly ShopProcess[]
  readonly queues: Queues
  readonly gateways: readonly GatewayHealth[]
}

const ORDER = { error: 0, warning: 1, info: 2 } as const

/** Judges how the plugin is set up and how it works, by a few statements that all use an index. */
export async function readHealth(sources: HealthSources): Promise<Health> {
  const { knex, self } = sources
  const [processes, queues, lastWebhooks, stuckLocks] = await Promise.all([
    sources.processes.list(),
    readQueues(knex),
    readLastWebhooks(knex),
    self.locking === "locking-postgres" ? findStuckLocks(knex) : [],
  ])
  const gateways = sources.gateways.map((gateway) =>
    gatewayHealth(
      gateway,
      queues.checks.find(({ providerId }) => providerId === gateway.providerId),
      lastWebhooks.get(gateway.providerId)
    )
  )
  const problems = [
    ...findProcessProblems(self, processes),
    ...stuckLocks,
    ...findSettingsProblems(sources.settings),
    ...findSetUpProblems(sources.setUps, sources.isProduction),
    ...findWorkProblems(queues, gateways),
  ].sort((one, other) => ORDER[one.severity] - ORDER[other.severity])
  return {
    status: problems.some(({ severity }) => severity !== "info") ? "attention" : "ok",
    problems,
    processes,
    queues,
    gateways,
  }
}

async function findStuckLocks(knex: Knex): Promise<Problem[]> {
  const { count, since } = await readStuckLocks(knex)
  return count === 0
    ? []
    : [
        {
          code: "locks_stuck",
          severity: "error",
          message: `${count} of Medusa's locks have expired and are held all the same: those carts cannot be completed.`,
          cure: "delete from locking where expiration < now().",
          ...(since && { since }),
        },
      ]
}
