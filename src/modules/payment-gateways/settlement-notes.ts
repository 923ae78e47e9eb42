import type { Attempt, AttemptStatus } from "../../core/attempt"
import type { HintSource, TimelineNote } from "../../core/ledger"
import { inSightOf } from "../../core/in-sight"
import type { Effect, SettledFields } from "../../core/settle"

const STATUS_MESSAGES: Readonly<Record<AttemptStatus, string>> = {
  created: "Payment created.",
  pending: "The gateway is waiting for the payer.",
  requires_more: "The payer has to do more before the payment is complete.",
  authorized: "The gateway has reserved the money.",
  captured: "The gateway has received the money in full.",
  failed: "The payment failed at the gateway.",
  canceled: "The payment was canceled at the gateway.",
  expired: "The payment expired before it was paid.",
}

/** The timeline's lines for a settled reading: one for each thing that changed. */
export function settlementNotes(
  before: Attempt,
  after: SettledFields,
  effects: readonly Effect[],
  source: HintSource
): TimelineNote[] {
  const notes: TimelineNote[] = []
  if (after.status !== before.status) {
    notes.push({
      type: after.status,
      source,
      message: STATUS_MESSAGES[after.status],
      data: { gateway_status: after.gatewayStatus, received: after.received.toDecimal() },
    })
  } else if (after.received.compare(before.received) > 0) {
    notes.push({
      type: "received",
      source,
      message: `${after.received.toString()} of ${before.due.toString()} received.`,
      data: { received: after.received.toDecimal() },
    })
  }
  const seen = inSightOf({ ...before, details: after.details })
  if (seen.compare(inSightOf(before)) > 0) {
    notes.push({
      type: "seen",
      source,
      message: `${seen.toString()} is on its way; the gateway has seen it, and it is not final yet.`,
      data: { amount: seen.toDecimal() },
    })
  }
  if (after.refunded.compare(before.refunded) > 0) {
    // While a refund is under way nobody knows yet whether this is it: its own end is what is told.
    const isUnderWay = before.pendingRefund !== null
    notes.push({
      type: isUnderWay ? "refund_progress" : "refund_seen",
      source,
      message: isUnderWay
        ? `${after.refunded.toString()} has gone back in all, while a refund is under way.`
        : `${after.refunded.toString()} has been refunded at the gateway.`,
      data: {
        amount: after.refunded.subtract(before.refunded).toDecimal(),
        total: after.refunded.toDecimal(),
      },
    })
  }
  if (after.failedRefunds.compare(before.failedRefunds) > 0) {
    const back = after.failedRefunds.subtract(before.failedRefunds)
    notes.push({
      type: "refund_reversed",
      source,
      message: `A refund of ${back.toString()} did not reach the payer and came back.`,
      data: { amount: back.toDecimal() },
    })
  }
  if (after.chargedBack.compare(before.chargedBack) > 0) {
    notes.push({
      type: "chargeback",
      source,
      message: `${after.chargedBack.toString()} has been taken back by the payer's bank.`,
      data: { amount: after.chargedBack.subtract(before.chargedBack).toDecimal() },
    })
  }
  for (const effect of effects) {
    if (effect.type === "report_exception") {
      notes.push({
        type: effect.exception,
        source,
        message: exceptionMessage(effect.exception, before, after),
      })
    } else if (effect.type === "report_unknown_status") {
      notes.push({
        type: "unknown_status",
        source,
        message: `The gateway says "${effect.gatewayStatus}", which its documentation does not know; treated as pending.`,
      })
    }
  }
  return notes
}

function exceptionMessage(exception: string, attempt: Attempt, after: SettledFields): string {
  switch (exception) {
    case "underpaid":
      return underpaidMessage(attempt, after)
    case "overpaid":
      return `${after.received.toString()} received, ${after.received.subtract(attempt.due).toString()} more than asked.`
    case "mismatched":
      return `The payment at the gateway has another ${after.mismatch ?? "content"} than this session asked for; nothing of it is believed.`
    case "late":
      return `${after.received.toString()} came after the payment had expired; staff has to decide.`
    default:
      return `Money needs attention: ${exception}.`
  }
}

function underpaidMessage({ due }: Attempt, after: SettledFields): string {
  const { received, refunded, failedRefunds, chargedBack } = after
  const gone = refunded.subtract(failedRefunds).add(chargedBack)
  return gone.isPositive()
    ? `Only ${received.subtract(gone).toString()} of ${due.toString()} is there: ${received.toString()} came, and ${gone.toString()} has gone back.`
    : `Only ${received.toString()} of ${due.toString()} received.`
}
