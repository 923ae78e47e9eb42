import { z } from "@medusajs/framework/zod"
import type { GatewayServices, RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { type Currency, Money } from "../../core/money"
import { refundedAmount } from "./amounts"
import type { StreamPayClient } from "./client"
import type { StreamPayOptions } from "./options"
import { PAYMENT_STATUSES } from "./statuses"

const REASONS: ReadonlySet<string> = new Set([
  "REQUESTED_BY_CUSTOMER",
  "DUPLICATE",
  "FRAUDULENT",
  "OTHER",
])

/** What a reading left behind for refunds. */
const knownPaymentsSchema = z.array(
  z.object({
    id: z.string(),
    amount: z.string(),
    refunded: z.string(),
    paid_at: z.string().nullish(),
  })
)

/** One call of a refund: a whole payment, or a part of one. */
interface RefundPart {
  readonly paymentId: string
  readonly amount: Money
  readonly refundedBefore: Money
  readonly isWhole: boolean
}

/**
 * Refunds payments of a link, newest first. StreamPay knows no idempotency key, so each payment
 * is read before and after; nothing is sent twice without being asked for first.
 * Source: StreamPay API reference, refund a payment.
 *
 * @throws {GatewayError} `not_allowed` when the payments do not hold the sum, or hold it only in
 * part and that is not enabled; `unclear` when some of it may have gone back
 */
export async function refundStreamPay(
  client: StreamPayClient,
  request: RefundRequest,
  options: Pick<StreamPayOptions, "allowPartialRefunds">,
  services: GatewayServices
): Promise<RefundResult> {
  const parts = planRefund(request)
  if (!options.allowPartialRefunds && parts.some(({ isWhole }) => !isWhole)) {
    throw new GatewayError({
      code: "not_allowed",
      message: `${request.amount.toString()} cannot be refunded here: partial refunds are not confirmed for this StreamPay account. Refund whole payments, or set allowPartialRefunds once StreamPay has confirmed them.`,
      retry: false,
    })
  }
  let done = Money.zero(request.amount.currency)
  for (const part of parts) {
    try {
      await refundPart(client, request, part, parts, services)
    } catch (error) {
      throw done.isPositive() ? halfDone(error, done, request, services) : error
    }
    done = done.add(part.amount)
  }
  return { refunded: request.attempt.refunded.add(request.amount) }
}

/** @throws {GatewayError} `not_allowed`: more is never booked as refunded than can be */
function planRefund({ attempt, amount }: RefundRequest): RefundPart[] {
  const { currency } = attempt.due
  const parts: RefundPart[] = []
  let left = amount
  for (const payment of newestFirst(attempt.gatewayData.payments)) {
    const refundedBefore = Money.parse(payment.refunded, currency)
    const total = Money.parse(payment.amount, currency)
    const part = left.min(total.subtract(refundedBefore))
    if (part.isPositive()) {
      const isWhole = part.equals(total)
      parts.push({ paymentId: payment.id, amount: part, refundedBefore, isWhole })
      left = left.subtract(part)
    }
  }
  if (left.isPositive()) {
    throw new GatewayError({
      code: "not_allowed",
      message: `StreamPay's payments hold ${amount.subtract(left).toString()} that can be refunded, not ${amount.toString()}. Compare them in StreamPay's dashboard.`,
      retry: false,
    })
  }
  return parts
}

/** Payments of one moment (instalments paid together) keep the order of their numbers, reversed. */
function newestFirst(payments: unknown): z.output<typeof knownPaymentsSchema> {
  const known = knownPaymentsSchema.safeParse(payments)
  return (known.data ?? [])
    .reverse()
    .sort((left, right) => (right.paid_at ?? "").localeCompare(left.paid_at ?? "", "en"))
}

async function refundPart(
  client: StreamPayClient,
  request: RefundRequest,
  part: RefundPart,
  parts: readonly RefundPart[],
  services: GatewayServices
): Promise<void> {
  const { currency } = request.attempt.due
  const wanted = part.refundedBefore.add(part.amount)
  if ((await readRefunded(client, part, currency)).compare(wanted) >= 0) {
    return
  }
  try {
    await send(client, request, part, parts)
  } catch (error) {
    const refunded = await readOr(error, () => readRefunded(client, part, currency))
    if (refunded.compare(wanted) < 0) {
      throw error
    }
  }
  if (part.isWhole) {
    return
  }
  const unread = new GatewayError({
    code: "unclear",
    message: `StreamPay took the refund of ${part.amount.toString()}, but could not be asked for it afterwards. It is asked before anything is repeated.`,
    retry: true,
  })
  if (!(await readOr(unread, () => readRefunded(client, part, currency))).equals(wanted)) {
    const problem = `${part.amount.toString()} was asked to be refunded, but StreamPay reports another sum for payment ${part.paymentId}. Compare it in StreamPay's dashboard: the whole payment may have gone back.`
    services.logger?.error(`[StreamPay] ${problem}`)
    throw new GatewayError({ code: "unclear", message: problem, retry: false })
  }
}

async function send(
  client: StreamPayClient,
  { reason, note, ...request }: RefundRequest,
  part: RefundPart,
  parts: readonly RefundPart[]
): Promise<void> {
  const refund = {
    reason: reason && REASONS.has(reason) ? reason : "REQUESTED_BY_CUSTOMER",
    note,
    amount: part.isWhole ? undefined : part.amount.toDecimal(),
  }
  try {
    await client.refundPayment(part.paymentId, refund)
  } catch (error) {
    if (!isOneTransaction(error, request.amount, parts)) {
      throw error
    }
    await client.refundPayment(part.paymentId, { ...refund, includeRelated: true })
  }
}

/** @throws {GatewayError} `unclear` when StreamPay does not tell, and asking twice could pay twice */
async function readRefunded(
  client: StreamPayClient,
  part: RefundPart,
  currency: Currency
): Promise<Money> {
  const payment = await client.getPayment(part.paymentId)
  const isTold = payment.amount_refunded !== null && payment.amount_refunded !== undefined
  if (!part.isWhole && !isTold && PAYMENT_STATUSES[payment.status] === "partly_refunded") {
    throw new GatewayError({
      code: "unclear",
      message: `StreamPay does not tell how much of payment ${part.paymentId} has gone back. Look it up in StreamPay's dashboard, and refund the rest there.`,
      retry: false,
    })
  }
  return refundedAmount(payment, currency)
}

/** Reads; a reading that fails must not hide that something was sent before. */
async function readOr(sent: unknown, read: () => Promise<Money>): Promise<Money> {
  try {
    return await read()
  } catch (error) {
    throw GatewayError.is(error) && error.reason !== "unclear" ? sent : error
  }
}

/** StreamPay refunds payments of one transaction together, and asks for consent first. */
function isOneTransaction(error: unknown, amount: Money, parts: readonly RefundPart[]): boolean {
  if (!GatewayError.is(error) || !Array.isArray(error.facts?.paymentIds)) {
    return false
  }
  const ids = error.facts.paymentIds as unknown[]
  const own = new Set<unknown>(parts.map((part) => part.paymentId))
  return ids.every((id) => own.has(id)) && isSum(error.facts.totalAmount, amount)
}

function isSum(text: unknown, amount: Money): boolean {
  try {
    return Money.parse(text, amount.currency).equals(amount)
  } catch (error) {
    if (GatewayError.is(error)) {
      return false
    }
    throw error
  }
}

/** Some payments went back, a later one did not: the rest is found out by asking again. */
function halfDone(
  error: unknown,
  done: Money,
  { amount }: RefundRequest,
  { logger }: GatewayServices
): GatewayError {
  const problem = `${done.toString()} of ${amount.toString()} went back at StreamPay; the rest did not yet. Compare it in StreamPay's dashboard before refunding more.`
  logger?.error(`[StreamPay] ${problem}`)
  const detail = GatewayError.is(error) ? error.toLogLine() : undefined
  return new GatewayError({ code: "unclear", message: problem, retry: true, detail, cause: error })
}
