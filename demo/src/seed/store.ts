import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  linkSalesChannelsToApiKeyWorkflow,
  updateApiKeysWorkflow,
  updateSalesChannelsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { MARKETS } from "../markets"

const CHANNEL_NAME = "Demo storefront"

/**
 * Names the store, sales channel and publishable key that Medusa made when it first started, and
 * lets the store sell in the demo's currencies.
 *
 * @returns the sales channel's id
 */
export async function seedStore(container: MedusaContainer): Promise<string> {
  const [store] = await container.resolve(Modules.STORE).listStores()
  const salesChannelId = store?.default_sales_channel_id
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
  if (!store || !salesChannelId || !key) {
    throw new Error("Medusa has not made its default store, sales channel and publishable key.")
  }
  await updateSalesChannelsWorkflow(container).run({
    input: {
      selector: { id: salesChannelId },
      update: { name: CHANNEL_NAME, description: "Where the demo buys" },
    },
  })
  await updateApiKeysWorkflow(container).run({
    input: { selector: { id: key.id }, update: { title: CHANNEL_NAME } },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [salesChannelId] },
  })
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: "Demo shop",
        supported_currencies: MARKETS.map(({ currency }, position) => ({
          currency_code: currency,
          is_default: position === 0,
          is_tax_inclusive: true,
        })),
      },
    },
  })
  return salesChannelId
}
