import type { MedusaContainer } from "@medusajs/framework/types"
import type { BaseProvider } from "../core/base-provider"
import type { WebhookDelivery, WebhookHint } from "../core/contract"
import { GatewayError } from "../core/errors"
import { findHintedAttempt } from "../core/find-hinted-attempt"
import { listGatewayIds, resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"

/** A verified webhook, and the provider whose payment it is about. */
export interface OwnedWebhook {
  readonly providerId: string
  readonly provider: BaseProvider
  readonly hint: WebhookHint
}

/**
 * Finds whose webhook this is. Some gateways know one address per account only, while a shop may
 * offer the account twice, e.g. with two flows: then the payment tells, if its own provider's
 * secret signed the webhook too.
 *
 * @param received the provider of the address that the webhook came to, which verified it
 */
export async function findWebhookOwner(
  container: MedusaContainer,
  received: OwnedWebhook,
  delivery: WebhookDelivery
): Promise<OwnedWebhook> {
  const { provider, hint } = received
  const gateway = provider.definition.identifier
  if (hint.concerns === "other" || listGatewayIds(container, gateway).length < 2) {
    return received
  }
  const { attempts } = resolveLedgerModule(container)
  const attempt = await findHintedAttempt(attempts, hint, { gateway })
  if (!attempt || attempt.providerId === received.providerId) {
    return received
  }
  try {
    const owner = resolveGateway(container, attempt.providerId)
    const { providerId } = attempt
    return { providerId, provider: owner, hint: owner.gateway.readWebhook(delivery) }
  } catch (error) {
    if (GatewayError.is(error)) {
      // Another account's payment, or a provider that is no longer configured.
      return received
    }
    throw error
  }
}
