import type { MedusaContainer } from "@medusajs/framework/types"
import { announcePaymentEvents } from "../settlement/announce-payment-events"

/** Tells what a killed process has not told any more. */
export default async function announceDuePaymentEvents(container: MedusaContainer): Promise<void> {
  await announcePaymentEvents(container)
}

export const config = {
  name: "payment-gateways-announce-payment-events",
  schedule: "*/15 * * * * *",
}
