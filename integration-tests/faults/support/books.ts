import type { Pool } from "@medusajs/framework/pg"

/** All that Medusa and the ledger have written down about one cart. Amounts are decimal strings. */
export interface CartBooks {
  readonly orders: readonly { readonly id: string; readonly status: string }[]
  readonly payments: readonly {
    readonly id: string
    readonly session_id: string
    readonly captured: boolean
    readonly canceled: boolean
    readonly captures: readonly string[]
    readonly refunds: readonly string[]
  }[]
  /** Of the cart's orders. */
  readonly transactions: readonly {
    readonly amount: string
    readonly reference: string
    readonly reference_id: string
  }[]
  readonly collections: readonly {
    readonly status: string
    readonly captured: string
    readonly refunded: string
  }[]
  readonly attempts: readonly {
    readonly id: string
    readonly session_id: string
    readonly status: string
    readonly applied_status: string | null
    readonly exception: string | null
    readonly order_id: string | null
    readonly reference: string | null
    readonly received: string
    readonly refunded: string
  }[]
  readonly isCartCompleted: boolean
}

const plain = (column: string) => `trim_scale((${column})::numeric)::text`

const BOOKS = `
  WITH collection AS (
    SELECT payment_collection_id AS id FROM cart_payment_collection
    WHERE cart_id = $1 AND deleted_at IS NULL
  ), orders AS (
    SELECT o.id, o.status FROM order_cart link JOIN "order" o ON o.id = link.order_id
    WHERE link.cart_id = $1 AND link.deleted_at IS NULL
  )
  SELECT
    (SELECT coalesce(json_agg(orders), '[]') FROM orders) AS orders,
    (SELECT coalesce(json_agg(row ORDER BY row.id), '[]') FROM (
      SELECT p.id, p.payment_session_id AS session_id, p.captured_at IS NOT NULL AS captured,
        p.canceled_at IS NOT NULL AS canceled,
        (SELECT coalesce(json_agg(${plain("c.amount")}), '[]') FROM capture c
          WHERE c.payment_id = p.id AND c.deleted_at IS NULL) AS captures,
        (SELECT coalesce(json_agg(${plain("r.amount")}), '[]') FROM refund r
          WHERE r.payment_id = p.id AND r.deleted_at IS NULL) AS refunds
      FROM payment p JOIN collection ON collection.id = p.payment_collection_id
      WHERE p.deleted_at IS NULL) row) AS payments,
    (SELECT coalesce(json_agg(row ORDER BY row.created_at), '[]') FROM (
      SELECT ${plain("t.amount")} AS amount, t.reference, t.reference_id, t.created_at
      FROM order_transaction t JOIN orders ON orders.id = t.order_id
      WHERE t.deleted_at IS NULL) row) AS transactions,
    (SELECT coalesce(json_agg(row), '[]') FROM (
      SELECT pc.status, ${plain("coalesce(pc.captured_amount, 0)")} AS captured,
        ${plain("coalesce(pc.refunded_amount, 0)")} AS refunded
      FROM payment_collection pc JOIN collection USING (id)) row) AS collections,
    (SELECT coalesce(json_agg(row ORDER BY row.created_at), '[]') FROM (
      SELECT a.id, a.session_id, a.status, a.applied_status, a.exception, a.order_id, a.reference,
        ${plain("a.received")} AS received, ${plain("a.refunded")} AS refunded, a.created_at
      FROM payment_gateway_attempt a JOIN collection ON collection.id = a.payment_collection_id
      ) row) AS attempts,
    (SELECT completed_at IS NOT NULL FROM cart WHERE id = $1) AS "isCartCompleted"`

/** Reads Medusa's books about a cart straight from the tables. */
export async function readBooks(client: Pool, cartId: string): Promise<CartBooks> {
  const { rows } = await client.query<CartBooks>(BOOKS, [cartId])
  return rows[0]
}

/** Orders that no cart leads to: left over from a completion that was cut off. */
export async function readStrayOrders(client: Pool): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    SELECT o.id FROM "order" o
    WHERE o.deleted_at IS NULL AND o.status <> 'canceled' AND NOT EXISTS (
      SELECT 1 FROM order_cart link WHERE link.order_id = o.id AND link.deleted_at IS NULL)`)
  return rows.map(({ id }) => id)
}

/** Stored webhooks that have not had their effect. */
export async function readOpenEvents(client: Pool): Promise<{ id: string; state: string }[]> {
  const { rows } = await client.query<{ id: string; state: string }>(
    "SELECT id, state FROM payment_gateway_webhook_event WHERE state NOT IN ('done', 'ignored')"
  )
  return rows
}

/**
 * What the four parties say was refunded: gateway, ledger, Medusa's payment and Medusa's order.
 *
 * @param made by the gateway
 */
export function refundsOf(books: CartBooks, made: readonly string[]) {
  return {
    gateway: [...made],
    ledger: books.attempts.map(({ refunded }) => refunded).filter((amount) => amount !== "0"),
    payment: books.payments.flatMap(({ refunds }) => [...refunds]),
    order: books.transactions
      .filter(({ amount }) => amount.startsWith("-"))
      .map(({ amount }) => amount.slice(1)),
  }
}

const same = (found: readonly string[], amount: string) => found.length === 1 && found[0] === amount

/**
 * What is wrong with the books of a cart that was paid once and in full.
 *
 * @param paid decimal string in major units, without trailing zeros
 * @returns nothing when shop and gateway agree
 */
export function complaintsAbout(books: CartBooks, paid: string): string[] {
  const captures = books.payments.flatMap((payment) => payment.captures)
  const refunds = books.payments.flatMap((payment) => payment.refunds)
  const transactions = books.transactions.map(({ amount }) => amount)
  const [attempt] = books.attempts.filter(({ received }) => received === paid)
  const [order] = books.orders
  return [
    books.orders.length !== 1 && `${books.orders.length} orders`,
    order && order.status === "canceled" && "the order is canceled",
    !books.isCartCompleted && "the cart is open",
    !same(captures, paid) && `captures [${captures.join(", ")}] of ${paid}`,
    refunds.length > 0 && `refunds [${refunds.join(", ")}]`,
    !same(transactions, paid) && `order transactions [${transactions.join(", ")}] of ${paid}`,
    books.payments.some(({ captured, canceled }) => !captured || canceled) &&
      "a payment that is not captured, or canceled",
    books.collections.some(({ status }) => status !== "completed") &&
      `payment collection ${books.collections.map(({ status }) => status).join(", ")}`,
    books.collections.some(({ captured }) => captured !== paid) &&
      `payment collection holds ${books.collections.map(({ captured }) => captured).join(", ")}`,
    !attempt && "no attempt has received the money",
    attempt && attempt.applied_status !== "captured" && `attempt ${attempt.status} not applied`,
    attempt?.exception && `exception ${attempt.exception}`,
    attempt && attempt.order_id !== (order?.id ?? null) && "the attempt does not know its order",
  ].filter((complaint) => typeof complaint === "string")
}
