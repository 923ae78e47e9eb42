import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { MARKETS, PAYMENT_PROVIDERS } from "../markets"

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
          payment_providers: [...PAYMENT_PROVIDERS],
          is_tax_inclusive: true,
        })),
      },
    })
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
