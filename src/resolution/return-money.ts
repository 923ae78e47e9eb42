import { GatewayError } from "../core/errors"
import type { Money } from "../core/money"
import { withRequestFacts } from "../core/request-facts"
import { bookRefund } from "../settlement/book-refund"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { refundInTurn } from "../settlement/refund-in-turn"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { heldMoney } from "./possible-resolutions"
import { requireUnchanged, type ResolutionContext } from "./resolution-context"

/**
 * Sends the held money back through the gateway, all of it unless less is asked for. What was paid
 * too much was never in Medusa's books; the rest is booked there, where Medusa has the payment.
 */
export async function sendBack(context: ResolutionContext): Promise<void> {
  const { container, attempt, decision, note } = context
  const { attempts } = resolveLedgerModule(container)
  const amount = amountOf(context)
  const provider = resolveGateway(container, attempt.providerId)
  const source = decision.decidedBy === "policy" ? "job" : "admin"
  const staff = { refundFields: decision.fields, refundReason: decision.reason }
  await refundInTurn(container, attempt, async (current, facts) => {
    await withRequestFacts(staff, async () => {
      if (attempt.exception === "overpaid") {
        await provider.refundExcess(current, amount, source)
      } else if (facts.payment?.isCaptured) {
        await bookRefund(container, facts.payment.id, facts, {
          amount,
          createdBy: source === "admin" ? decision.decidedBy : undefined,
          note: decision.reason,
        })
      } else {
        await provider.refund(current, amount, source)
      }
    })
  })
  await attempts.addNote(
    attempt.id,
    note(`${amount.toString()} sent back.`, { amount: amount.toDecimal() })
  )
}

/** Writes down what staff has sent back itself; Medusa's books follow where it has the payment. */
export async function recordRefundByHand(context: ResolutionContext): Promise<void> {
  const { container, attempt, decision, note } = context
  const { reference } = decision
  if (!reference) {
    throw invalid("Say how the money went back: reference is missing.")
  }
  const amount = amountOf(context)
  const facts = await readMedusaFacts(container, attempt)
  const { payment } = facts
  // What was paid too much Medusa's books never had.
  const isBooked = payment?.isCaptured === true && attempt.exception !== "overpaid"
  const { resolutions } = resolveLedgerModule(container)
  requireUnchanged(
    await resolutions.recordRefundByHand(
      attempt,
      { amount, isBooked },
      note(`${amount.toString()} was sent back by hand (${reference}).`, {
        amount: amount.toDecimal(),
        reference,
      })
    )
  )
  if (payment && isBooked) {
    await withRequestFacts({ isRefundOnlyBooked: true }, () =>
      bookRefund(container, payment.id, facts, {
        amount,
        createdBy: decision.decidedBy,
        note: reference,
      })
    )
  }
}

/** @throws {GatewayError} `invalid_input` for more than there is */
function amountOf({ attempt, decision }: ResolutionContext): Money {
  const held = heldMoney(attempt)
  const amount = decision.amount ?? held
  if (!amount.isPositive() || amount.compare(held) > 0) {
    throw invalid(`Choose an amount from ${held.toString()} down; more is not here.`)
  }
  return amount
}

function invalid(message: string): GatewayError {
  return new GatewayError({ code: "invalid_input", message, retry: false })
}
