import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, PaymentActions } from "@medusajs/framework/utils"
import type { Attempt, PaymentException } from "../core/attempt"
import { describeError } from "../core/errors"
import type { HintSource } from "../core/ledger"
import { Money } from "../core/money"
import type { AttemptStore } from "../modules/payment-gateways/attempt-store"
import { holdLease } from "./hold-lease"
import { type MedusaFacts, readMedusaFacts } from "./medusa-facts"
import { updateSession } from "./update-session"

/**
 * Tells Medusa what the ledger knows of an attempt: one process at a time, only what is true and
 * only what is safe. Money that Medusa has no place for becomes an exception that staff sees.
 *
 * @returns the attempt; its `appliedStatus` stays behind when Medusa could not be told, and the
 * caller tries again later
 */
export async function applyAttempt(
  container: MedusaContainer,
  attempts: AttemptStore,
  attempt: Attempt,
  source: HintSource
): Promise<Attempt> {
  const applied = await holdLease(attempts, attempt.id, async (claimed) => {
    if (claimed.status === claimed.appliedStatus) {
      return claimed
    }
    const context = { container, attempts, source }
    return claimed.status === "captured" || claimed.status === "authorized"
      ? await completeOrder(context, claimed)
      : await updateSession(context, claimed)
  })
  return applied ?? attempt
}

interface Context {
  readonly container: MedusaContainer
  readonly attempts: AttemptStore
  readonly source: HintSource
}

async function completeOrder(context: Context, attempt: Attempt): Promise<Attempt> {
  const before = await readMedusaFacts(context.container, attempt)
  if (isDone(attempt, before)) {
    return recordDone(context, attempt, before)
  }
  const obstacle = obstacleTo(attempt, before)
  if (obstacle) {
    return recordObstacle(context, attempt, before, obstacle)
  }
  const isCaptured = attempt.status === "captured"
  const { errors } = await processPaymentWorkflow(context.container).run({
    input: {
      action: isCaptured ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED,
      data: {
        session_id: attempt.sessionId,
        amount: before.session?.amount ?? attempt.due.toDecimal(),
      },
    },
    throwOnError: false,
  })
  const after = await readMedusaFacts(context.container, attempt)
  if (isDone(attempt, after)) {
    return recordDone(context, attempt, after)
  }
  const latest = (await context.attempts.findById(attempt.id)) ?? attempt
  const detail = errors
    .map(({ error }) => describeError(error))
    .join("; ")
    .slice(0, 300)
  logger(context).error(
    `[${attempt.gateway}] ${attempt.id} is ${attempt.status}, but Medusa could not complete its order: ${detail || "no reason given"}`
  )
  if (latest.refunded.compare(latest.received) >= 0 && latest.received.isPositive()) {
    // Medusa gives the money back by itself when an order cannot be made of a paid cart.
    return context.attempts.recordApplied(
      attempt.id,
      { status: latest.status, cartId: after.cartId },
      [
        {
          type: "order_refused",
          source: context.source,
          message: "The shop could not make an order of this payment, and the money went back.",
          data: { detail },
        },
      ]
    )
  }
  await context.attempts.addNote(attempt.id, {
    type: "order_failed",
    source: context.source,
    message: "The shop could not make an order of this payment yet; it is tried again.",
    data: { detail },
  })
  return latest
}

/** Whether order and payment are as they should be: then there is nothing to tell. */
function isDone(attempt: Attempt, { session, cartId, order }: MedusaFacts): boolean {
  const payment = session?.payment
  const isPaid = attempt.status === "captured" ? payment?.isCaptured === true : Boolean(payment)
  return isPaid && (cartId === null || order !== null)
}

interface Obstacle {
  readonly exception: PaymentException
  readonly message: string
}

/** Why this money must not be turned into an order by itself. */
function obstacleTo(attempt: Attempt, facts: MedusaFacts): Obstacle | undefined {
  const { session, order, otherPayments } = facts
  if (order && otherPayments.length > 0) {
    return { exception: "duplicate", message: "This order was already paid by another payment." }
  }
  if (order?.isCanceled) {
    return { exception: "late", message: "The money came after the order was canceled." }
  }
  if (!session) {
    return {
      exception: "orphaned",
      message: "The money came after the shopper's cart or payment method had changed.",
    }
  }
  const asked = Money.parse(session.amount, attempt.due.currency)
  const isSame =
    asked.equals(attempt.due) && session.currencyCode.toUpperCase() === attempt.due.currency.code
  return isSame
    ? undefined
    : {
        exception: "orphaned",
        message: `The session now asks ${asked.toString()} instead of ${attempt.due.toString()}.`,
      }
}

async function recordDone(
  context: Context,
  attempt: Attempt,
  facts: MedusaFacts
): Promise<Attempt> {
  return context.attempts.recordApplied(
    attempt.id,
    { status: attempt.status, cartId: facts.cartId, orderId: facts.order?.id },
    [
      {
        type: "order_completed",
        source: context.source,
        message: facts.order ? "The order is complete." : "The payment is recorded in the shop.",
        data: { order_id: facts.order?.id ?? null },
      },
    ]
  )
}

async function recordObstacle(
  context: Context,
  attempt: Attempt,
  facts: MedusaFacts,
  { exception, message }: Obstacle
): Promise<Attempt> {
  logger(context).error(
    `[${attempt.gateway}] ${attempt.id}: ${attempt.received.toString()} received, but not applied (${exception}): ${message}`
  )
  await context.attempts.recordException(attempt.id, exception, {
    type: exception,
    source: context.source,
    message,
    data: { received: attempt.received.toDecimal() },
  })
  return context.attempts.recordApplied(
    attempt.id,
    { status: attempt.status, cartId: facts.cartId },
    []
  )
}

function logger(context: Context): Logger {
  return context.container.resolve(ContainerRegistrationKeys.LOGGER)
}
