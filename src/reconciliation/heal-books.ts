import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type Attempt, unbookedOf } from "../core/attempt"
import { Money } from "../core/money"
import { withRequestFacts } from "../core/request-facts"
import { LEASE_SECONDS } from "../modules/payment-gateways/lease-store"
import type { ApplyContext } from "../settlement/apply-attempt"
import { bookRefund } from "../settlement/book-refund"
import { creditRefunds } from "./credit-refunds"
import type { MedusaFacts } from "../settlement/medusa-facts"
import {
  addTransactions,
  addUpCollection,
  areSumsRight,
  type Booking,
  type MissingTransaction,
  missingTransactions,
  type OrderBooks,
  type OrderTransaction,
  ownRefunds,
  readOrderBooks,
  removeTransactions,
  sumOf,
  unfoundedRefunds,
} from "./order-books"
import { fieldsOf, shopLog } from "../settlement/shop-log"

/**
 * Medusa writes a payment, its sums and the order's transactions one after the other; a killed
 * process leaves the rest unwritten. What was booked is written on the order. A refund that was
 * booked and never made, or came back, is taken out again; one that was made at the gateway's own
 * dashboard is booked.
 *
 * @returns what has to be done, if anything
 * @throws {Error} while somebody may still be writing
 */
export async function healBooks(
  context: ApplyContext,
  attempt: Attempt,
  facts: MedusaFacts
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const { container } = context
  const { order, payment } = facts
  const books = await readOrderBooks(container, attempt, order?.id ?? null)
  if (!books) {
    return undefined
  }
  const own = ownRefunds(books, attempt)
  const zero = Money.zero(attempt.due.currency)
  const isCaptured = payment?.isCaptured === true
  const unbooked = isCaptured ? unbookedOf(attempt) : zero
  const missing = order ? missingTransactions(books) : []
  const unfounded = order ? unfoundedRefunds(books) : []
  const more = sumOf(own, attempt.due).subtract(bookableOf(attempt))
  // Booked by a process that died before it wrote that down.
  const followed = more.min(unbooked).max(zero)
  const surplus = more.subtract(followed)
  const unmade = surplusRefunds(own, missing, surplus)
  const found = unbooked.subtract(followed)
  const toBook = isCaptured ? found.subtract(surplus).max(zero) : zero
  const isRight = missing.length + unfounded.length + unmade.length === 0 && areSumsRight(books)
  if (isRight && !toBook.isPositive() && !followed.isPositive()) {
    return undefined
  }
  const isBehind = toBook.isPositive() || followed.isPositive()
  const touched = [...missing, ...unmade, ...(isBehind ? own : [])]
  const youngest = Math.max(0, ...touched.map(({ createdAt }) => createdAt.getTime()))
  if (attempt.loadedAt.getTime() - youngest < LEASE_SECONDS * 1000) {
    throw new Error("the books of its order are being written")
  }
  return async (current) => {
    const mended = isRight
      ? current
      : await mend(context, current, order, {
          books,
          unmade,
          unfounded,
          missing: missing.filter(({ id }) => !unmade.some((one) => one.id === id)),
        })
    const written = followed.isPositive()
      ? await recordBooked(context, mended, followed, followed)
      : mended
    return payment && toBook.isPositive()
      ? bookFoundRefund(context, written, { facts, paymentId: payment.id, amount: toBook, found })
      : written
  }
}

/** What Medusa has to have booked as gone back of this payment. */
function bookableOf({ refundedByShop, refundedExcess }: Attempt): Money {
  return refundedByShop.subtract(refundedExcess)
}

/**
 * Refunds in Medusa's books that are too many: first those that are not on the order yet, because
 * Medusa writes that last; then the one that is as much as is too much; then the newest.
 */
