import { FetchError } from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import { useCallback } from "react"
import { readKept } from "./kept.js"
import { type Loaded, useLoaded } from "./use-loaded.js"
import { useShop } from "./use-shop.js"

/** Who is signed in, with their orders. */
export interface SignedIn {
  readonly customer: HttpTypes.StoreCustomer
  readonly orders: readonly HttpTypes.StoreOrder[]
}

/** What the customer's forms do. */
export interface CustomerState {
  /** `value` is `"nobody"` for guests. */
  readonly seen: Loaded<SignedIn | "nobody">
  readonly signIn: (email: string, password: string) => Promise<void>
  readonly register: (customer: NewCustomer) => Promise<void>
  readonly signOut: () => Promise<void>
}

export interface NewCustomer {
  readonly email: string
  readonly password: string
  readonly first_name: string
  readonly last_name: string
}

/** Customers and their orders; guests buy without. */
export function useCustomer(): CustomerState {
  const { sdk, reloadCart } = useShop()
  const load = useCallback(async (): Promise<SignedIn | "nobody"> => {
    // Without a token there is nobody to ask for.
    if (!(await sdk.client.getToken())) {
      return "nobody"
    }
    try {
      const { customer } = await sdk.store.customer.retrieve()
      const { orders } = await sdk.store.order.list({
        fields: "id,display_id,created_at,total,currency_code,payment_status",
        order: "-created_at",
      })
      return { customer, orders }
    } catch (error) {
      if (error instanceof FetchError && error.status === 401) {
        return "nobody"
      }
      throw error
    }
  }, [sdk])
  const seen = useLoaded(load)
  const { reload } = seen

  const signIn = useCallback(
    async (email: string, password: string) => {
      await sdk.auth.login("customer", "emailpass", { email, password })
      const cart = readKept("cart")
      if (cart && (await reloadCart())) {
        await sdk.store.cart.transferCart(cart)
      }
      reload()
    },
    [sdk, reload, reloadCart]
  )
  const register = useCallback(
    async ({ password, ...customer }: NewCustomer) => {
      const { email } = customer
      await sdk.auth.register("customer", "emailpass", { email, password })
      await sdk.store.customer.create(customer)
      await signIn(email, password)
    },
    [sdk, signIn]
  )
  const signOut = useCallback(async () => {
    await sdk.client.clearToken()
    reload()
  }, [sdk, reload])
  return { seen, signIn, register, signOut }
}
