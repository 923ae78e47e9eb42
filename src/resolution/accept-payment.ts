import { Money } from "../core/money"
import { writeOff } from "../reconciliation/write-off"
import { holdAttempt } from "../settlement/hold-attempt"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"
import { heldMoney } from "./possible-resolutions"
import { requireUnchanged, type ResolutionContext } from "./resolution-context"

/**
 * Takes what is there as payment in full: Medusa captures that much and no more, and the order is
 * credited with what is missing, so that it asks for nothing.
 */
export async function acceptPayment({
  container,
  attempt,
  note,
}: ResolutionContext): Promise<void> {
  const { resolutions, attempts } = resolveLedgerModule(container)
  const held = heldMoney(attempt)
  const amount = held.compare(attempt.due) < 0 ? held : attempt.due
  const writtenOff = attempt.due.subtract(amount).max(Money.zero(attempt.due.currency))
  const message = writtenOff.isPositive()
    ? `${amount.toString()} taken as payment in full, ${writtenOff.toString()} let go.`
    : `${amount.toString()} taken as paid.`
  const accepted = requireUnchanged(
    await resolutions.accept(attempt, { amount, writtenOff }, note(message))
  )
  // Should Medusa not be told now, the next look tells it: the decision stands.
  const settled = await settleAttempt(container, accepted, { source: "admin" })
  await holdAttempt(container, settled, async (current) => {
    const facts = await readMedusaFacts(container, current)
    const credit = await writeOff({ container, attempts, source: "admin" }, current, facts)
    return credit ? credit(current) : current
  })
}
