import { randomUUID } from "node:crypto"
import type { GatewayRequest } from "./server"

interface Price {
  readonly currency: string
  readonly amount: string
}

interface NewLink {
  readonly name: string
  readonly currency: string
  readonly items: readonly { readonly product_id: string }[]
  readonly valid_until: string
  readonly custom_metadata: Readonly<Record<string, string>>
  readonly success_redirect_url?: string
}

const products = new Map<string, { readonly id: string; readonly price: string }>()
const links = new Map<string, unknown>()

/**
 * The four calls that a payment needs until it is paid, with replies of the size of the real ones.
 * Source: StreamPay API reference, products, payment links, invoices.
 */
export function answerStreamPay({ method, url, body }: GatewayRequest): unknown {
  const path = url.pathname.slice("/api/v2".length)
  if (method === "POST" && path === "/products") {
    return createProduct(JSON.parse(body) as { name: string; prices: [Price] })
  }
  if (method === "POST" && path === "/payment_links") {
    return createLink(JSON.parse(body) as NewLink)
  }
  if (method === "GET" && path === "/invoices") {
    // There is no invoice before somebody has paid.
    return { data: [], pagination: { total_count: 0, current_page: 1, has_next_page: false } }
  }
  return method === "GET" ? links.get(path.slice("/payment_links/".length)) : undefined
}

function createProduct({ name, prices }: { name: string; prices: [Price] }) {
  const [{ currency, amount }] = prices
  const product = {
    id: randomUUID(),
    name,
    description: null,
    type: "ONE_OFF",
    price: amount,
    currency,
    prices: [
      {
        id: randomUUID(),
        currency,
        amount,
        is_active: true,
        is_price_inclusive_of_vat: true,
        is_price_exempt_from_vat: false,
      },
    ],
    is_active: true,
    is_one_time: true,
    is_used_in_finalized_invoice: false,
    created_at: new Date().toISOString(),
  }
  products.set(product.id, product)
  return product
}

function createLink(link: NewLink) {
  const product = products.get(link.items[0]?.product_id ?? "")
  const amount = product?.price ?? "0.00"
  const id = randomUUID()
  const detailed = {
    id,
    url: `http://127.0.0.1/pay/${id}`,
    name: link.name,
    description: null,
    status: "ACTIVE",
    amount,
    currency: link.currency,
    amount_in_smallest_unit: Number(amount.replace(".", "")),
    original_amount: amount,
    original_amount_in_smallest_unit: Number(amount.replace(".", "")),
    amount_collected: "0.00",
    amount_collected_in_smallest_unit: 0,
    max_number_of_payments: 1,
    valid_until: link.valid_until,
    confirmation_message: null,
    payment_methods: null,
    custom_fields: null,
    custom_metadata: link.custom_metadata,
    contact_information_type: "PHONE",
    organization_consumer_id: null,
    items: link.items.map((item) => ({ ...item, quantity: 1, coupons: [], product })),
    coupons: [],
    success_redirect_url: link.success_redirect_url ?? null,
    failure_redirect_url: link.success_redirect_url ?? null,
    created_at: new Date().toISOString(),
  }
  links.set(id, detailed)
  return detailed
}
