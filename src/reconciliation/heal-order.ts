import type { MedusaContainer } from "@medusajs/framework/types"
import { type Attempt, netRefundedOf, type PaymentException, standingOf } from "../core/attempt"
import {
  type ApplyContext,
  completeOrder,
  isDone,
  isSecond,
  recordObstacle,
  SECOND,
} from "../settlement/apply-attempt"
import { applyPolicy } from "../resolution/apply-policy"
import { closeIfOver } from "../resolution/resolve-exception"
import { accountRefunds } from "./account-refunds"
import { creditInterruptedRefund } from "./credit-interrupted-refund"
import { expireOrder } from "./expire-order"
import { healBooks } from "./heal-books"
import { holdAttempt } from "../settlement/hold-attempt"
import { type MedusaFacts, readMedusaFacts } from "../settlement/medusa-facts"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { resumeInterruptedRefund } from "./resume-interrupted-refund"
import { writeOff } from "./write-off"

const MOST_CURES = 4

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
  const closed = await closeIfOver(container, current)
  const decide = await applyPolicy(container, closed)
  return decide ? decide(closed) : closed
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
    return (
      refund ??
      (attempt.status === "captured" ? findMend(context, attempt) : findAccount(context, attempt))
    )
  }
  if (attempt.status !== "captured") {
    return (await expireOrder(context, attempt)) ?? refund ?? findAccount(context, attempt)
  }
  if (refund) {
    return refund
  }
  const facts = await readMedusaFacts(container, attempt)
  const standing = standingOf(attempt)
  if (!standing.isPositive()) {
    return findMend(context, attempt, facts)
  }
  if (!isDone(attempt, facts)) {
    return (current) => completeOrder(context, current)
  }
  if (isSecond(facts)) {
    return (current) => recordObstacle(context, current, facts, SECOND)
  }
  const mend =
    (await writeOff(context, attempt, facts)) ?? (await findMend(context, attempt, facts))
  if (!facts.order?.isCanceled) {
    return mend
  }
  return async (current) =>
    recordObstacle(context, mend ? await mend(current) : current, facts, {
      exception: "orphaned",
      message: `The order is canceled, but ${standing.toString()} of its money is still here.`,
    })
}

/** What went back of money that Medusa was not told of; its books have no part in it. */
async function findAccount(context: ApplyContext, attempt: Attempt): Promise<Cure | undefined> {
  return netRefundedOf(attempt).equals(attempt.refundedByShop)
    ? undefined
    : accountRefunds(context, attempt, await readMedusaFacts(context.container, attempt))
}

/** What the books lack, once it is known what of the money that went back is theirs. */
async function findMend(
  context: ApplyContext,
  attempt: Attempt,
  facts?: MedusaFacts
): Promise<Cure | undefined> {
  const known = facts ?? (await readMedusaFacts(context.container, attempt))
  return (
    (await accountRefunds(context, attempt, known)) ??
    (await healBooks(context, attempt, known)) ??
    (await creditInterruptedRefund(context, attempt, known))
  )
}
