import { createHash } from "node:crypto"
import { traced } from "../observability"
import {
  type Attempt,
  type CollectField,
  excessOf,
  netRefundedOf,
  type PendingRefund,
} from "./attempt"
import { callGateway } from "./call-gateway"
import { checkAnswers } from "./collect-fields"
import type { RefundResult } from "./contract"
import { GatewayError, type GatewayErrorCode } from "./errors"
import type { AttemptLedger, HintSource } from "./ledger"
import type { Money } from "./money"
import { type ConfiguredGateway, readAttempt } from "./read-attempt"

export interface RefundOrder {
  readonly attempt: Attempt
  readonly amount: Money
  readonly source: HintSource
  /** Whether Medusa books it as a refund of its payment; else its books never had this money. */
  readonly isBooked: boolean
  /** All that Medusa has booked as refunded of this payment, this refund included, if known. */
  readonly booked?: Money
  /** No more than is above what Medusa was told to capture may go back. */
  readonly isExcess?: boolean
  readonly reason?: string
  readonly note?: string
  /** Staff's answers to what the gateway needs to know for a refund. */
  readonly fields?: Readonly<Record<string, string>>
}

/** After these the money may have gone back all the same, or may still go. */
const UNDECIDED: ReadonlySet<GatewayErrorCode> = new Set([
  "unclear",
  "unavailable",
  "unexpected_reply",
])

/**
 * Refunds money once, however often it is asked for: the refund keeps a key of its own until its
 * outcome is known, and after a lost answer the gateway is asked before anything is sent again.
 *
 * @throws {GatewayError} `not_allowed` for what cannot be refunded, and what the gateway throws;
 * nothing is booked then
 */
export async function makeRefund(
  configured: ConfiguredGateway,
  ledger: AttemptLedger,
  order: RefundOrder
): Promise<Attempt> {
  if (!order.amount.isPositive()) {
    throw refused("The amount to refund must be more than zero.")
  }
  return refundTraced(order.attempt, async () =>
    inTurn(await ledger.holdRefund(order.attempt.id, () => refundInTurn(configured, ledger, order)))
  )
}

function refundTraced(
  { id, sessionId, gateway }: Attempt,
  run: () => Promise<Attempt>
): Promise<Attempt> {
  const fields = { attempt: id, session: sessionId, gateway }
  return traced("payment_gateways.attempt.refund", fields, run)
}

/**
 * Ends a refund whose outcome is not known: asks the gateway whether it was made, and asks for it
 * once more, under its old key, when it was not. What was ended meanwhile is left alone.
 *
 * @throws {GatewayError} `invalid_input` when the gateway needs fields, which are not kept; what
 * the gateway throws
 */
export async function resumeRefund(
  configured: ConfiguredGateway,
  ledger: AttemptLedger,
  interrupted: Attempt,
  source: HintSource
): Promise<Attempt> {
  return refundTraced(interrupted, async () => {
    const { id } = interrupted
    const resumed = await ledger.holdRefund(id, async () => {
      const attempt = await ledger.findById(id)
      const amount = attempt?.pendingRefund?.amount
      return attempt && amount
        ? refundInTurn(configured, ledger, {
            ...{ attempt, amount, source, isResumed: true },
            isBooked: attempt.pendingRefund?.isBooked ?? true,
          })
        : attempt
    })
    return inTurn(resumed)
  })
}

function inTurn(attempt: Attempt | undefined): Attempt {
  if (!attempt) {
    throw new GatewayError({
      code: "not_allowed",
      message: "Another refund of this payment is under way. Look at it again in a moment.",
      retry: true,
    })
  }
  return attempt
}

async function refundInTurn(
  configured: ConfiguredGateway,
  ledger: AttemptLedger,
  order: RefundOrder & { readonly isResumed?: boolean }
): Promise<Attempt> {
  const { gateway } = configured
  if (!gateway.refund || !gateway.capabilities.refund) {
    throw refused("This gateway cannot refund. Send the money back by hand and record it.")
  }
  const asked = gateway.refundFields?.(order.attempt) ?? []
  if (!order.isResumed) {
    checkedFields(asked, order)
  }
  let { attempt } = await readAttempt(configured, ledger, order.attempt, order.source)
  const known = attempt.pendingRefund
  if (known && tookEffect(attempt, known)) {
    attempt = await finish(ledger, attempt, known, { refunded: attempt.refunded }, order)
    if (order.booked === undefined && known.amount.equals(order.amount)) {
      return attempt
    }
  }
  const wanted = unsentPart(attempt, order)
  if (!wanted.isPositive()) {
    return ledger.addNote(attempt.id, {
      type: "refund_booked",
      source: order.source,
      message: `The refund of ${order.amount.toString()} had been made already; nothing was sent.`,
    })
  }
  const isRepeated = attempt.pendingRefund?.amount.equals(wanted) === true
  const refund =
    isRepeated && attempt.pendingRefund
      ? { ...attempt.pendingRefund, isBooked: order.isBooked }
      : newRefund(attempt, wanted, order)
  if (isAllRefunded(attempt) && refundedElsewhere(attempt).compare(refund.amount) >= 0) {
    // Refunded at the gateway's own dashboard: the money has gone back, so nothing is sent.
    return finish(ledger, attempt, refund, { refunded: attempt.refunded }, order)
  }
  // Of a refund that was done in part only the rest is left to do.
  const amount = refund.refundedBefore.add(refund.amount).subtract(attempt.refunded)
  requireRefundable(attempt, amount, gateway.capabilities.partialRefund)
  requireExcess(attempt, amount, order)
  const fields = checkedFields(asked, order)
  await ledger.startRefund(attempt.id, refund)
  try {
    const request = {
      attempt,
      amount,
      // The rest of a refund is another sum, which gateways refuse under a known key.
      idempotencyKey: amount.equals(refund.amount)
        ? refund.key
        : `${refund.key}_${attempt.refunded.toDecimal()}`,
      reason: order.reason,
      note: order.note,
      fields,
    }
    const send = gateway.refund.bind(gateway)
    const result = await callGateway("refund", attempt, configured.options, () => send(request))
    return await finish(ledger, attempt, refund, result, order)
  } catch (error) {
    if (GatewayError.is(error) && !UNDECIDED.has(error.reason)) {
      await ledger.dropRefund(attempt.id, {
        type: "refund_failed",
        source: order.source,
        message: `The refund of ${order.amount.toString()} was not made.`,
        data: { reason: error.reason, detail: error.detail ?? error.message },
      })
    }
    throw error
  }
}

