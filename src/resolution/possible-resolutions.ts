import { type Attempt, excessOf, standingOf } from "../core/attempt"
import type { Gateway } from "../core/contract"
import { Money } from "../core/money"
import type { MedusaFacts } from "../settlement/medusa-facts"
import type { PossibleResolution } from "./resolution"

/**
 * The ways out of an attempt's exception, the most natural one first. Pure.
 *
 * @param facts what Medusa has of it now
 */
export function possibleResolutions(
  attempt: Attempt,
  facts: MedusaFacts,
  gateway: Gateway
): PossibleResolution[] {
  const { exception } = attempt
  if (exception === null) {
    return []
  }
  const held = heldMoney(attempt)
  const isTaken = facts.payment?.isCaptured === true
  const isHere = held.isPositive() && exception !== "mismatched"
  return [
    ...(isHere && canBeAccepted(attempt) ? [acceptance(attempt, held)] : []),
    ...(isHere && !isTaken && canBecomeOrder(attempt, facts) ? [completion(held)] : []),
    ...(isHere && !isTaken && exception !== "overpaid" ? [attachment(held)] : []),
    ...(isHere && gateway.capabilities.refund ? [refund(attempt, held, gateway)] : []),
    ...(isHere ? [refundByHand(held)] : []),
    {
      action: "dismiss",
      amount: held,
      fields: [],
      description: "Leave it as it is, and say why. It is told again only when more money comes.",
    },
  ]
}

/** The money that an exception is about. */
export function heldMoney(attempt: Attempt): Money {
  return attempt.exception === "overpaid"
    ? excessOf(attempt)
    : standingOf(attempt).max(Money.zero(attempt.due.currency))
}

/** What Medusa was not told of yet, and is not paid in full or not in time. */
function canBeAccepted({ exception, status }: Attempt): boolean {
  return status !== "captured" && (exception === "underpaid" || exception === "late")
}

/** The cart is open, and asks what came. */
function canBecomeOrder({ exception, status }: Attempt, { cartId, order }: MedusaFacts): boolean {
  return exception === "orphaned" && status === "captured" && cartId !== null && order === null
}

function acceptance({ due }: Attempt, held: Money): PossibleResolution {
  const short = due.subtract(held)
  return {
    action: "accept",
    amount: held,
    fields: [],
    description: short.isPositive()
      ? `Take ${held.toString()} as payment in full; the order is credited with ${short.toString()}.`
      : `Take ${due.toString()} as paid.`,
  }
}

function completion(held: Money): PossibleResolution {
  return {
    action: "complete_order",
    amount: held,
    fields: [],
    description: "Make the order of this cart, if it still asks for this amount.",
  }
}

function attachment(held: Money): PossibleResolution {
  return {
    action: "attach_to_order",
    amount: held,
    fields: [{ name: "order_id", label: "Order", pattern: "order_\\w{1,60}", required: true }],
    description: "Pay another order with it, as far as that one is not paid.",
  }
}

function refund(attempt: Attempt, held: Money, gateway: Gateway): PossibleResolution {
  return {
    action: "refund",
    amount: held,
    fields: gateway.refundFields?.(attempt) ?? [],
    description:
      attempt.exception === "overpaid"
        ? `Send the ${held.toString()} back that were paid too much.`
        : `Send ${held.toString()} back to the payer.`,
  }
}

function refundByHand(held: Money): PossibleResolution {
  return {
    action: "record_refund",
    amount: held,
    fields: [
      {
        name: "reference",
        label: "Transaction or reference of the refund",
        pattern: ".{1,200}",
        required: true,
      },
    ],
    description: "You have sent the money back yourself: write it down.",
  }
}
