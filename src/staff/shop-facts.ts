import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../core/attempt"

/** What staff knows a payment by, from Medusa's own tables. */
export interface ShopFacts {
  readonly orderNumbers: ReadonlyMap<string, number>
  /** By order id. */
  readonly orderEmails: ReadonlyMap<string, string>
  /** By payment collection id. */
  readonly cartEmails: ReadonlyMap<string, string>
}

interface OrderRow {
  readonly id: string
  readonly display_id: number | string | null
  readonly email: string | null
}

/**
 * Order numbers and e-mail addresses of some attempts: two queries, however many attempts. From
 * Medusa's tables themselves: its own query makes an entity of each row.
 */
export async function readShopFacts(
  knex: Knex,
  attempts: readonly Pick<Attempt, "orderId" | "paymentCollectionId">[]
): Promise<ShopFacts> {
  const orderIds = present(attempts.map(({ orderId }) => orderId))
  const collectionIds = present(
    attempts.map((attempt) => (attempt.orderId === null ? attempt.paymentCollectionId : null))
  )
  const [orders, carts] = await Promise.all([
    orderIds.length === 0
      ? []
      : knex<OrderRow>("order").select("id", "display_id", "email").whereIn("id", orderIds),
    collectionIds.length === 0
      ? []
      : knex("cart_payment_collection as link")
          .join("cart", "cart.id", "link.cart_id")
          .select<{ id: string; email: string | null }[]>(
            "link.payment_collection_id as id",
            "cart.email"
          )
          .whereIn("link.payment_collection_id", collectionIds)
          .whereNull("link.deleted_at"),
  ])
  return {
    orderNumbers: new Map(
      orders.flatMap(({ id, display_id: number }) => (number === null ? [] : [[id, +number]]))
    ),
    orderEmails: new Map(orders.flatMap(({ id, email }) => (email === null ? [] : [[id, email]]))),
    cartEmails: new Map(carts.flatMap(({ id, email }) => (email === null ? [] : [[id, email]]))),
  }
}

function present(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
