import { z } from "@medusajs/framework/zod"
import type { GatewayServices, RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import type { StreamPayClient } from "./client"
import { refundedAmount } from "./statuses"

const REASONS: ReadonlySet<string> = new Set([
  "REQUESTED_BY_CUSTOMER",
  "DUPLICATE",
  "FRAUDULENT",
  "OTHER",
])

const knownPaymentsSchema = z
  .array(z.object({ id: z.string(), amount: z.string(), refunded: z.string() }))
  .min(1)

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
 */
export async function refundStreamPay(
  client: StreamPayClient,
  request: RefundRequest,
  services: GatewayServices
): Promise<RefundResult> {
  const parts = planRefund(request)
  for (const part of parts) {
    await refundPart(client, request, part, parts, services)
  }
  return { refunded: request.attempt.refunded.add(request.amount) }
}

function planRefund({ attempt, amount }: RefundRequest): RefundPart[] {
  const { currency } = attempt.due
  const payments = knownPaymentsSchema.parse(attempt.gatewayData.payments)
  const parts: RefundPart[] = []
  let left = amount
  for (const payment of [...payments].reverse()) {
    const refundedBefore = Money.parse(payment.refunded, currency)
    const total = Money.parse(payment.amount, currency)
    const part = left.min(total.subtract(refundedBefore))
    if (part.isPositive()) {
      parts.push({ paymentId: payment.id, amount: part, refundedBefore, isWhole: part.equals(total) })
      left = left.subtract(part)
    }
  }
  return parts
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
  const readRefunded = async () =>
    refundedAmount(await client.getPayment(part.paymentId), currency)
  if ((await readRefunded()).compare(wanted) >= 0) {
    return
  }
  const refund = {
    reason: request.reason && REASONS.has(request.reason) ? request.reason : "REQUESTED_BY_CUSTOMER",
    note: request.note,
    amount: part.isWhole ? undefined : part.amount.toDecimal(),
  }
  try {
    await client.refundPayment(part.paymentId, refund)
  } catch (error) {
    if (isOneTransaction(error, request, parts)) {
      await client.refundPayment(part.paymentId, { ...refund, includeRelated: true })
    } else if ((await readRefunded()).compare(wanted) < 0) {
      throw error
    }
  }
  if (!part.isWhole && !(await readRefunded()).equals(wanted)) {
    const problem = `${part.amount.toString()} was asked to be refunded, but StreamPay reports another sum for payment ${part.paymentId}. Compare it in StreamPay's dashboard: the whole payment may have gone back.`
    services.logger?.error(`[StreamPay] ${problem}`)
    throw new GatewayError({ code: "unclear", message: problem, retry: false })
  }
}

/** StreamPay refunds payments of one transaction together, and asks for consent first. */
function isOneTransaction(
  error: unknown,
  request: RefundRequest,
  parts: readonly RefundPart[]
): boolean {
  if (!GatewayError.is(error) || !Array.isArray(error.facts?.paymentIds)) {
    return false
  }
  const ids = error.facts.paymentIds as unknown[]
  const total = Money.parse(error.facts.totalAmount, request.amount.currency)
  const own = new Set<unknown>(parts.map((part) => part.paymentId))
  return total.equals(request.amount) && ids.every((id) => own.has(id))
}
