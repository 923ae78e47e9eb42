import type { Attempt } from "./attempt"
import { Money } from "./money"

/** Money of a payment that its gateway has seen and does not call final yet. */
export function inSightOf({ details, due }: Pick<Attempt, "details" | "due">): Money {
  return details.inSight === undefined
    ? Money.zero(due.currency)
    : Money.parse(details.inSight, due.currency)
}

/** Whether the payer has done all there is to do, once the money in sight is final. */
export function isCoveredInSight(attempt: Pick<Attempt, "details" | "due" | "received">): boolean {
  const inSight = inSightOf(attempt)
  return inSight.isPositive() && attempt.received.add(inSight).compare(attempt.due) >= 0
}
