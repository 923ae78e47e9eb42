import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { MARKETS } from "../markets"
import { providersOf } from "../offers"

const TAX_PROVIDER = "tp_system"

/** One region per market, paid through the plugin's providers, with prices that contain the tax. */
export async function seedRegions(container: MedusaContainer): Promise<void> {
  const regions = await container.resolve(Modules.REGION).listRegions()
  const newRegions = MARKETS.filter(
    ({ regionName }) => !regions.some(({ name }) => name === regionName)
  )
  if (newRegions.length > 0) {
    await createRegionsWorkflow(container).run({
      input: {
        regions: newRegions.map(({ regionName, currency, country }) => ({
          name: regionName,
          currency_code: currency,
          countries: [country],
          payment_providers: providersOf(currency),
          is_tax_inclusive: true,
        })),
      },
    })
  }

  for (const { id, currency_code: code } of regions) {
    const market = MARKETS.find(({ currency }) => currency === code)
    if (market) {
      // Seeded by an earlier version of the demo, which had fewer gateways.
      await updateRegionsWorkflow(container).run({
        input: { selector: { id }, update: { payment_providers: providersOf(market.currency) } },
      })
    }
  }

  const taxRegions = await container.resolve(Modules.TAX).listTaxRegions()
  const newTaxRegions = MARKETS.filter(
    ({ country }) => !taxRegions.some(({ country_code }) => country_code === country)
  )
  if (newTaxRegions.length > 0) {
    await createTaxRegionsWorkflow(container).run({
      input: newTaxRegions.map(({ country, valueAddedTax }) => ({
        country_code: country,
        provider_id: TAX_PROVIDER,
        default_tax_rate: { name: "VAT", code: "vat", rate: valueAddedTax },
      })),
    })
  }
}
