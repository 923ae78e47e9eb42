import type { MedusaContainer } from "@medusajs/framework/types"
import { processWebhookEvents } from "../settlement/process-webhook-events"

const AT_ONCE = 20

/** Takes up webhooks that were stored but not processed: after a crash, or after a failure. */
export default async function processDueWebhookEvents(container: MedusaContainer): Promise<void> {
  let taken: number
  do {
    taken = await processWebhookEvents(container, { limit: AT_ONCE })
  } while (taken === AT_ONCE)
}

export const config = {
  name: "payment-gateways-process-webhook-events",
  schedule: "*/10 * * * * *",
}
