import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AttemptOwners } from "../modules/payment-gateways/attempt-finder"

/** Of one customer, so many of the newest orders and carts are looked through. */
const NEWEST = 500

/** Order numbers are Postgres' `integer`. */
const ORDER_NUMBER = /^#?(\d{1,9})$/

/**
 * What a text that staff types into the search belongs to: an order's number (`12`, `#12`), a
 * customer's e-mail address, or the id of an attempt, session, order, cart or of the payment at
 * its gateway. The whole of it; nothing is guessed.
 */
export async function ownersOfText(knex: Knex, text: string): Promise<AttemptOwners> {
  const word = text.trim()
  if (word.includes("@")) {
    return ownersOfEmail(knex, word)
  }
  const number = ORDER_NUMBER.exec(word)?.[1]
  const orderIds = number === undefined ? [] : await ordersOfNumber(knex, number)
  const owners = await ownersOfOrders(knex, orderIds)
  // What begins with "#" is nothing else.
  return word.startsWith("#") && number !== undefined
    ? owners
    : {
        ...owners,
        ids: [word],
        sessionIds: [word],
        references: [word],
        orderIds: [...orderIds, word],
        cartIds: [...(owners.cartIds ?? []), word],
      }
}

/** The attempts of orders, those of their carts that led to none too. */
export async function ownersOfOrders(
  knex: Knex,
  orderIds: readonly string[]
): Promise<AttemptOwners> {
  if (orderIds.length === 0) {
    return {}
  }
  const [cartIds, collectionIds] = await Promise.all([
    linked(knex, "order_cart", "order_id", orderIds, "cart_id"),
    linked(knex, "order_payment_collection", "order_id", orderIds, "payment_collection_id"),
  ])
  const ofCarts = await collectionsOfCarts(knex, cartIds)
  return { orderIds, cartIds, paymentCollectionIds: [...new Set([...collectionIds, ...ofCarts])] }
}

async function ordersOfNumber(knex: Knex, number: string): Promise<string[]> {
  const rows = await knex<{ id: string }>("order")
    .select("id")
    .where("display_id", number)
    .whereNull("deleted_at")
  return rows.map(({ id }) => id)
}

/** Medusa makes a customer of every guest, too, and keeps addresses in small letters. */
async function ownersOfEmail(knex: Knex, email: string): Promise<AttemptOwners> {
  const customers = await knex<{ id: string }>("customer")
    .select("id")
    .whereIn("email", [...new Set([email, email.toLowerCase()])])
    .whereNull("deleted_at")
  const ids = customers.map(({ id }) => id)
  if (ids.length === 0) {
    return {}
  }
  const [orderIds, cartIds] = await Promise.all([
    newestOf(knex, "order", ids),
    newestOf(knex, "cart", ids),
  ])
  const owners = await ownersOfOrders(knex, orderIds)
  const ofCarts = await collectionsOfCarts(knex, cartIds)
  return {
    orderIds,
    cartIds: [...new Set([...(owners.cartIds ?? []), ...cartIds])],
    paymentCollectionIds: [...new Set([...(owners.paymentCollectionIds ?? []), ...ofCarts])],
  }
}

async function newestOf(
  knex: Knex,
  table: "order" | "cart",
  customerIds: readonly string[]
): Promise<string[]> {
  const rows = await knex<{ id: string }>(table)
    .select("id")
    .whereIn("customer_id", customerIds)
    .whereNull("deleted_at")
    .orderBy("created_at", "desc")
    .limit(NEWEST)
  return rows.map(({ id }) => id)
}

function collectionsOfCarts(knex: Knex, cartIds: readonly string[]): Promise<string[]> {
  return linked(knex, "cart_payment_collection", "cart_id", cartIds, "payment_collection_id")
}

/** The other side of one of Medusa's links. */
async function linked(
  knex: Knex,
  table: string,
  column: string,
  ids: readonly string[],
  wanted: string
): Promise<string[]> {
  if (ids.length === 0) {
    return []
  }
  const rows: { readonly id: string }[] = await knex(table)
    .select<{ id: string }[]>(`${wanted} as id`)
    .whereIn(column, ids)
    .whereNull("deleted_at")
  return rows.map(({ id }) => id)
}
