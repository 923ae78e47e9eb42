import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type Attempt, medusaSessionId } from "../core/attempt"
import { LEASE_SECONDS } from "../modules/payment-gateways/lease-store"
import type { ApplyContext } from "../settlement/apply-attempt"
import type { MedusaFacts } from "../settlement/medusa-facts"
import {
  addTransactions,
  addUpCollection,
  areSumsRight,
  type MissingTransaction,
  missingTransactions,
  type OrderBooks,
  type OrderTransaction,
  readOrderBooks,
  removeTransactions,
  sumOf,
  unfoundedRefunds,
} from "./order-books"
import { fieldsOf, shopLog } from "../settlement/shop-log"

/**
 * Medusa writes a payment, its sums and the order's transactions one after the other; a killed
 * process leaves the rest unwritten. What was booked is written on the order; a refund that was
 * booked before it was made, and was not made, is taken out again, and so is one that the gateway
 * has refused while the order was canceled.
 *
 * @returns what has to be done, if anything
 * @throws {Error} while somebody may still be writing
 */
export async function healBooks(
  context: ApplyContext,
  attempt: Attempt,
  { order }: MedusaFacts
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const { container } = context
  const books = await readOrderBooks(container, attempt, order?.id ?? null)
  if (!books) {
    return undefined
  }
  const missing = order ? missingTransactions(books) : []
  const unmade = unmadeRefunds(attempt, books, missing)
  const unfounded = order ? unfoundedRefunds(books) : []
  if (missing.length === 0 && unfounded.length === 0 && areSumsRight(books)) {
    return undefined
  }
  const youngest = Math.max(0, ...missing.map(({ createdAt }) => createdAt.getTime()))
  if (attempt.loadedAt.getTime() - youngest < LEASE_SECONDS * 1000) {
    throw new Error("the books of its order are being written")
  }
  return (current) =>
    mend(context, current, order?.id ?? null, {
      books,
      unmade,
      unfounded,
      missing: missing.filter((one) => !unmade.includes(one)),
    })
}

/** Medusa writes a refund on the order last: what is there already is not in question. */
function unmadeRefunds(
  attempt: Attempt,
  books: OrderBooks,
  missing: readonly MissingTransaction[]
): MissingTransaction[] {
  const isOwn = ({ sessionId }: { sessionId: string }) => sessionId === medusaSessionId(attempt)
  let surplus = sumOf(books.refunds.filter(isOwn), attempt.due).subtract(attempt.refunded)
  return missing
    .filter((one) => one.reference === "refund" && isOwn(one))
    .sort((left, right) => right.createdAt.getTime() - left.createdAt.getTime())
    .filter(({ amount }) => {
      const isUnmade = surplus.isPositive() && amount.compare(surplus) <= 0
      surplus = isUnmade ? surplus.subtract(amount) : surplus
      return isUnmade
    })
}

async function mend(
  { container, attempts, source }: ApplyContext,
  attempt: Attempt,
  orderId: string | null,
  found: {
    readonly books: OrderBooks
    readonly missing: readonly MissingTransaction[]
    readonly unmade: readonly MissingTransaction[]
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
  if (orderId !== null && missing.length > 0) {
    await addTransactions(container, orderId, missing)
  }
  if (unfounded.length > 0) {
    await removeTransactions(
      container,
      unfounded.map(({ id }) => id)
    )
  }
  await addUpCollection(container, books.collectionId)
  shopLog(container).warn("the books of an order were incomplete and have been mended", {
    ...fieldsOf(attempt),
    order: orderId,
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
      order_id: orderId,
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
