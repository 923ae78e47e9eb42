import type { MedusaContainer } from "@medusajs/framework/types"
import { type Attempt, excessOf, standingOf } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { isSameMatter } from "../modules/payment-gateways/resolution-store"
import { announceSoon } from "../settlement/announce-payment-events"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { requireAttempt } from "../settlement/require-attempt"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { acceptPayment } from "./accept-payment"
import { attachToOrder, completeOrderOf } from "./adopt-payment"
import { possibleResolutions } from "./possible-resolutions"
import { recordRefundByHand, sendBack } from "./return-money"
import type { Decision, ResolutionAction } from "./resolution"
import { noteOf, requireUnchanged, type ResolutionContext } from "./resolution-context"

/** For somebody else's decision about the same payment, which may ask the gateway for a refund. */
const PATIENCE_MS = 20_000

type Carry = (context: ResolutionContext) => Promise<unknown>

const ACTIONS: Readonly<Record<ResolutionAction, Carry>> = {
  accept: acceptPayment,
  complete_order: completeOrderOf,
  attach_to_order: attachToOrder,
  refund: sendBack,
  record_refund: recordRefundByHand,
  dismiss: dismissException,
}

/**
 * Ends an attempt's exception in the way that was chosen. What cannot be carried out is taken back
 * and told; what was decided once cannot be decided again.
 *
 * @throws {GatewayError} `not_found`; `not_allowed` for what is not open any more or does not fit;
 * `invalid_input`; what a refund throws
 */
export async function resolveException(
  container: MedusaContainer,
  id: string,
  decision: Decision
): Promise<Attempt> {
  const { attempts, leases } = resolveLedgerModule(container)
  const decidedUpon = await requireAttempt(container, id)
  const held = await leases.hold(
    `decision ${id}`,
    async () => {
      const attempt = await requireAttempt(container, id)
      requireUndecided(decidedUpon, attempt)
      await requirePossible(container, attempt, decision)
      await ACTIONS[decision.action]({
        container,
        attempt,
        decision,
        note: (message, data) => noteOf(decision, message, data),
      })
      return closeIfOver(container, (await attempts.findById(id)) ?? attempt)
    },
    { waitMs: PATIENCE_MS }
  )
  announceSoon(container)
  return requireUnchanged(held?.result)
}

/** Who clicks twice, or at the same time as somebody else, decides once. */
function requireUndecided(before: Attempt, now: Attempt): void {
  requireUnchanged(isSameMatter(before, now) ? now : undefined)
}

/**
 * An exception ends by itself when its money has gone: back to the payer, or taken by the bank.
 *
 * @returns the attempt as it is then
 */
export async function closeIfOver(container: MedusaContainer, attempt: Attempt): Promise<Attempt> {
  const { exception } = attempt
  if (exception === null || exception === "mismatched") {
    return attempt
  }
  const left = exception === "overpaid" ? excessOf(attempt) : standingOf(attempt)
  if (left.isPositive()) {
    return attempt
  }
  const { resolutions, attempts } = resolveLedgerModule(container)
  const closed = await resolutions.close(attempt, {
    type: "exception_resolved",
    source: "gateway",
    message: "Nothing of this money is left: the matter is closed.",
    data: { exception },
  })
  return closed ?? (await attempts.findById(attempt.id)) ?? attempt
}

async function requirePossible(
  container: MedusaContainer,
  attempt: Attempt,
  { action, exception }: Decision
): Promise<void> {
  if (attempt.exception === null || attempt.exception !== exception) {
    throw notAllowed("This payment needs no decision any more: look at its story.")
  }
  const facts = await readMedusaFacts(container, attempt)
  const { gateway } = resolveGateway(container, attempt.providerId)
  const possible = possibleResolutions(attempt, facts, gateway).map((one) => one.action)
  if (!possible.includes(action)) {
    throw notAllowed(
      `"${action}" does not fit here. What can be done now: ${possible.join(", ") || "nothing"}.`
    )
  }
}

async function dismissException({
  container,
  attempt,
  decision,
  note,
}: ResolutionContext): Promise<void> {
  if (!decision.reason) {
    throw new GatewayError({
      code: "invalid_input",
      message: "Say why nothing is to be done: reason is missing.",
      retry: false,
    })
  }
  const { resolutions } = resolveLedgerModule(container)
  requireUnchanged(await resolutions.dismiss(attempt, decision.exception, note("Left as it is.")))
}

function notAllowed(message: string): GatewayError {
  return new GatewayError({ code: "not_allowed", message, retry: false })
}
