import type { ExecArgs } from "@medusajs/framework/types"
import { seedAdminUser } from "./admin-user"
import { seedMethods } from "./methods"
import { seedProducts } from "./products"
import { seedRegions } from "./regions"
import { seedShipping } from "./shipping"
import { seedStore } from "./store"

/**
 * Fills the demo shop. What is already there is left as it is, so a second run changes nothing.
 * Run with `medusa exec`.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const salesChannelId = await seedStore(container)
  await seedRegions(container)
  await seedMethods(container)
  const { shippingProfileId, stockLocationId } = await seedShipping(container, salesChannelId)
  await seedProducts(container, { salesChannelId, shippingProfileId, stockLocationId })
  await seedAdminUser(container)
}
