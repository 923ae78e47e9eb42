import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { DemoError } from "./demo-error"
import type { Market } from "./markets"
import type { Offer } from "./offers"

/** What is put into each cart. */
export const BASKET: readonly { sku: string; quantity: number }[] = [
  { sku: "COFFEE-250", quantity: 2 },
  { sku: "DATES-500", quantity: 1 },
]

/** The three kinds of things that a payer may have to do. */
export const nextActionSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("redirect"),
    url: z.string().url(),
    method: z.enum(["GET", "POST"]),
    fields: z.record(z.string(), z.string()).nullish(),
  }),
  z.object({
    type: z.literal("transfer"),
    destinations: z.array(
      z.object({
        asset: z.string(),
        network: z.string(),
        address: z.string(),
        amount: z.string(),
      })
    ),
  }),
  z.object({
    type: z.literal("collect"),
    fields: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        required: z.boolean(),
        pattern: z.string().nullish(),
        options: z.array(z.object({ value: z.string(), label: z.string() })).nullish(),
      })
    ),
  }),
])

/** What the payer has to do next. */
export type NextAction = z.output<typeof nextActionSchema>

/** What a payment session tells the storefront. */
const sessionDataSchema = z.object({
  session_id: z.string(),
  reference: z.string().nullable(),
  amount: z.string(),
  currency_code: z.string(),
  next_action: nextActionSchema.nullable(),
})

/** A payment that waits for its payer. */
export interface OpenPayment {
  sessionId: string
  /** The gateway's own id of the payment; `null` while the payer is asked for more first. */
  reference: string | null
  /** Decimal string in major units. */
  amount: string
  currencyCode: string
  nextAction: NextAction | null
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
      province: buyer.state,
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

/** Starts the payment of a cart. */
export async function startPayment(
  store: Medusa,
  cart: HttpTypes.StoreCart,
  { providerId }: Pick<Offer, "providerId">
): Promise<OpenPayment> {
  const { payment_collection: collection } = await store.store.payment.initiatePaymentSession(
    cart,
    { provider_id: providerId }
  )
  const session = collection.payment_sessions?.find(({ provider_id }) => provider_id === providerId)
  return openPaymentOf(session?.data)
}

/** Answers what the gateway wants to know of the payer before it creates the payment. */
export async function answerPayer(
  store: Medusa,
  sessionId: string,
  fields: Record<string, string>
): Promise<OpenPayment> {
  const reply = await store.client.fetch<unknown>(
    `/store/payment-gateways/sessions/${encodeURIComponent(sessionId)}/payer`,
    { method: "POST", body: { fields } }
  )
  return openPaymentOf(reply)
}

function openPaymentOf(sessionData: unknown): OpenPayment {
  const data = sessionDataSchema.parse(sessionData)
  return {
    sessionId: data.session_id,
    reference: data.reference,
    amount: data.amount,
    currencyCode: data.currency_code,
    nextAction: data.next_action,
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