function surplusRefunds(
  own: readonly Booking[],
  missing: readonly MissingTransaction[],
  surplus: Money
): Booking[] {
  const rank = ({ id, amount }: Booking) =>
    missing.some((one) => one.id === id) ? 0 : amount.equals(surplus) ? 1 : 2
  let left = surplus
  return [...own]
    .sort(
      (one, other) => rank(one) - rank(other) || other.createdAt.getTime() - one.createdAt.getTime()
    )
    .filter(({ amount }) => {
      const isTooMuch = left.isPositive() && amount.compare(left) <= 0
      left = isTooMuch ? left.subtract(amount) : left
      return isTooMuch
    })
}

/** Money that has gone back without Medusa: it books it now, and nothing is sent. */
async function bookFoundRefund(
  context: ApplyContext,
  attempt: Attempt,
  refund: {
    readonly facts: MedusaFacts
    readonly paymentId: string
    readonly amount: Money
    /** Of the amount, what had gone back without Medusa's books. */
    readonly found: Money
  }
): Promise<Attempt> {
  const { facts, paymentId, amount, found } = refund
  await withRequestFacts({ isRefundOnlyBooked: true }, () =>
    bookRefund(context.container, paymentId, facts, { amount, note: "Refunded at the gateway." })
  )
  return recordBooked(context, attempt, found, amount)
}

/** @param found of the amount, what had gone back without Medusa's books */
function recordBooked(
  { attempts, source }: ApplyContext,
  { id }: Attempt,
  found: Money,
  amount: Money
): Promise<Attempt> {
  return attempts.recordBooked(id, found, {
    type: "refund_booked",
    source,
    message: `The refund of ${amount.toString()} is booked in the shop.`,
    data: { amount: amount.toDecimal() },
  })
}

async function mend(
  { container, attempts, source }: ApplyContext,
  attempt: Attempt,
  order: MedusaFacts["order"],
  found: {
    readonly books: OrderBooks
    readonly missing: readonly MissingTransaction[]
    readonly unmade: readonly Booking[]
    readonly unfounded: readonly OrderTransaction[]
  }
): Promise<Attempt> {
  const { books, missing, unmade, unfounded } = found
  if (unmade.length > 0) {
    const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
    await (payments as unknown as { deleteRefunds(ids: string[]): Promise<void> }).deleteRefunds(
      unmade.map(({ id }) => id)
    )
  }
  if (order && missing.length > 0) {
    await addTransactions(container, order.id, missing)
    if (!order.isCanceled) {
      const refunds = missing.filter(({ reference }) => reference === "refund")
      await creditRefunds(container, order.id, refunds)
    }
  }
  // A refund that came back was on the order already.
  const gone = books.transactions.filter(({ referenceId }) =>
    unmade.some(({ id }) => id === referenceId)
  )
  await removeTransactions(
    container,
    [...unfounded, ...gone].map(({ id }) => id)
  )
  await addUpCollection(container, books.collectionId)
  shopLog(container).warn("the books of an order were incomplete and have been mended", {
    ...fieldsOf(attempt),
    order: order?.id,
  })
  return attempts.addNote(attempt.id, {
    type: "books_mended",
    source,
    message:
      unmade.length > 0
        ? messageOfUnmade(attempt)
        : unfounded.length > 0
          ? "A refund that the gateway has refused was booked on the order; it is not any more."
          : "The order's books were incomplete after an interruption and have been mended.",
    data: {
      order_id: order?.id ?? null,
      booked: missing.map(({ reference, id }) => `${reference} ${id}`),
      removed: [
        ...unmade.map(({ id }) => `refund ${id}`),
        ...unfounded.map(({ reference, referenceId }) => `${reference} ${referenceId}`),
      ],
    },
  })
}

/** Some gateways do not tell of a refund whose answer was lost, until it is asked for again. */
function messageOfUnmade({ pendingRefund }: Attempt): string {
  return pendingRefund === null
    ? "A refund was interrupted before it was made; it is not booked any more. Ask for it again."
    : "A refund was interrupted, and nobody knows whether it was made; it is not booked any more. Ask for it again, with its details: it is not made twice."
}
