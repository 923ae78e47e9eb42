import type { IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { inBackground } from "../settlement/in-background"
import { onceAtATime } from "../settlement/once-at-a-time"

/** On Medusa's event bus, for the plugin itself: there is a webhook to be processed. */
export const WEBHOOK_STORED = "payment_gateways.webhook_stored"

/**
 * Medusa's word for it on the Redis bus, where one event comes after the other and internal ones
 * come last: a shopper waits for this one, and it is over at once.
 */
const CRITICAL = 10

/**
 * Has stored webhooks processed at once, in whichever process the event bus reaches: with a local
 * bus in this one, with Redis in a worker. Nothing depends on it: a job finds what is left over.
 */
export function kickEngine(container: MedusaContainer): void {
  const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  inBackground(container, "webhooks are processed a little later", kick(bus, bus))
}

/** Webhooks that come while a kick is on its way are covered by one more. */
const kick = onceAtATime((bus: IEventBusModuleService) =>
  bus.emit({ name: WEBHOOK_STORED, data: {} }, { internal: true, priority: CRITICAL })
)
