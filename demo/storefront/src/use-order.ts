import type { HttpTypes } from "@medusajs/types"
import { useCallback } from "react"
import { type Loaded, useLoaded } from "./use-loaded.js"
import { useShop } from "./use-shop.js"

const FIELDS =
  "id,display_id,email,created_at,currency_code,payment_status,total,item_total,shipping_total,tax_total," +
  "discount_total,*items,*shipping_address,*payment_collections.payments"

/** An order, which whoever has its id may see. */
export function useOrder(id: string): Loaded<HttpTypes.StoreOrder> {
  const { sdk } = useShop()
  const load = useCallback(
    async () => (await sdk.store.order.retrieve(id, { fields: FIELDS })).order,
    [sdk, id]
  )
  return useLoaded(load)
}
