import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt, PaymentException } from "../core/attempt"
import { type ApplyContext, completeOrder, isDone, recordObstacle } from "./apply-attempt"
import { expireOrder } from "./expire-order"
import { healBooks } from "./heal-books"
import { holdAttempt } from "./hold-attempt"
import { type MedusaFacts, readMedusaFacts } from "./medusa-facts"
import { resolveLedgerModule } from "./resolve-gateway"
import { resumeInterruptedRefund } from "./resume-interrupted-refund"

/** Staff has been told and decides; nothing is healed over its head. */
const HELD: ReadonlySet<PaymentException> = new Set(["late", "duplicate", "orphaned"])

/**
 * Checks what must hold between an attempt that Medusa has been told of and Medusa's order, and
 * mends what a killed process or a lost event has left. What cannot be mended safely becomes an
 * exception that staff sees. Nothing is done where all is well.
 */
export async function healOrder(container: MedusaContainer, attempt: Attempt): Promise<Attempt> {
  const isHeld = attempt.exception !== null && HELD.has(attempt.exception)
  if (attempt.status !== attempt.appliedStatus || isHeld) {
    return attempt
  }
  const { attempts } = resolveLedgerModule(container)
  const context: ApplyContext = { container, attempts, source: "job" }
  const cure = await findCure(context, attempt)
  if (!cure) {
    return attempt
  }
  const healed = await holdAttempt(container, attempt, async (current) => {
    // Another process may have been at it until now.
    const still =
      current.status === attempt.status && current.appliedStatus === attempt.appliedStatus
        ? await findCure(context, current)
        : undefined
    return still ? still(current) : current
  })
  return healed?.result ?? attempt
}

type Cure = (attempt: Attempt) => Promise<Attempt>

async function findCure(context: ApplyContext, attempt: Attempt): Promise<Cure | undefined> {
  const { container } = context
  if (attempt.status !== "captured") {
    return expireOrder(context, attempt)
  }
  if (attempt.pendingRefund !== null) {
    return (current) => resumeInterruptedRefund(context, current)
  }
  const facts = await readMedusaFacts(container, attempt)
  const standing = attempt.received.subtract(attempt.refunded).subtract(attempt.chargedBack)
  if (!standing.isPositive()) {
    return healBooks(context, attempt, facts)
  }
  if (!isDone(attempt, facts)) {
    return (current) => completeOrder(context, current)
  }
  if (isSecond(facts)) {
    return (current) =>
      recordObstacle(context, current, facts, {
        exception: "duplicate",
        message: "This order was already paid by another payment.",
      })
  }
  if (facts.order?.isCanceled) {
    return (current) =>
      recordObstacle(context, current, facts, {
        exception: "orphaned",
        message: `The order is canceled, but ${standing.toString()} of its money is still here.`,
      })
  }
  return healBooks(context, attempt, facts)
}

/** Two payments of one cart are both captured, and the other one came first. */
function isSecond({ session, otherPayments }: MedusaFacts): boolean {
  const own = session?.payment?.capturedAt?.getTime()
  return (
    own !== undefined &&
    otherPayments.some(({ capturedAt }) => capturedAt !== null && capturedAt.getTime() < own)
  )
}
