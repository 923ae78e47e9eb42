import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Attempt, type AttemptStatus, medusaSessionId } from "../core/attempt"
import { nextCheckAt } from "../core/check-schedule"
import type { ApplyContext } from "../settlement/apply-attempt"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { resolveGateway } from "../settlement/resolve-gateway"

const CLOSED: ReadonlySet<AttemptStatus> = new Set(["failed", "canceled", "expired"])
/** Sessions on which the order's money can still come. */
const PAYABLE: ReadonlySet<string> = new Set([
  "pending",
  "requires_more",
  "pending_authorization",
  "authorized",
  "captured",
])

/**
 * What an unpaid attempt means for an order that was placed before its money: an order whose money
 * cannot come any more is canceled, which frees its stock; the payment of a canceled order is
 * closed, so that nobody pays it by mistake.
 *
 * @returns what has to be done, if anything
 */
export async function expireOrder(
  context: ApplyContext,
  attempt: Attempt
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const { container, attempts, source } = context
  const provider = resolveGateway(container, attempt.providerId)
  const isOver =
    CLOSED.has(attempt.status) ||
    nextCheckAt(attempt, 0, provider.gateway.latePaymentWindowSeconds) === null
  if (attempt.abandonedAt !== null && !isOver) {
    // Closing it failed when the shop let go of it.
    return provider.gateway.cancel && ((current) => provider.closeAttempt(current, source))
  }
  if (!isOver && !provider.options.deferredOrder && attempt.orderId === null) {
    return undefined
  }
  const facts = await readMedusaFacts(container, attempt)
  const { order, cartId } = facts
  if (!order) {
    return undefined
  }
  if (order.isCanceled) {
    return !CLOSED.has(attempt.status)
      ? async (current) => {
          await provider.voidAttempt(current, "Its order was canceled.")
          return (await attempts.findById(current.id)) ?? current
        }
      : undefined
  }
  if (!isOver || facts.payment || (await canBePaidOtherwise(container, attempt))) {
    return undefined
  }
  return async (current) => {
    // What is told of it from now on names the order.
    await attempts.recordOrder(current.id, { cartId, orderId: order.id })
    return cancelUnpaidOrder(context, current, order.id)
  }
}

async function cancelUnpaidOrder(
  { container, attempts, source }: ApplyContext,
  attempt: Attempt,
  orderId: string
): Promise<Attempt> {
  const provider = resolveGateway(container, attempt.providerId)
  if (!CLOSED.has(attempt.status)) {
    await provider.voidAttempt(attempt, "Its time is over.")
    const closed = (await attempts.findById(attempt.id)) ?? attempt
    if (closed.status === "captured" || closed.status === "authorized") {
      // The money came at the last moment.
      return closed
    }
  }
  await cancelOrderWorkflow(container).run({ input: { order_id: orderId, no_notification: false } })
  return attempts.addNote(attempt.id, {
    type: "order_expired",
    source,
    message: "The order was canceled, because its money did not come in time.",
    data: { order_id: orderId },
  })
}

/** The shopper may have chosen another method for the same order. */
async function canBePaidOtherwise(container: MedusaContainer, attempt: Attempt): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "payment_collection",
    fields: [
      "payment_sessions.id",
      "payment_sessions.status",
      "payments.id",
      "payments.canceled_at",
    ],
    filters: { id: attempt.paymentCollectionId ?? "" },
  })) as unknown as {
    data: {
      payment_sessions?: { id: string; status: string }[]
      payments?: { canceled_at?: unknown }[]
    }[]
  }
  const [collection] = data
  const hasSession = (collection?.payment_sessions ?? []).some(
    ({ id, status }) => id !== medusaSessionId(attempt) && PAYABLE.has(status)
  )
  const hasPayment = (collection?.payments ?? []).some(({ canceled_at: at }) => !at)
  return hasSession || hasPayment
}
