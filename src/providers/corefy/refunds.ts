import type { GatewayServices, RefundRequest, RefundResult } from "../../core/contract"
import { describeError, GatewayError, type GatewayErrorDetails } from "../../core/errors"
import type { Money } from "../../core/money"
import { moneyOf, readAmount } from "./amounts"
import { refundReference } from "../../core/refund-reference"
import type { CorefyClient } from "./client"
import { knownRefunds } from "./refund-outcomes"
import type { Refund } from "./schemas"
import { REFUND_STATUSES } from "./statuses"

/**
 * Refunds a part of an invoice, or all of it. Corefy makes an object of each refund and takes our
 * key as its reference, each only once; the money may be under way for days.
 * Source: Corefy merchant documentation, refunds.
 *
 * @throws {GatewayError} `not_allowed` where an account takes one refund of a payment only;
 * `unclear` when some other sum may have gone back
 */
export async function refundCorefyInvoice(
  client: CorefyClient,
  request: RefundRequest,
  services: GatewayServices
): Promise<RefundResult> {
  const { attempt, amount, idempotencyKey, note, reason } = request
  const total = attempt.refunded.add(amount)
  let refund: Refund
  try {
    refund = await client.refundInvoice(attempt.reference ?? "", {
      amount: amount.toJsonNumber(),
      reference_id: refundReference(request),
      description: note ?? reason,
    })
  } catch (error) {
    if (!GatewayError.is(error)) {
      throw error
    }
    if (await isShown(client, request, total, error, services)) {
      return { refunded: total }
    }
    throw explained(error, request)
  }
  requireSameRefund(refund, request, services)
  const meaning = Object.hasOwn(REFUND_STATUSES, refund.status)
    ? REFUND_STATUSES[refund.status]
    : undefined
  if (meaning === "failed") {
    throw new GatewayError({
      code: "rejected",
      message: `Corefy did not make this refund: it is ${refund.status}. Look it up in Corefy's dashboard before you ask for it again.`,
      detail: `refund ${refund.id} is ${refund.status}`,
      retry: false,
    })
  }
  if (meaning === undefined) {
    services.logger?.error(
      `[Corefy] refund ${refund.id} has a status that is not documented: ${refund.status}. It counts as under way; compare it in Corefy's dashboard.`
    )
  }
  const { id, status, link } = refund
  return {
    refunded: total,
    isOpen: meaning !== "done",
    reference: id,
    gatewayData: {
      refunds: {
        ...knownRefunds(attempt),
        [idempotencyKey]: { id, status, amount: amount.toDecimal(), ...(link && { link }) },
      },
    },
  }
}

/** After a lost answer, or a refusal that may mean "known already", the invoice tells. */
async function isShown(
  client: CorefyClient,
  { attempt }: RefundRequest,
  total: Money,
  error: GatewayError,
  services: GatewayServices
): Promise<boolean> {
  if (error.reason !== "unclear" && error.reason !== "rate_limited" && !isRefusal(error)) {
    return false
  }
  try {
    const invoice = await client.getInvoice(attempt.reference ?? "")
    const { refunded } = moneyOf(invoice, total.currency)
    // The invoice counts no refund that failed, the total does.
    return refunded !== undefined && refunded.add(attempt.failedRefunds).compare(total) >= 0
  } catch (failure) {
    // The invoice is read again before this refund is sent another time.
    services.logger?.warn(
      `[Corefy] the invoice could not be read after a refund: ${describeError(failure)}`
    )
    return false
  }
}

function isRefusal({ reason, httpStatus }: GatewayError): boolean {
  return reason === "rejected" && (httpStatus === 409 || httpStatus === 422)
}

/** The error in words that tell what to do, where its cause is known. */
function explained(error: GatewayError, { attempt, amount }: RefundRequest): GatewayError {
  const isRefused = error.reason === "rejected" || error.reason === "rate_limited"
  if (isRefused && isDuplicate(error)) {
    return rewritten(error, {
      code: "unclear",
      message: `Corefy has taken a refund of ${amount.toString()} under this reference before, but does not show it as gone back. Look it up in Corefy's dashboard; it is booked here once Corefy shows it.`,
      retry: true,
    })
  }
  // Only Corefy knows an account's model: with the new one, a payment takes several refunds.
  const mayBeOldModel =
    attempt.gatewayStatus === "partially_refunded" &&
    (error.reason === "rejected" || error.reason === "not_found")
  return mayBeOldModel
    ? rewritten(error, {
        code: "not_allowed",
        message:
          "Corefy did not take another refund of this payment, which is partly refunded already. Accounts with Corefy's old refund model take one refund of each payment: send the rest back by other means, or ask Corefy for the new model.",
        retry: false,
      })
    : error
}

/** Corefy's words for a reference that it has taken before. */
function isDuplicate({ gatewayCode, detail }: GatewayError): boolean {
  return /duplicate|reference.{0,40}(already|unique|exist|taken|used)|(already|unique).{0,40}reference/i.test(
    `${gatewayCode ?? ""} ${detail ?? ""}`
  )
}

function rewritten(
  cause: GatewayError,
  words: Pick<GatewayErrorDetails, "code" | "message" | "retry">
): GatewayError {
  const { detail, gatewayCode, httpStatus } = cause
  return new GatewayError({ ...words, detail, gatewayCode, httpStatus, cause })
}

/** @throws {GatewayError} `unclear` when Corefy answers with another refund than the one asked for */
function requireSameRefund(
  refund: Refund,
  request: RefundRequest,
  { logger }: GatewayServices
): void {
  const { attempt, amount } = request
  const reference = refundReference(request)
  const told = readAmount(refund.amount, amount.currency)
  const isSame =
    !told.isUnreadable &&
    (told.money?.equals(amount) ?? true) &&
    (refund.currency ?? amount.currency.code).toUpperCase() === amount.currency.code &&
    (refund.reference_id ?? reference) === reference &&
    (refund.original_id ?? attempt.reference) === attempt.reference
  if (isSame) {
    return
  }
  const problem = `${amount.toString()} was asked to be refunded, but Corefy reports another refund (${refund.id}). Compare it in Corefy's dashboard before refunding more.`
  logger?.error(`[Corefy] ${problem}`)
  throw new GatewayError({ code: "unclear", message: problem, retry: false })
}
