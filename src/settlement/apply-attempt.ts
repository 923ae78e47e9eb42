import { askOnlyWhatIsTaken } from "./ask-only-what-is-taken"
import { completeCartWorkflow, processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentActions } from "@medusajs/framework/utils"
import {
  type Attempt,
  medusaSessionId,
  type PaymentException,
  standingOf,
  takeableOf,
} from "../core/attempt"
import { isDismissed } from "../core/find-exception"
import { describeError } from "../core/errors"
import type { HintSource } from "../core/ledger"
import { Money } from "../core/money"
import type { AttemptStore } from "../modules/payment-gateways/attempt-store"
import { metrics } from "../observability"
import { holdAttempt } from "./hold-attempt"
import { type MedusaFacts, readMedusaFacts } from "./medusa-facts"
import { resolveLedgerModule } from "./resolve-gateway"
import { fieldsOf, shopLog } from "./shop-log"
import { updateSession } from "./update-session"

/** Failed looks after which an order that cannot be made becomes an exception. */
const FAILURES_UNTIL_TOLD = 3

/** Who waits for an order waits for whoever is making it; a storefront's look does not. */
const PATIENCE_MS: Readonly<Partial<Record<HintSource, number>>> = {
  webhook: 5_000,
  return: 5_000,
  admin: 5_000,
  job: 1_000,
}

/**
 * Tells Medusa what the ledger knows of an attempt: one process at a time, only what is true and
 * only what is safe. Money that Medusa has no place for becomes an exception that staff sees.
 *
 * @returns the attempt; its `appliedStatus` stays behind when Medusa could not be told, and the
 * caller tries again later
 */
export async function applyAttempt(
  container: MedusaContainer,
  attempt: Attempt,
  source: HintSource
): Promise<Attempt> {
  const { attempts } = resolveLedgerModule(container)
  const context = { container, attempts, source }
  const apply = async (current: Attempt): Promise<Attempt> => {
    if (current.status === current.appliedStatus) {
      return current
    }
    return current.status === "captured" || current.status === "authorized"
      ? completeOrder(context, current)
      : updateSession(context, current)
  }
  const applied = await holdAttempt(container, attempt, apply, { waitMs: PATIENCE_MS[source] })
  return applied?.result ?? attempt
}

export interface ApplyContext {
  readonly container: MedusaContainer
  readonly attempts: AttemptStore
  readonly source: HintSource
}

/**
 * Makes the order of a paid attempt, or finds why it must not be made. Called while its lease is
 * held; doing it once more changes nothing.
 */
export async function completeOrder(context: ApplyContext, attempt: Attempt): Promise<Attempt> {
  const before = await readMedusaFacts(context.container, attempt)
  if (isDone(attempt, before)) {
    return isSecond(before)
      ? recordObstacle(context, attempt, before, SECOND)
      : recordDone(context, attempt, before)
  }
  if (isAllGone(attempt) && before.order === null) {
    return recordRefused(context, attempt, before, "refunded before there was an order")
  }
  const obstacle = obstacleTo(attempt, before)
  if (obstacle) {
    return recordObstacle(context, attempt, before, obstacle)
  }
  await askOnlyWhatIsTaken(context, attempt, before)
  const errors = await tellMedusa(context, attempt, before)
  const after = await readMedusaFacts(context.container, attempt)
  if (isDone(attempt, after)) {
    return recordDone(context, attempt, after)
  }
  const latest = (await context.attempts.findById(attempt.id)) ?? attempt
  const detail = errors
    .map(({ error }) => describeError(error))
    .join("; ")
    .slice(0, 300)
  shopLog(context.container).error(
    `a payment is ${attempt.status}, but Medusa could not complete its order: ${detail || "no reason given"}`,
    fieldsOf(attempt)
  )
  if (isAllGone(latest)) {
    // Medusa gives the money back by itself when an order cannot be made of a paid cart.
    return recordRefused(context, latest, after, detail)
  }
  const note = {
    source: context.source,
    message: "The shop could not make an order of this payment yet; it is tried again.",
    data: { detail },
  }
  // Once may be an accident; more often it is something that staff has to see to.
  if (latest.failedChecks < FAILURES_UNTIL_TOLD) {
    return context.attempts.addNote(attempt.id, { ...note, type: "order_failed" })
  }
  return latest.exception === null
    ? context.attempts.recordException(attempt.id, "orphaned", { ...note, type: "orphaned" })
    : latest
}

function isAllGone(attempt: Attempt): boolean {
  return attempt.received.isPositive() && !standingOf(attempt).isPositive()
}

