import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import type {
  IInventoryService,
  ISalesChannelModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { PRICES } from "./seed-shop"

/** What is left of a product, and what is set aside for orders. */
export interface Stock {
  readonly stocked: number
  readonly reserved: number
}

/** A product of which there are few, at the prices of the shop's other one. */
export class StockedProduct {
  private constructor(
    private readonly container: MedusaContainer,
    readonly variantId: string,
    private readonly inventoryItemId: string,
    private readonly locationId: string
  ) {}

  /** @param quantity how many there are */
  static async create(container: MedusaContainer, quantity: number): Promise<StockedProduct> {
    const channels: ISalesChannelModuleService = container.resolve(Modules.SALES_CHANNEL)
    const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
    const [channel] = await channels.listSalesChannels({ name: "Web" })
    const channelId = channel?.id ?? ""
    const { result: locations } = await createStockLocationsWorkflow(container).run({
      input: { locations: [{ name: "Warehouse" }] },
    })
    const locationId = locations[0]?.id ?? ""
    await linkSalesChannelsToStockLocationWorkflow(container).run({
      input: { id: locationId, add: [channelId] },
    })
    const { result: products } = await createProductsWorkflow(container).run({
      input: {
        products: [
          {
            title: "Rare dates",
            status: "published",
            options: [{ title: "Size", values: ["1 kg"] }],
            sales_channels: [{ id: channelId }],
            variants: [
              {
                title: "1 kg",
                sku: "RARE-1",
                options: { Size: "1 kg" },
                manage_inventory: true,
                prices: Object.entries(PRICES).map(([currency_code, amount]) => ({
                  currency_code,
                  amount,
                })),
              },
            ],
          },
        ],
      },
    })
    const [item] = await inventory.listInventoryItems({ sku: "RARE-1" })
    const inventoryItemId = item?.id ?? ""
    // The shop has no shipping to choose from.
    await inventory.updateInventoryItems([{ id: inventoryItemId, requires_shipping: false }])
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: [
          {
            inventory_item_id: inventoryItemId,
            location_id: locationId,
            stocked_quantity: quantity,
          },
        ],
      },
    })
    const variantId = products[0]?.variants[0]?.id ?? ""
    return new StockedProduct(container, variantId, inventoryItemId, locationId)
  }

  async stock(): Promise<Stock> {
    const inventory: IInventoryService = this.container.resolve(Modules.INVENTORY)
    const [level] = await inventory.listInventoryLevels({
      inventory_item_id: this.inventoryItemId,
      location_id: this.locationId,
    })
    return { stocked: Number(level?.stocked_quantity), reserved: Number(level?.reserved_quantity) }
  }
}
