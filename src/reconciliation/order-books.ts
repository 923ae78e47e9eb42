import type {
  BigNumberValue,
  IOrderModuleService,
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { type Attempt, medusaSessionId } from "../core/attempt"
import { Money } from "../core/money"

/** Money that Medusa has booked on a payment, in or out. */
export interface Booking {
  readonly id: string
  readonly amount: Money
  readonly createdAt: Date
  readonly paymentId: string
  readonly sessionId: string
}

/** A line of an order's own account. */
export interface OrderTransaction {
  readonly id: string
  readonly reference: string
  readonly referenceId: string
  readonly amount: BigNumberValue
}

/** A method of Medusa's order module that its interface does not name. */
interface TransactionUpdates {
  updateOrderTransactions(change: { id: string; version: number }): Promise<unknown>
}

/** What Medusa has booked of a payment collection, and on its order. */
export interface OrderBooks {
  readonly collectionId: string
  readonly captures: readonly Booking[]
  readonly refunds: readonly Booking[]
  /** Sums that Medusa keeps beside the bookings themselves. */
  readonly captured: Money
  readonly refunded: Money
  readonly transactions: readonly OrderTransaction[]
  readonly paymentIds: readonly string[]
}

interface CollectionRow {
  captured_amount?: BigNumberValue | null
  refunded_amount?: BigNumberValue | null
  payments?: {
    id: string
    captures?: BookingRow[]
    refunds?: BookingRow[]
    payment_session_id?: string | null
  }[]
}

interface BookingRow {
  id: string
  amount: BigNumberValue
  created_at: string | Date
}

/** A booking that is not written on the order. */
export interface MissingTransaction extends Booking {
  readonly reference: "capture" | "refund"
}

/** Reads what is booked for the collection of an attempt and on its order. */
export async function readOrderBooks(
  container: MedusaContainer,
  attempt: Attempt,
  orderId: string | null
): Promise<OrderBooks | undefined> {
  if (attempt.paymentCollectionId === null) {
    return undefined
  }
  const { currency } = attempt.due
  // Before the bookings: a refund that is on the order is among those that are read after it.
  const transactions = orderId === null ? [] : await readTransactions(container, orderId)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "payment_collection",
    fields: [
      "captured_amount",
      "refunded_amount",
      "payments.id",
      "payments.payment_session_id",
      "payments.captures.*",
      "payments.refunds.*",
    ],
    filters: { id: attempt.paymentCollectionId },
  })) as unknown as { data: CollectionRow[] }
  const [row] = data
  if (!row) {
    return undefined
  }
  const payments = row.payments ?? []
  const bookingsOf = (kind: "captures" | "refunds"): Booking[] =>
    payments.flatMap((payment) =>
      (payment[kind] ?? []).map(({ id, amount, created_at }) => ({
        id,
        amount: Money.parse(amount, currency),
        createdAt: new Date(created_at),
        paymentId: payment.id,
        sessionId: payment.payment_session_id ?? "",
      }))
    )
  return {
    collectionId: attempt.paymentCollectionId,
    captures: bookingsOf("captures"),
    refunds: bookingsOf("refunds"),
    captured: Money.parse(row.captured_amount ?? 0, currency),
    refunded: Money.parse(row.refunded_amount ?? 0, currency),
    transactions,
    paymentIds: payments.map(({ id }) => id),
  }
}

async function readTransactions(
  container: MedusaContainer,
  orderId: string
): Promise<OrderTransaction[]> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const rows = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "reference", "reference_id", "amount"] }
  )
  return rows.map((row) => ({
    id: row.id,
    amount: row.amount,
    reference: row.reference ?? "",
    referenceId: row.reference_id ?? "",
  }))
}

