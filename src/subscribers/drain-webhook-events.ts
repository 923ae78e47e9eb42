import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { inBackground } from "../settlement/in-background"
import { drainWebhookEvents } from "../webhooks/drain-webhook-events"
import { WEBHOOK_STORED } from "../webhooks/kick-engine"

/** Processes webhooks as soon as they are stored. */
export default async function drainOnKick({ container }: SubscriberArgs): Promise<void> {
  inBackground(container, "webhooks are processed later", drainWebhookEvents(container))
}

export const config: SubscriberConfig = {
  event: WEBHOOK_STORED,
  context: { subscriberId: "payment-gateways-drain-webhook-events" },
}
