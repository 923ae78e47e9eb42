import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { drainWebhookEvents } from "../webhooks/drain-webhook-events"
import { WEBHOOK_STORED } from "../webhooks/kick-engine"

/** Processes webhooks as soon as they are stored. */
export default async function drainOnKick({ container }: SubscriberArgs): Promise<void> {
  await drainWebhookEvents(container)
}

export const config: SubscriberConfig = {
  event: WEBHOOK_STORED,
  context: { subscriberId: "payment-gateways-drain-webhook-events" },
}
