import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import { modeOf } from "../core/gateway-mode"
import { describeSituation } from "../core/situation"
import { findGateway } from "../settlement/resolve-gateway"
import { type AttemptListItem, attemptViewOf } from "./attempt-view"
import { readShopFacts } from "./shop-facts"

/** Attempts as staff's lists show them. */
export async function attemptItemsOf(
  container: MedusaContainer,
  attempts: readonly Attempt[]
): Promise<AttemptListItem[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { orderNumbers, orderEmails, cartEmails } = await readShopFacts(knex, attempts)
  const now = new Date()
  return attempts.map((attempt) => {
    const { providerId, gateway, orderId, paymentCollectionId } = attempt
    const provider = findGateway(container, providerId)
    return {
      ...attemptViewOf(attempt),
      gateway_name: provider?.definition.displayName ?? gateway,
      mode: provider ? modeOf(provider.options) : null,
      order_display_id: orderNumbers.get(orderId ?? "") ?? null,
      email: orderEmails.get(orderId ?? "") ?? cartEmails.get(paymentCollectionId ?? "") ?? null,
      situation: describeSituation(attempt, now),
    }
  })
}