/** Bookings that Medusa has not written on the order: a process died between the two. */
export function missingTransactions(books: OrderBooks): MissingTransaction[] {
  const known = new Set([
    ...books.transactions.map(({ referenceId }) => referenceId),
    ...refundsOfCancel(books).made.map(({ id }) => id),
  ])
  const missing = (reference: "capture" | "refund", bookings: readonly Booking[]) =>
    bookings.filter(({ id }) => !known.has(id)).map((booking) => ({ ...booking, reference }))
  return [...missing("capture", books.captures), ...missing("refund", books.refunds)]
}

/** Refunds on the order that were never made: Medusa's cancel writes them even if they are refused. */
export function unfoundedRefunds(books: OrderBooks): OrderTransaction[] {
  return refundsOfCancel(books).unfounded
}

/** Medusa's cancel writes the refund of an order under the id of its payment, not under its own. */
function refundsOfCancel({ transactions, refunds, paymentIds }: OrderBooks): {
  readonly made: readonly Booking[]
  readonly unfounded: OrderTransaction[]
} {
  const known = new Set(transactions.map(({ referenceId }) => referenceId))
  const made: Booking[] = []
  const unfounded: OrderTransaction[] = []
  for (const transaction of transactions) {
    const { reference, referenceId, amount } = transaction
    if (reference !== "refund" || !paymentIds.includes(referenceId)) {
      continue
    }
    const refund = refunds.find(
      (one) =>
        one.paymentId === referenceId &&
        !known.has(one.id) &&
        !made.includes(one) &&
        one.amount.add(Money.parse(amount, one.amount.currency)).minor === 0n
    )
    if (refund) {
      made.push(refund)
    } else {
      unfounded.push(transaction)
    }
  }
  return { made, unfounded }
}

/** Refunds of the attempt's own payment, as the collection may hold several. */
export function ownRefunds({ refunds }: OrderBooks, attempt: Attempt): readonly Booking[] {
  return refunds.filter(({ sessionId }) => sessionId === medusaSessionId(attempt))
}

/** Whether the sums that Medusa keeps are those of its own bookings. */
export function areSumsRight(books: OrderBooks): boolean {
  return (
    sumOf(books.captures, books.captured).equals(books.captured) &&
    sumOf(books.refunds, books.refunded).equals(books.refunded)
  )
}

export function sumOf(bookings: readonly Booking[], { currency }: Money): Money {
  return bookings.reduce((sum, { amount }) => sum.add(amount), Money.zero(currency))
}

/** Writes on the order what is booked already, exactly as Medusa's own workflows do. */
export async function addTransactions(
  container: MedusaContainer,
  orderId: string,
  missing: readonly MissingTransaction[]
): Promise<void> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  await orders.addOrderTransactions(
    missing.map(({ id, amount, reference }) => ({
      order_id: orderId,
      currency_code: amount.currency.code.toLowerCase(),
      amount: (reference === "refund"
        ? Money.zero(amount.currency).subtract(amount)
        : amount
      ).toDecimal(),
      reference,
      reference_id: id,
    }))
  )
}

/** Takes lines off an order's account. */
export async function removeTransactions(
  container: MedusaContainer,
  ids: readonly string[]
): Promise<void> {
  if (ids.length === 0) {
    return
  }
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const lines = await orders.listOrderTransactions({ id: [...ids] }, { select: ["id", "order_id"] })
  for (const { id, order_id: orderId } of lines) {
    const { version } = await orders.retrieveOrder(orderId, { select: ["id", "version"] })
    // Medusa takes it off the sums of the line's version; what counts are those of the last one.
    await (orders as unknown as TransactionUpdates).updateOrderTransactions({ id, version })
    await orders.deleteOrderTransactions(id)
  }
}

/** Has the payment module add its own sums up anew; it offers no public way. */
export async function addUpCollection(
  container: MedusaContainer,
  collectionId: string
): Promise<void> {
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const { maybeUpdatePaymentCollection_: addUp } = payments as unknown as {
    maybeUpdatePaymentCollection_: (id: string) => Promise<void>
  }
  await addUp.call(payments, collectionId)
}
