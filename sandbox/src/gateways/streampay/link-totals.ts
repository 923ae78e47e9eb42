import type { LinkItem } from "./entities"
import { businessError, invalidParameters, notFound } from "./errors"
import { splitVat } from "./money"
import type { StreamPayStore } from "./store"

/**
 * What the items of a link come to with VAT, in the smallest unit of its currency.
 *
 * @throws ReplyError when a product is unknown, archived or has no active price in the currency
 */
export function totalOf(store: StreamPayStore, items: LinkItem[], currency: string): bigint {
  return items.reduce((sum, item) => {
    const product = store.products.get(item.productId)
    if (!product) {
      throw notFound("Product", item.productId)
    }
    if (!product.isActive) {
      throw businessError(400, "INVALID_STATUS", `Product ${product.id} is not active`)
    }
    const price = product.prices.find(
      (candidate) => candidate.isActive && candidate.currency === currency
    )
    if (!price) {
      throw invalidParameters(`Product ${product.id} has no active price in ${currency}`)
    }
    return sum + splitVat(price, BigInt(item.quantity)).gross
  }, 0n)
}

/** A product's new price reaches the links that are still open with it. */
export function repriceOpenLinks(store: StreamPayStore, productId: string): void {
  for (const link of store.links.values()) {
    const isOpen = link.status === "ACTIVE" && store.invoicesOf(link.id).length === 0
    if (isOpen && link.items.some((item) => item.productId === productId)) {
      link.totalMinor = totalOf(store, link.items, link.currency)
    }
  }
}
