import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

/**
 * Looks at the payments of a canceled order soon: what is open is closed, what is kept is shown.
 * Should this event be lost, the schedule finds it.
 */
export default async function checkCanceledOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await resolveLedgerModule(container).checks.checkOrder(event.data.id)
}

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.CANCELED,
  context: { subscriberId: "payment-gateways-check-canceled-order" },
}
