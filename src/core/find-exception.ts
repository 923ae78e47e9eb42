import {
  type Attempt,
  type AttemptStatus,
  excessOf,
  type Mismatch,
  type PaymentException,
  standingOf,
} from "./attempt"

/** What is wrong with an attempt's money, as a reading leaves it; nothing that staff has dismissed. */
export function exceptionOf(facts: {
  /** With the sums of this reading. */
  attempt: Attempt
  status: AttemptStatus
  mismatch: Mismatch | null
  heldAs: PaymentException | undefined
}): PaymentException | null {
  const exception = foundException(facts)
  return exception !== null && isDismissed(facts.attempt, exception) ? null : exception
}

function foundException({
  attempt,
  status,
  mismatch,
  heldAs,
}: Parameters<typeof exceptionOf>[0]): PaymentException | null {
  if (attempt.exception !== null && TOLD.has(attempt.status) && APPLIED.has(attempt.exception)) {
    return attempt.exception
  }
  if (status === "captured") {
    return excessOf(attempt).isPositive() ? "overpaid" : null
  }
  if (mismatch !== null) {
    return "mismatched"
  }
  if (heldAs !== undefined) {
    return heldAs
  }
  const standing = standingOf(attempt)
  return standing.isPositive() && standing.compare(attempt.due) < 0 ? "underpaid" : null
}

/** Whether staff has looked at this, and no money has come since. */
export function isDismissed(
  { dismissed, received }: Pick<Attempt, "dismissed" | "received">,
  exception: PaymentException
): boolean {
  return dismissed?.exception === exception && received.compare(dismissed.received) <= 0
}

/** What the latest reading holds the money for: one that it has overtaken takes nothing back. */
export function heldBefore(attempt: Attempt): PaymentException | undefined {
  const { status, mismatch, exception } = attempt
  const computed = foundException({
    attempt: { ...attempt, exception: null },
    status,
    mismatch,
    heldAs: undefined,
  })
  return exception === null || exception === computed ? undefined : exception
}

/** Found when telling Medusa, not by reading the gateway: a reading does not take them back. */
const APPLIED: ReadonlySet<PaymentException> = new Set(["late", "duplicate", "orphaned"])
const TOLD: ReadonlySet<AttemptStatus> = new Set(["captured", "authorized"])
