import type { MedusaContainer } from "@medusajs/framework/types"
import { type Attempt, type PaymentException, standingOf } from "../core/attempt"
import {
  type ApplyContext,
  completeOrder,
  isDone,
  isSecond,
  recordObstacle,
  SECOND,
} from "../settlement/apply-attempt"
import { expireOrder } from "./expire-order"
import { healBooks } from "./heal-books"
import { holdAttempt } from "../settlement/hold-attempt"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { resumeInterruptedRefund } from "./resume-interrupted-refund"

const MOST_CURES = 3

/** Staff has been told and decides; nothing but the books is healed over its head. */
const HELD: ReadonlySet<PaymentException> = new Set(["late", "duplicate", "orphaned"])

/**
 * Checks what must hold between an attempt that Medusa has been told of and Medusa's order, and
 * mends what a killed process or a lost event has left. What cannot be mended safely becomes an
 * exception that staff sees. Nothing is done where all is well.
 */
export async function healOrder(container: MedusaContainer, attempt: Attempt): Promise<Attempt> {
  let current = attempt
  // What is mended may show what is to be mended next: a refund that is ended is still to be booked.
  for (let cures = 0; cures < MOST_CURES; cures += 1) {
    const { version } = current
    current = await healOnce(container, current)
    if (current.version === version || current.status !== "captured") {
      break
    }
  }
  return current
}

async function healOnce(container: MedusaContainer, attempt: Attempt): Promise<Attempt> {
  if (attempt.status !== attempt.appliedStatus) {
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
  // Staff has decided this: it is ended whatever the payment is.
  const refund: Cure | undefined =
    attempt.pendingRefund === null
      ? undefined
      : (current) => resumeInterruptedRefund(context, current)
  if (attempt.exception !== null && HELD.has(attempt.exception)) {
    const mend = async () => healBooks(context, attempt, await readMedusaFacts(container, attempt))
    return refund ?? (attempt.status === "captured" ? mend() : undefined)
  }
  if (attempt.status !== "captured") {
    return (await expireOrder(context, attempt)) ?? refund
  }
  if (refund) {
    return refund
  }
  const facts = await readMedusaFacts(container, attempt)
  const standing = standingOf(attempt)
  if (!standing.isPositive()) {
    return healBooks(context, attempt, facts)
  }
  if (!isDone(attempt, facts)) {
    return (current) => completeOrder(context, current)
  }
  if (isSecond(facts)) {
    return (current) => recordObstacle(context, current, facts, SECOND)
  }
  const mend = await healBooks(context, attempt, facts)
  if (!facts.order?.isCanceled) {
    return mend
  }
  return async (current) =>
    recordObstacle(context, mend ? await mend(current) : current, facts, {
      exception: "orphaned",
      message: `The order is canceled, but ${standing.toString()} of its money is still here.`,
    })
}
