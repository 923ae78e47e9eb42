import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"

/** What a seeded shop is known by. */
export interface SeededShop {
  readonly publishableKey: string
  /** Region id by lower-case currency code. */
  readonly regions: Readonly<Record<string, string>>
  readonly variantId: string
}

/** Price of the one product, in major units, by lower-case currency code. */
export const PRICES = {
  sar: 105.5,
  kwd: 12.345,
  usd: 20,
  eur: 0.5,
  aed: 33.25,
  brl: 192.6,
  clp: 35540,
} as const

const COUNTRIES: Readonly<Record<keyof typeof PRICES, string>> = {
  sar: "sa",
  kwd: "kw",
  usd: "us",
  eur: "de",
  aed: "ae",
  brl: "br",
  clp: "cl",
}

/**
 * A shop with one product that needs neither stock nor shipping, and a region per currency.
 *
 * @param providers enabled in every region, or in that of a currency
 */
export async function seedShop(
  container: MedusaContainer,
  providers: readonly string[] | ((currency: keyof typeof PRICES) => readonly string[])
): Promise<SeededShop> {
  const providersOf = typeof providers === "function" ? providers : () => providers
  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "Web" }] },
  })
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "Web", type: "publishable", created_by: "test" }] },
  })
  const channelId = channels[0]?.id ?? ""
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: keys[0]?.id ?? "", add: [channelId] },
  })
  const currencies = Object.keys(PRICES) as (keyof typeof PRICES)[]
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: currencies.map((currency) => ({
        name: currency.toUpperCase(),
        currency_code: currency,
        countries: [COUNTRIES[currency]],
        payment_providers: [...providersOf(currency)],
        is_tax_inclusive: true,
        automatic_taxes: false,
      })),
    },
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Dates",
          status: "published",
          options: [{ title: "Size", values: ["1 kg"] }],
          sales_channels: [{ id: channelId }],
          variants: [
            {
              title: "1 kg",
              options: { Size: "1 kg" },
              manage_inventory: false,
              prices: currencies.map((currency_code) => ({
                currency_code,
                amount: PRICES[currency_code],
              })),
            },
          ],
        },
      ],
    },
  })
  return {
    publishableKey: keys[0]?.token ?? "",
    regions: Object.fromEntries(regions.map((region) => [region.currency_code, region.id])),
    variantId: products[0]?.variants[0]?.id ?? "",
  }
}
