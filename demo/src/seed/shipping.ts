import type { MedusaContainer, StockLocationDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { MARKETS } from "../markets"

const LOCATION_NAME = "Riyadh warehouse"
const FULFILLMENT_SET_NAME = "Shipping from Riyadh"
const SHIPPING_OPTION_NAME = "Standard shipping"
const FULFILLMENT_PROVIDER = "manual_manual"

/** A warehouse that ships to every market, and the one way of shipping there is. */
export async function seedShipping(
  container: MedusaContainer,
  salesChannelId: string
): Promise<{ shippingProfileId: string; stockLocationId: string }> {
  const location = await findOrCreateLocation(container)
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [salesChannelId] },
  })
  const shippingProfileId = await findOrCreateProfile(container)
  const serviceZoneId = await findOrCreateServiceZone(container, location)
  await createMissingOption(container, { shippingProfileId, serviceZoneId })
  return { shippingProfileId, stockLocationId: location.id }
}

async function findOrCreateLocation(container: MedusaContainer): Promise<StockLocationDTO> {
  const [existing] = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({ name: LOCATION_NAME })
  if (existing) {
    return existing
  }
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: LOCATION_NAME,
          address: { address_1: "Industrial Road 1", city: "Riyadh", country_code: "SA" },
        },
      ],
    },
  })
  return first(result, "stock location")
}

async function findOrCreateProfile(container: MedusaContainer): Promise<string> {
  const [existing] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" })
  if (existing) {
    return existing.id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  return first(result, "shipping profile").id
}

async function findOrCreateServiceZone(
  container: MedusaContainer,
  location: StockLocationDTO
): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [existing] = await fulfillment.listFulfillmentSets(
    { name: FULFILLMENT_SET_NAME },
    { relations: ["service_zones"] }
  )
  const fulfillmentSet =
    existing ??
    (await fulfillment.createFulfillmentSets({
      name: FULFILLMENT_SET_NAME,
      type: "shipping",
      service_zones: [
        {
          name: "Everywhere we sell",
          geo_zones: MARKETS.map(({ country }) => ({
            type: "country" as const,
            country_code: country,
          })),
        },
      ],
    }))
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  await link.create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: FULFILLMENT_PROVIDER },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_set_id: fulfillmentSet.id },
    },
  ])
  return first(fulfillmentSet.service_zones, "service zone").id
}

async function createMissingOption(
  container: MedusaContainer,
  { shippingProfileId, serviceZoneId }: { shippingProfileId: string; serviceZoneId: string }
): Promise<void> {
  const existing = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({ service_zone: { id: serviceZoneId } })
  if (existing.length > 0) {
    return
  }
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: SHIPPING_OPTION_NAME,
        price_type: "flat",
        provider_id: FULFILLMENT_PROVIDER,
        service_zone_id: serviceZoneId,
        shipping_profile_id: shippingProfileId,
        type: { label: "Standard", description: "Three to five days", code: "standard" },
        prices: MARKETS.map(({ currency, shippingPrice }) => ({
          currency_code: currency,
          amount: shippingPrice,
        })),
        rules: [
          { attribute: "enabled_in_store", operator: "eq", value: "true" },
          { attribute: "is_return", operator: "eq", value: "false" },
        ],
      },
    ],
  })
}

function first<T>(created: T[], what: string): T {
  const [one] = created
  if (!one) {
    throw new Error(`Medusa made no ${what}.`)
  }
  return one
}
