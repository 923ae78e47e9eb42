import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { DemoError } from "./demo-error"
import { STREAMPAY_PROVIDER, type Market } from "./markets"

/** What is put into each cart. */
export const BASKET: readonly { sku: string; quantity: number }[] = [
  { sku: "COFFEE-250", quantity: 2 },
  { sku: "DATES-500", quantity: 1 },
]

const sessionDataSchema = z.object({
  session_id: z.string(),
  reference: z.string(),
  amount: z.string(),
  currency_code: z.string(),
  next_action: z.object({ type: z.literal("redirect"), url: z.string().url() }),
})

/** A payment that waits for its payer on a hosted page. */
export interface OpenPayment {
  sessionId: string
  /** The gateway's own id of the payment. */
  reference: string
  /** Decimal string in major units. */
  amount: string
  currencyCode: string
  redirectUrl: string
}

/** A cart that is complete but for its payment. */
export async function fillCart(store: Medusa, market: Market): Promise<HttpTypes.StoreCart> {
  const { regions } = await store.store.region.list()
  const region = regions.find(({ name }) => name === market.regionName)
  if (!region) {
    throw new DemoError(
      `The shop has no region "${market.regionName}"; delete the data folder to begin anew.`
    )
  }
  const { buyer } = market
  const { cart } = await store.store.cart.create({
    region_id: region.id,
    email: buyer.email,
    items: await basket(store, region.id),
    shipping_address: {
      first_name: buyer.firstName,
      last_name: buyer.lastName,
      address_1: buyer.street,
      city: buyer.city,
      postal_code: buyer.postalCode,
      country_code: market.country,
      phone: buyer.phone,
    },
  })
  const { shipping_options: options } = await store.store.fulfillment.listCartOptions({
    cart_id: cart.id,
  })
  if (!options[0]) {
    throw new DemoError(
      `Nothing ships to "${market.regionName}"; delete the data folder to begin anew.`
    )
  }
  const ready = await store.store.cart.addShippingMethod(cart.id, { option_id: options[0].id })
  return ready.cart
}

/** Starts the payment of a cart with StreamPay. */
export async function startPayment(store: Medusa, cart: HttpTypes.StoreCart): Promise<OpenPayment> {
  const { payment_collection: collection } = await store.store.payment.initiatePaymentSession(
    cart,
    {
      provider_id: STREAMPAY_PROVIDER,
    }
  )
  const session = collection.payment_sessions?.find(
    ({ provider_id }) => provider_id === STREAMPAY_PROVIDER
  )
  const data = sessionDataSchema.parse(session?.data)
  return {
    sessionId: data.session_id,
    reference: data.reference,
    amount: data.amount,
    currencyCode: data.currency_code,
    redirectUrl: data.next_action.url,
  }
}

async function basket(
  store: Medusa,
  regionId: string
): Promise<{ variant_id: string; quantity: number }[]> {
  const { products } = await store.store.product.list({ region_id: regionId, limit: 100 })
  const variants = products.flatMap((product) => product.variants ?? [])
  return BASKET.map(({ sku, quantity }) => {
    const variant = variants.find((candidate) => candidate.sku === sku)
    if (!variant) {
      throw new DemoError(`The shop does not sell ${sku}; delete the data folder to begin anew.`)
    }
    return { variant_id: variant.id, quantity }
  })
}
