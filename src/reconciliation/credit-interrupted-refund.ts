import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import { LEASE_SECONDS } from "../modules/payment-gateways/lease-store"
import type { ApplyContext } from "../settlement/apply-attempt"
import type { MedusaFacts } from "../settlement/medusa-facts"
import { readAskedAmount } from "./asked-amount"
import { creditRefunds } from "./credit-refunds"
import { ownRefunds, readOrderBooks } from "./order-books"

/**
 * Medusa writes a refund on the order, and then credits the order with it, which changes the order.
 * A process that was killed between the two leaves an order that asks for the money once more. It
 * is credited when nothing has changed the order since its last refund was written.
 *
 * @returns what has to be done, if anything
 * @throws {Error} while somebody may still be writing
 */
export async function creditInterruptedRefund(
  { container, attempts, source }: ApplyContext,
  attempt: Attempt,
  { order }: MedusaFacts
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const { refundedByShop, refundedExcess } = attempt
  if (!order || order.isCanceled || refundedByShop.compare(refundedExcess) <= 0) {
    return undefined
  }
  const asked = await readAskedAmount(container, order.id, attempt.due.currency)
  if (!asked.isPositive()) {
    return undefined
  }
  const books = await readOrderBooks(container, attempt, order.id)
  const refunds = books ? ownRefunds(books, attempt) : []
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const [last] = await orders.listOrderTransactions(
    { order_id: order.id, reference: "refund" },
    { select: ["id", "reference_id", "created_at"], order: { created_at: "DESC" }, take: 1 }
  )
  const refund = refunds.find(({ id }) => id === last?.reference_id)
  if (!last || !refund) {
    return undefined
  }
  const writtenAt = new Date(last.created_at)
  const [change] = await orders.listOrderChanges(
    { order_id: order.id, created_at: { $gte: writtenAt.toISOString() } },
    { select: ["id"], take: 1 }
  )
  if (change) {
    return undefined
  }
  if (attempt.loadedAt.getTime() - writtenAt.getTime() < LEASE_SECONDS * 1000) {
    throw new Error("the books of its order are being written")
  }
  return async (current) => {
    await creditRefunds(container, order.id, [refund])
    return attempts.addNote(current.id, {
      type: "books_mended",
      source,
      message: `The order asked once more for ${refund.amount.min(asked).toString()} that was refunded; it is credited with it now.`,
      data: { order_id: order.id, credited: [`refund ${refund.id}`] },
    })
  }
}
