import type { MedusaContainer } from "@medusajs/framework/types"
import { testSentAt } from "../core/test-webhook"
import { resolveLedgerModule } from "../settlement/resolve-gateway"

/**
 * A test webhook with the right signature has come in: it is marked as arrived, and leads nowhere
 * else.
 *
 * @returns whether this shop has sent it a moment ago; one that was sent by another shop, or comes
 * a second time, is no test of ours
 */
export async function receiveTestWebhook(
  container: MedusaContainer,
  providerId: string,
  token: string
): Promise<boolean> {
  const sentAt = testSentAt(token)
  return (
    sentAt !== undefined &&
    (await resolveLedgerModule(container).providers.receiveTest(providerId, sentAt))
  )
}
