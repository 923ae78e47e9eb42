import { container as applicationContainer } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Payer } from "./contract"
import { requestFacts } from "./request-facts"

interface AddressRow {
  readonly first_name?: string | null
  readonly last_name?: string | null
  readonly phone?: string | null
  readonly address_1?: string | null
  readonly address_2?: string | null
  readonly city?: string | null
  readonly country_code?: string | null
  readonly province?: string | null
  readonly postal_code?: string | null
}

interface CartRow {
  readonly customer_id?: string | null
  readonly email?: string | null
  readonly locale?: string | null
  readonly billing_address?: AddressRow | null
  readonly shipping_address?: AddressRow | null
}

interface Query {
  graph(input: {
    entity: string
    fields: string[]
    filters: Record<string, unknown>
  }): Promise<{ data: unknown[] }>
}

const ADDRESS = [
  "first_name",
  "last_name",
  "phone",
  "address_1",
  "address_2",
  "city",
  "country_code",
  "province",
  "postal_code",
]

/**
 * Who pays, from the cart behind a payment collection: Medusa tells a payment provider nothing of
 * guests. Name and phone come from the billing address, else from the shipping address; the place
 * comes from one of them as a whole.
 *
 * @param answers what the payer answered to the gateway's own questions; they win
 */
export async function readPayer(
  paymentCollectionId: string | null,
  answers: Readonly<Record<string, string>>
): Promise<Payer> {
  const cart = paymentCollectionId === null ? undefined : await findCart(paymentCollectionId)
  const addresses = [cart?.billing_address, cart?.shipping_address]
  const place =
    addresses.find((one) => filled(one?.address_1)) ?? addresses.find((one) => one?.country_code)
  const first = (read: (address: AddressRow) => string | undefined) =>
    addresses.map((address) => (address ? read(address) : undefined)).find(Boolean)
  const { ip, language } = requestFacts()
  return {
    customerId: filled(cart?.customer_id),
    email: answers.email ?? filled(cart?.email),
    name: answers.name ?? first((one) => joined(" ", one.first_name, one.last_name)),
    phone: answers.phone ?? first((one) => filled(one.phone)),
    country: answers.country ?? filled(place?.country_code)?.toUpperCase(),
    address: answers.address ?? joined(", ", place?.address_1, place?.address_2),
    city: answers.city ?? filled(place?.city),
    state: answers.state ?? filled(place?.province),
    zip: answers.zip ?? filled(place?.postal_code),
    language: filled(cart?.locale) ?? language,
    ip,
    answers,
  }
}

async function findCart(paymentCollectionId: string): Promise<CartRow | undefined> {
  const query = applicationContainer.resolve(ContainerRegistrationKeys.QUERY, {
    allowUnregistered: true,
  }) as Query | undefined
  const { data } = (await query?.graph({
    entity: "cart_payment_collection",
    fields: [
      "cart.customer_id",
      "cart.email",
      "cart.locale",
      ...ADDRESS.flatMap((name) => [
        `cart.billing_address.${name}`,
        `cart.shipping_address.${name}`,
      ]),
    ],
    filters: { payment_collection_id: paymentCollectionId },
  })) ?? { data: [] }
  const [link] = data as { cart?: CartRow | null }[]
  return link?.cart ?? undefined
}

function joined(separator: string, ...parts: (string | null | undefined)[]): string | undefined {
  return filled(parts.map(filled).filter(Boolean).join(separator))
}

function filled(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === "" ? undefined : trimmed
}
