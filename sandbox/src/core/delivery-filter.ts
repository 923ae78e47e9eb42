import type { Delivery, DeliveryState } from "./webhook-types"

/** Which deliveries to list. */
export interface DeliveryFilter {
  gateway?: string
  event?: string
  state?: DeliveryState
  entityId?: string
}

/** Whether a delivery has all that the filter names. */
export function matchesFilter(delivery: Delivery, filter: DeliveryFilter): boolean {
  return (
    (!filter.gateway || delivery.gateway === filter.gateway) &&
    (!filter.event || delivery.event === filter.event) &&
    (!filter.state || delivery.state === filter.state) &&
    (!filter.entityId || delivery.entityId === filter.entityId)
  )
}
