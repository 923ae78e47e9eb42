import type {
  BigNumberValue,
  IOrderModuleService,
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import { type Currency, Money } from "../core/money"

/** Money that Medusa has booked on a payment, in or out. */
interface Booking {
  readonly id: string
  readonly amount: Money
  readonly createdAt: Date
  readonly sessionId: string | undefined
}

/** What Medusa has booked of a payment collection, and on its order. */
export interface OrderBooks {
  readonly collectionId: string
  readonly captures: readonly Booking[]
  readonly refunds: readonly Booking[]
  /** Sums that Medusa keeps beside the bookings themselves. */
  readonly captured: Money
  readonly refunded: Money
  readonly transactions: readonly { readonly reference: string; readonly referenceId: string }[]
}

interface CollectionRow {
  captured_amount?: BigNumberValue | null
  refunded_amount?: BigNumberValue | null
  payments?: {
    captures?: BookingRow[]
    refunds?: BookingRow[]
    payment_session?: { id: string } | null
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
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "payment_collection",
    fields: [
      "captured_amount",
      "refunded_amount",
      "payments.payment_session.id",
      "payments.captures.*",
      "payments.refunds.*",
    ],
    filters: { id: attempt.paymentCollectionId },
  })) as unknown as { data: CollectionRow[] }
  const [row] = data
  if (!row) {
    return undefined
  }
  const { currency } = attempt.due
  const payments = row.payments ?? []
  return {
    collectionId: attempt.paymentCollectionId,
    captures: payments.flatMap(({ captures = [], payment_session: session }) =>
      captures.map(bookingOf(currency, session?.id))
    ),
    refunds: payments.flatMap(({ refunds = [], payment_session: session }) =>
      refunds.map(bookingOf(currency, session?.id))
    ),
    captured: Money.parse(row.captured_amount ?? 0, currency),
    refunded: Money.parse(row.refunded_amount ?? 0, currency),
    transactions: orderId === null ? [] : await readTransactions(container, orderId),
  }
}

async function readTransactions(
  container: MedusaContainer,
  orderId: string
): Promise<OrderBooks["transactions"]> {
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const rows = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "reference", "reference_id"] }
  )
  return rows.map((row) => ({
    reference: row.reference ?? "",
    referenceId: row.reference_id ?? "",
  }))
}

/** Bookings that Medusa has not written on the order: a process died between the two. */
export function missingTransactions(books: OrderBooks): MissingTransaction[] {
  const known = new Set(books.transactions.map(({ referenceId }) => referenceId))
  const missing = (reference: "capture" | "refund", bookings: readonly Booking[]) =>
    bookings.filter(({ id }) => !known.has(id)).map((booking) => ({ ...booking, reference }))
  return [...missing("capture", books.captures), ...missing("refund", books.refunds)]
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

function bookingOf(currency: Currency, sessionId: string | undefined) {
  return ({ id, amount, created_at }: BookingRow): Booking => ({
    id,
    amount: Money.parse(amount, currency),
    createdAt: new Date(created_at),
    sessionId,
  })
}
