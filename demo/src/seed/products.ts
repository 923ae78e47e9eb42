import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createInventoryLevelsWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { MARKETS } from "../markets"
import { CATALOGUE, type DemoProduct } from "./catalogue"

const STOCK = 100_000

/** Where the products are sold, how they are shipped and from where. */
export interface ProductPlaces {
  salesChannelId: string
  shippingProfileId: string
  stockLocationId: string
}

/** The catalogue, in stock. */
export async function seedProducts(
  container: MedusaContainer,
  places: ProductPlaces
): Promise<void> {
  const existing = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ handle: CATALOGUE.map(({ handle }) => handle) })
  const missing = CATALOGUE.filter(
    (product) => !existing.some(({ handle }) => handle === product.handle)
  )
  if (missing.length > 0) {
    await createProductsWorkflow(container).run({
      input: { products: missing.map((product) => productInput(product, places)) },
    })
  }
  await stockWhatIsNowhere(container, places.stockLocationId)
}

function productInput(product: DemoProduct, places: ProductPlaces) {
  return {
    title: product.title,
    handle: product.handle,
    description: product.description,
    status: ProductStatus.PUBLISHED,
    thumbnail: product.picture,
    images: [{ url: product.picture }],
    shipping_profile_id: places.shippingProfileId,
    sales_channels: [{ id: places.salesChannelId }],
    options: [{ title: product.option, values: product.variants.map(({ title }) => title) }],
    variants: product.variants.map((variant) => ({
      title: variant.title,
      sku: variant.sku,
      options: { [product.option]: variant.title },
      prices: MARKETS.map(({ currency }) => ({
        currency_code: currency,
        amount: variant.prices[currency],
      })),
    })),
  }
}

async function stockWhatIsNowhere(
  container: MedusaContainer,
  stockLocationId: string
): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const skus = CATALOGUE.flatMap(({ variants }) => variants.map(({ sku }) => sku))
  const items = await inventory.listInventoryItems({ sku: skus })
  const levels = await inventory.listInventoryLevels({ location_id: stockLocationId })
  const unstocked = items.filter(
    ({ id }) => !levels.some((level) => level.inventory_item_id === id)
  )
  if (unstocked.length > 0) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: unstocked.map(({ id }) => ({
          inventory_item_id: id,
          location_id: stockLocationId,
          stocked_quantity: STOCK,
        })),
      },
    })
  }
}
