import { container } from "@medusajs/framework"
import { inBackground } from "../settlement/in-background"
import { checkDueCredentials } from "../setup/check-credentials"

/** Finds out within a day that a gateway no longer takes the shop's keys. */
export default async function checkCredentialsDaily(): Promise<void> {
  const checked = checkDueCredentials(container, new Date())
  inBackground(container, "keys are checked an hour later", checked)
}

// Every hour, and each gateway once a day: a shop that is down at one hour checks at the next.
export const config = {
  name: "payment-gateways-check-credentials",
  schedule: "29 * * * *",
}
