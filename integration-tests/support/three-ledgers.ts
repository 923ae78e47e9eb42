import {
  type Attempt,
  excessOf,
  medusaSessionId,
  netRefundedOf,
  standingOf,
} from "../../src/core/attempt"
import { type Currency, Money } from "../../src/core/money"
import type { GatewayShop } from "./gateway-shop"
import type { MoneyWay } from "./money-ways"
import type { StoreSession } from "./store-client"

/** A payment whose money is followed from outside. */
export interface FollowedPayment {
  readonly way: MoneyWay
  readonly session: StoreSession
  /** What was sent back without the gateway, as whoever sent it remembers it. */
  readonly byHand: readonly string[]
  /** The gateway tells facts of another payment: nothing of it may be believed. */
  readonly isConfused?: boolean
}

/** One payment, and its order, as the three who keep books have them. */
export interface ThreeLedgers {
  readonly gateway: {
    readonly received: Money
    readonly refunded: Money
    readonly chargedBack: Money
    readonly byHand: Money
  }
  readonly medusa: {
    /** Of this payment. */
    readonly captured: Money
    readonly refunded: Money
    readonly collection: { readonly captured: Money; readonly refunded: Money }
    /** All payments of the collection. */
    readonly payments: { readonly captured: Money; readonly refunded: Money }
    readonly order: OrderAccount | null
  }
  readonly ledger: Attempt
}

interface OrderAccount {
  readonly isCanceled: boolean
  readonly total: Money
  readonly transactions: Money
  /** Let go of this payment. */
  readonly credits: Money
  /** Let go of any payment, or credited by Medusa, as it does with what it refunds. */
  readonly allCredits: Money
  readonly pending: Money
  /** All payments of all collections of the order. */
  readonly captured: Money
  readonly refunded: Money
}

/** Reads a payment in all three ledgers; of the shop's database, past all of the plugin's code. */
export async function readLedgers(
  shop: GatewayShop,
  { way, session, byHand }: FollowedPayment
): Promise<ThreeLedgers> {
  const ledger = await shop.attemptOf(session.id)
  const { currency } = ledger.due
  const { received, refunded, chargedBack = [] } = way.sums(shop.sandbox, session)
  const collectionId = ledger.paymentCollectionId ?? ""
  const sumOf = (amounts: readonly (string | null | undefined)[]) => total(amounts, currency)
  const sums = async (where: string, id: string) => {
    const [row] = await shop.sql<{ captured: string; refunded: string }>(
      `select
         coalesce(sum((select sum((raw_amount->>'value')::numeric) from capture
           where payment_id = payment.id and deleted_at is null)), 0)::text as captured,
         coalesce(sum((select sum((raw_amount->>'value')::numeric) from refund
           where payment_id = payment.id and deleted_at is null)), 0)::text as refunded
       from payment where ${where}`,
      [id]
    )
    return { captured: sumOf([row?.captured]), refunded: sumOf([row?.refunded]) }
  }
  const [collection] = await shop.sql<{ captured: string | null; refunded: string | null }>(
    `select raw_captured_amount->>'value' as captured, raw_refunded_amount->>'value' as refunded
     from payment_collection where id = ?`,
    [collectionId]
  )
  const [link] = await shop.sql<{ order_id: string }>(
    `select order_id from order_payment_collection
     where payment_collection_id = ? and deleted_at is null`,
    [collectionId]
  )
  const ofOrder = `payment_collection_id in (select payment_collection_id
    from order_payment_collection where order_id = ? and deleted_at is null)`
  return {
    gateway: {
      received: sumOf(received),
      refunded: sumOf(refunded),
      chargedBack: sumOf(chargedBack),
      byHand: sumOf(byHand),
    },
    medusa: {
      ...(await sums("payment_session_id = ?", medusaSessionId(ledger))),
      collection: {
        captured: sumOf([collection?.captured]),
        refunded: sumOf([collection?.refunded]),
      },
      payments: await sums("payment_collection_id = ?", collectionId),
      order: link
        ? {
            ...(await readOrder(shop, link.order_id, ledger)),
            ...(await sums(ofOrder, link.order_id)),
          }
        : null,
    },
    ledger,
  }
}