async function recordRefused(
  { attempts, source }: ApplyContext,
  { id, status }: Attempt,
  { cartId }: MedusaFacts,
  detail: string
): Promise<Attempt> {
  const message = "The shop could not make an order of this payment, and the money went back."
  return attempts.recordApplied(id, { status, cartId }, [
    { type: "order_refused", source, message, data: { detail } },
  ])
}

async function tellMedusa(
  { container }: ApplyContext,
  attempt: Attempt,
  { cartId, order }: MedusaFacts
): Promise<readonly { readonly error: unknown }[]> {
  if (attempt.status === "authorized" && cartId !== null && order === null) {
    // Medusa's payment workflow would take any cart, should the session be gone by now.
    const { errors } = await completeCartWorkflow(container).run({
      input: { id: cartId },
      throwOnError: false,
    })
    return errors
  }
  const { errors } = await processPaymentWorkflow(container).run({
    input: {
      action: attempt.status === "captured" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED,
      data: {
        session_id: medusaSessionId(attempt),
        amount: takeableOf(attempt).toDecimal(),
      },
    },
    throwOnError: false,
  })
  return errors
}

/** Whether order and payment are as they should be: then there is nothing to tell. */
export function isDone(attempt: Attempt, { payment, cartId, order }: MedusaFacts): boolean {
  const isPaid = attempt.status === "captured" ? payment?.isCaptured === true : Boolean(payment)
  return isPaid && (cartId === null || order !== null)
}

/** Two payments of one cart are both captured, and the other one came first. */
export function isSecond({ payment, otherPayments }: MedusaFacts): boolean {
  const own = payment?.capturedAt?.getTime()
  return (
    own !== undefined &&
    otherPayments.some(({ capturedAt }) => capturedAt !== null && capturedAt.getTime() < own)
  )
}

export interface Obstacle {
  readonly exception: PaymentException
  readonly message: string
}

export const SECOND: Obstacle = {
  exception: "duplicate",
  message: "This order was already paid by another payment.",
}

/** Why this money must not be turned into an order by itself. */
function obstacleTo(attempt: Attempt, facts: MedusaFacts): Obstacle | undefined {
  const { session, order, otherPayments } = facts
  if (order && otherPayments.length > 0) {
    return SECOND
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
  const taken = takeableOf(attempt)
  const isAmount = asked.equals(attempt.due) || asked.equals(taken)
  // An order may ask for more than the payment that staff has given it.
  const isPart = attempt.adoptedSessionId !== null && taken.compare(asked) <= 0
  const isSame =
    (isAmount || isPart) && session.currencyCode.toUpperCase() === attempt.due.currency.code
  return isSame
    ? undefined
    : {
        exception: "orphaned",
        message: `The session now asks ${asked.toString()} instead of ${attempt.due.toString()}.`,
      }
}

async function recordDone(
  context: ApplyContext,
  attempt: Attempt,
  facts: MedusaFacts
): Promise<Attempt> {
  const isCaptured = attempt.status === "captured"
  if (isCaptured) {
    const age = attempt.loadedAt.getTime() - attempt.createdAt.getTime()
    metrics.paymentCompleted(attempt.gateway, age / 1000)
  }
  return context.attempts.recordApplied(
    attempt.id,
    {
      status: attempt.status,
      cartId: facts.cartId,
      orderId: facts.order?.id,
      ...(isCaptured && takenOf(attempt)),
      // While its order could not be made, staff was told so.
      isResolved: attempt.exception === "orphaned",
    },
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

/** Keeps money that Medusa has no place for: staff sees it and decides. */
export async function recordObstacle(
  context: ApplyContext,
  attempt: Attempt,
  facts: MedusaFacts,
  { exception, message }: Obstacle
): Promise<Attempt> {
  if (isDismissed(attempt, exception)) {
    return attempt.status === attempt.appliedStatus
      ? attempt
      : context.attempts.recordApplied(attempt.id, { status: attempt.status }, [])
  }
  shopLog(context.container).error(
    `${attempt.received.toString()} received, but not applied (${exception}): ${message}`,
    fieldsOf(attempt)
  )
  await context.attempts.recordException(attempt.id, exception, {
    type: exception,
    source: context.source,
    message,
    data: { received: attempt.received.toDecimal() },
  })
  return context.attempts.recordApplied(
    attempt.id,
    {
      status: attempt.status,
      cartId: facts.cartId,
      orderId: facts.order?.id,
      ...(facts.payment?.isCaptured && takenOf(attempt)),
    },
    []
  )
}

/** What Medusa has captured; what it asked for beyond that, within the tolerance, is let go. */
function takenOf(attempt: Attempt): { readonly taken: Money; readonly writtenOff?: Money } {
  const taken = takeableOf(attempt)
  const isShort = attempt.accepted === null && taken.compare(attempt.due) < 0
  return isShort ? { taken, writtenOff: attempt.due.subtract(taken) } : { taken }
}