/** @throws {GatewayError} `invalid_input` that names the fields which are missing or not known */
function checkedFields(asked: readonly CollectField[], order: RefundOrder): Record<string, string> {
  const { answers, problems } = checkAnswers(asked, order.fields ?? {})
  if (problems.length === 0) {
    return answers
  }
  throw new GatewayError({
    code: "invalid_input",
    message: `This refund needs more than an amount: ${problems.join("; ")}. Send them as fields to POST /admin/payment-gateways/attempts/${order.attempt.id}/refund.`,
    retry: false,
  })
}

/**
 * Of what Medusa has booked, this refund included, the part that was not sent yet. A refund whose
 * answer was lost is booked no more, but may have been made: it is not made a second time.
 */
function unsentPart(attempt: Attempt, { amount, booked }: RefundOrder): Money {
  if (booked === undefined) {
    return amount
  }
  const unsent = booked.subtract(attempt.refundedByShop.subtract(attempt.refundedExcess))
  return unsent.compare(amount) < 0 ? unsent : amount
}

function newRefund(
  attempt: Attempt,
  amount: Money,
  { isBooked }: Pick<RefundOrder, "isBooked">
): PendingRefund {
  const parts = [attempt.id, attempt.refunded.toDecimal(), amount.toDecimal()]
  const key = createHash("sha256").update(parts.join("|")).digest("hex").slice(0, 32)
  return { key: `refund_${key}`, amount, refundedBefore: attempt.refunded, isBooked }
}

function tookEffect(attempt: Attempt, refund: PendingRefund): boolean {
  return attempt.refunded.compare(refund.refundedBefore.add(refund.amount)) >= 0
}

function isAllRefunded(attempt: Attempt): boolean {
  return attempt.received.isPositive() && netRefundedOf(attempt).compare(attempt.received) >= 0
}

/** What has gone back without the shop having asked for it. */
function refundedElsewhere({ refunded, refundedByShop }: Attempt): Money {
  return refunded.subtract(refundedByShop)
}

function requireRefundable(attempt: Attempt, amount: Money, partial: boolean): void {
  const left = attempt.received.subtract(netRefundedOf(attempt))
  if (amount.compare(left) > 0) {
    throw refused(
      `${amount.toString()} cannot be refunded: ${attempt.received.toString()} was received and ${netRefundedOf(attempt).toString()} is already refunded.`
    )
  }
  // Of a payment that was made twice, one can go back whole: the gateway knows which.
  if (!partial && !amount.equals(left) && !amount.equals(attempt.due)) {
    throw refused(
      `Only the full ${left.toString()} can be refunded here: partial refunds are not enabled for this gateway.`
    )
  }
}

/** Two who send back the same excess at once must not send it back twice. */
function requireExcess(attempt: Attempt, amount: Money, { isExcess }: RefundOrder): void {
  if (isExcess && amount.compare(excessOf(attempt)) > 0) {
    throw refused(
      `${amount.toString()} cannot be sent back as paid too much: only ${excessOf(attempt).toString()} is.`
    )
  }
}

function finish(
  ledger: AttemptLedger,
  attempt: Attempt,
  refund: PendingRefund,
  result: RefundResult,
  { source }: Pick<RefundOrder, "source">
): Promise<Attempt> {
  const { reference, gatewayData, isOpen = false } = result
  const refunded = attempt.refunded.max(result.refunded)
  return ledger.recordRefund(
    attempt.id,
    { amount: refund.amount, isBooked: refund.isBooked, isOpen, refunded, gatewayData },
    {
      type: "refunded",
      source,
      message: isOpen
        ? `The gateway has taken a refund of ${refund.amount.toString()}; it is on its way to the customer.`
        : `${refund.amount.toString()} refunded.`,
      data: {
        key: refund.key,
        amount: refund.amount.toDecimal(),
        total: refunded.toDecimal(),
        ...(reference && { reference }),
      },
    }
  )
}

function refused(message: string): GatewayError {
  return new GatewayError({ code: "not_allowed", message, retry: false })
}