async function readOrder(shop: GatewayShop, orderId: string, { id, due }: Attempt) {
  const query = shop.container.resolve("query")
  const { data } = await query.graph({
    entity: "order",
    fields: ["status", "total", "summary", "credit_lines.*", "transactions.amount"],
    filters: { id: orderId },
  })
  const [order] = JSON.parse(JSON.stringify(data)) as {
    status: string
    total: number
    summary: { pending_difference: number }
    credit_lines: { amount: number; reference_id: string | null }[]
    transactions: { amount: number }[]
  }[]
  const sumOf = (amounts: readonly (number | undefined)[]) =>
    total(
      amounts.map((amount) => String(amount ?? 0)),
      due.currency
    )
  const credits = order?.credit_lines ?? []
  return {
    isCanceled: order?.status === "canceled",
    total: sumOf([order?.total]),
    transactions: sumOf((order?.transactions ?? []).map(({ amount }) => amount)),
    credits: sumOf(credits.filter((line) => line.reference_id === id).map(({ amount }) => amount)),
    allCredits: sumOf(credits.map(({ amount }) => amount)),
    pending: sumOf([order?.summary.pending_difference]),
  }
}

function total(amounts: readonly (string | null | undefined)[], currency: Currency): Money {
  return amounts.reduce(
    (sum, amount) => sum.add(Money.parse(amount ?? "0", currency)),
    Money.zero(currency)
  )
}

/** Where the three do not agree to the smallest unit; nothing where all is well. */
export function disagreements({ gateway, medusa, ledger }: ThreeLedgers, isConfused = false) {
  const zero = Money.zero(ledger.due.currency)
  const { captured, refunded, order } = medusa
  const booked = ledger.refundedByShop.subtract(ledger.refundedExcess)
  const found: string[] = []
  const same = (what: string, left: Money, right: Money) => {
    if (!left.equals(right)) {
      found.push(`${what}: ${left.toString()} is not ${right.toString()}`)
    }
  }
  const standing = gateway.received
    .subtract(gateway.refunded)
    .subtract(gateway.byHand)
    .subtract(gateway.chargedBack)
  same("received, gateway and ledger", isConfused ? zero : gateway.received, ledger.received)
  same("standing, gateway and ledger", isConfused ? zero : standing, standingOf(ledger))
  same("refunds that nobody accounted for", netRefundedOf(ledger), ledger.refundedByShop)
  same("captured, Medusa and ledger", captured, ledger.taken ?? zero)
  same("refunded, Medusa and ledger", refunded, ledger.taken === null ? zero : booked)
  same("captured of the collection", medusa.collection.captured, medusa.payments.captured)
  same("refunded of the collection", medusa.collection.refunded, medusa.payments.refunded)
  if (order) {
    const account = order.captured.subtract(order.refunded)
    same("transactions of the order", order.transactions, account)
    if (!order.isCanceled) {
      same("what the order asks for", order.pending, order.total.subtract(account))
    }
    const paid = order.captured.add(order.credits).compare(order.total.add(order.allCredits))
    if (!order.isCanceled && paid >= 0 && ledger.failedRefunds.isZero()) {
      // Medusa credits an order with what it refunds: it asks for nothing again. One that was paid
      // twice owes the payer what is too much.
      same("what a paid order asks for", paid > 0 ? order.pending.max(zero) : order.pending, zero)
    }
  }
  const written = ledger.writtenOff
  if (order && !order.isCanceled && ledger.taken !== null && written.isPositive()) {
    same("credited to the order", order.credits, written)
  }
  const notNegative: Record<string, Money> = {
    captured,
    refunded,
    booked,
    // A bank may take back more than refunds have left.
    standing: standingOf(ledger).add(ledger.chargedBack),
    excess: excessOf(ledger),
    refundedExcess: ledger.refundedExcess,
    refundedByShop: ledger.refundedByShop,
    failedRefunds: ledger.failedRefunds,
    openRefunds: ledger.openRefunds,
    writtenOff: written,
    keptOfOrder: captured.subtract(refunded),
  }
  for (const [what, amount] of Object.entries(notNegative)) {
    if (amount.compare(zero) < 0) {
      found.push(`${what} is negative: ${amount.toString()}`)
    }
  }
  if (ledger.pendingRefund !== null) {
    found.push(`a refund of ${ledger.pendingRefund.amount.toString()} has no end`)
  }
  return found
}

/** Holds the three ledgers of payments against each other. */
export async function expectAgreement(
  shop: GatewayShop,
  payments: readonly FollowedPayment[]
): Promise<void> {
  for (const payment of payments) {
    const ledgers = await readLedgers(shop, payment)
    const found = disagreements(ledgers, payment.isConfused)
    if (found.length > 0) {
      const story = await shop.timelineOf(payment.session.id)
      expect({ payment: payment.way.name, found, story }).toEqual({
        payment: payment.way.name,
        found: [],
        story,
      })
    }
  }
}
