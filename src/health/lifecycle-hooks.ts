import { container } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IncidentStore } from "../modules/payment-gateways/incident-store"
import { observeQueues } from "../observability"
import type { Presence } from "./presence"
import { readQueues } from "./read-queues"
import { runsShop } from "./runs-shop"

/**
 * What Medusa calls on a module when the application has started and when it ends; a killed
 * process ends without.
 */
export function lifecycleHooks(
  presence: Presence,
  incidents: Pick<IncidentStore, "flush">,
  knex: Knex
) {
  let stopObserving: (() => void) | undefined
  return {
    onApplicationStart: async (): Promise<void> => {
      if (!runsShop(process.argv)) {
        return
      }
      stopObserving ??= observeQueues(async () => (await readQueues(knex)).states)
      await presence.begin(container)
    },
    onApplicationShutdown: async (): Promise<void> => {
      stopObserving?.()
      stopObserving = undefined
      await incidents.flush()
      await presence.end()
    },
  }
}
