import type { HttpTypes } from "@medusajs/types"
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react"
import { FetchError } from "@medusajs/js-sdk"
import { keep, readKept } from "./kept.js"
import type { Shop } from "./shop.js"
import { useLoaded } from "./use-loaded.js"

/** What every page knows. */
export interface ShopState extends Shop {
  readonly regions: readonly HttpTypes.StoreRegion[]
  readonly region: HttpTypes.StoreRegion
  /** ISO 3166-1 alpha-2, lower case. */
  readonly country: string
  readonly chooseCountry: (country: string) => Promise<void>
  /** `null` as long as nothing was put into one. */
  readonly cart: HttpTypes.StoreCart | null
  readonly isCartLoaded: boolean
  /** Reads the cart again; a cart that became an order is put away. */
  readonly reloadCart: () => Promise<HttpTypes.StoreCart | null>
  readonly addToCart: (variantId: string) => Promise<void>
}

/** Besides those that the Store API gives by itself. */
const CART_FIELDS = "+items.total,+shipping_methods.name"

const ShopContext = createContext<ShopState | null>(null)

/** @throws Error outside of a `ShopProvider` */
export function useShop(): ShopState {
  const state = useContext(ShopContext)
  if (!state) {
    throw new Error("There is no ShopProvider around this.")
  }
  return state
}

/** Reads regions and cart, then shows the pages; `whileLoading` and `onError` before. */
export function ShopProvider({
  shop,
  children,
  whileLoading,
  onError,
}: {
  readonly shop: Shop
  readonly children: ReactNode
  readonly whileLoading: ReactNode
  readonly onError: (error: Error, again: () => void) => ReactNode
}) {
  const loadRegions = useCallback(
    async () => (await shop.sdk.store.region.list({ fields: "*countries" })).regions,
    [shop]
  )
  const { value: regions, error, reload } = useLoaded(loadRegions)
  if (error) {
    return onError(error, reload)
  }
  return regions ? (
    <OpenShop shop={shop} regions={regions}>
      {children}
    </OpenShop>
  ) : (
    whileLoading
  )
}

function OpenShop({
  shop,
  regions,
  children,
}: {
  readonly shop: Shop
  readonly regions: readonly HttpTypes.StoreRegion[]
  readonly children: ReactNode
}) {
  const [country, setCountry] = useState(() => firstCountry(regions))
  const [cart, setCart] = useState<HttpTypes.StoreCart | null>(null)
  const [isCartLoaded, setCartLoaded] = useState(false)
  const region = regionOf(regions, country)

  const reloadCart = useCallback(async () => {
    const found = await readCart(shop)
    setCart(found)
    setCartLoaded(true)
    return found
  }, [shop])

  useEffect(() => {
    // The pages are there without it; the next reading finds it.
    reloadCart().catch(reportError)
  }, [reloadCart])

  const chooseCountry = useCallback(
    async (chosen: string) => {
      keep("country", chosen)
      setCountry(chosen)
      const current = await reloadCart()
      if (current) {
        const region_id = regionOf(regions, chosen).id
        await shop.sdk.store.cart.update(current.id, { region_id })
        await reloadCart()
      }
    },
    [shop, regions, reloadCart]
  )

  const addToCart = useCallback(
    async (variantId: string) => {
      const { store } = shop.sdk
      const current =
        (await reloadCart()) ?? (await store.cart.create({ region_id: region.id })).cart
      keep("cart", current.id)
      const line = { variant_id: variantId, quantity: 1 }
      await store.cart.createLineItem(current.id, line)
      await reloadCart()
    },
    [shop, region.id, reloadCart]
  )

  const state = useMemo(
    () => ({
      ...shop,
      regions,
      region,
      country,
      chooseCountry,
      cart,
      isCartLoaded,
      reloadCart,
      addToCart,
    }),
    [shop, regions, region, country, chooseCountry, cart, isCartLoaded, reloadCart, addToCart]
  )
  return <ShopContext.Provider value={state}>{children}</ShopContext.Provider>
}

async function readCart({ sdk }: Shop): Promise<HttpTypes.StoreCart | null> {
  const id = readKept("cart")
  if (!id) {
    return null
  }
  try {
    const { cart } = await sdk.store.cart.retrieve(id, { fields: CART_FIELDS })
    if (!cart.completed_at) {
      return cart
    }
  } catch (error) {
    if (!(error instanceof FetchError && error.status === 404)) {
      throw error
    }
  }
  keep("cart", null)
  return null
}

function firstCountry(regions: readonly HttpTypes.StoreRegion[]): string {
  const asked = new URLSearchParams(window.location.search).get("country")
  const known = countriesOf(regions)
  const wanted = [asked, readKept("country")]
  return wanted.find((code) => code && known.includes(code)) ?? known[0] ?? ""
}

export function countriesOf(regions: readonly HttpTypes.StoreRegion[]): string[] {
  return regions.flatMap(({ countries }) => (countries ?? []).map(({ iso_2: code }) => code ?? ""))
}

/** @throws Error in a shop that sells nowhere */
function regionOf(
  regions: readonly HttpTypes.StoreRegion[],
  country: string
): HttpTypes.StoreRegion {
  const region =
    regions.find(({ countries }) => countries?.some(({ iso_2: code }) => code === country)) ??
    regions[0]
  if (!region) {
    throw new Error("The shop has no region.")
  }
  return region
}
