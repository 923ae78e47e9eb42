import { container } from "@medusajs/framework"
import { inBackground } from "../settlement/in-background"
import { drainWebhookEvents } from "../webhooks/drain-webhook-events"

/** Takes up webhooks that were stored but not processed: after a crash, or after a failure. */
export default async function drainDueWebhookEvents(): Promise<void> {
  inBackground(container, "webhooks are processed later", drainWebhookEvents(container))
}

export const config = {
  name: "payment-gateways-drain-webhook-events",
  schedule: "*/5 * * * * *",
}
