import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

/**
 * Looks at the payments of a canceled order soon: what is open is closed, what is kept is shown.
 * Should this event be lost, the schedule finds it.
 */
export default async function checkCanceledOrder({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: event.data.id },
  })) as unknown as { data: { payment_collection_id: string }[] }
  const ids = data.map(({ payment_collection_id: id }) => id)
  await resolveLedgerModule(container).checks.checkNow(ids, event.data.id)
}

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.CANCELED,
  context: { subscriberId: "payment-gateways-check-canceled-order" },
}
