import { container as applicationContainer } from "@medusajs/framework"
import type { BigNumberValue } from "@medusajs/framework/types"
import { GatewayError } from "./errors"
import { type AttemptLedger, PAYMENT_GATEWAYS_MODULE } from "./ledger"
import { type Currency, Money } from "./money"

interface SessionRow {
  readonly provider_id: string
  readonly payment_collection_id: string
}

interface SessionService {
  list(filters: { id: string }, config: { select: string[] }): Promise<readonly SessionRow[]>
}

interface RefundRow {
  readonly id: string
  readonly payment_id: string
  readonly raw_amount: BigNumberValue
}

interface RefundService {
  list(
    filters: { readonly id?: string; readonly payment_id?: string },
    config: { select: string[] }
  ): Promise<readonly RefundRow[]>
}

/**
 * The ledger, from inside a payment provider. The payment module's own container does not hold
 * other modules, unless the shop lists them as its `dependencies`.
 */
export function resolveLedger(cradle: Record<string, unknown>): AttemptLedger {
  // In this order: for what it does not hold, the payment module's container makes an error.
  const module = (applicationContainer.resolve(PAYMENT_GATEWAYS_MODULE, {
    allowUnregistered: true,
  }) ?? fromCradle(cradle, PAYMENT_GATEWAYS_MODULE)) as
    { readonly attempts: AttemptLedger } | undefined
  if (!module) {
    throw new GatewayError({
      code: "configuration",
      message:
        "This payment method is not set up completely in this shop. Choose another payment method.",
      detail:
        'the plugin is missing: add "medusa-payment-gateways" to `plugins` in medusa-config.ts and run `npx medusa db:migrate`',
      retry: false,
    })
  }
  return module.attempts
}

/**
 * The id of the payment session that a provider's method was called for. Medusa gives it as the
 * idempotency key of sessions; the data also carries it, but a browser may have put it there, so
 * it counts only where our own data is passed back.
 *
 * @throws {GatewayError} `not_found` when neither has one
 */
export function sessionIdOf(input: {
  readonly data?: Record<string, unknown>
  readonly context?: { readonly idempotency_key?: string }
}): string {
  const candidates = [input.context?.idempotency_key, input.data?.session_id]
  const found = candidates.find((id) => typeof id === "string" && /^payses_\w{1,60}$/.test(id))
  if (typeof found !== "string") {
    throw new GatewayError({
      code: "not_found",
      message: "The payment session is missing. Start the payment again.",
      retry: false,
    })
  }
  return found
}

/** What Medusa knows of a session; its row is committed before the provider is called. */
export async function findSession(
  cradle: Record<string, unknown>,
  sessionId: string,
  identifier: string
): Promise<{ readonly providerId: string; readonly paymentCollectionId: string | null }> {
  const sessions = fromCradle(cradle, "paymentSessionService") as SessionService | undefined
  const [row] =
    (await sessions?.list(
      { id: sessionId },
      { select: ["provider_id", "payment_collection_id"] }
    )) ?? []
  return {
    providerId: row?.provider_id ?? `pp_${identifier}_${identifier}`,
    paymentCollectionId: row?.payment_collection_id ?? null,
  }
}

/**
 * What Medusa has booked as refunded of a payment. It books a refund before it asks the provider.
 *
 * @param refundId Medusa's id of one of its refunds: the idempotency key of `refundPayment`
 * @returns `undefined` when Medusa knows no such refund
 */
export async function findBookedRefunds(
  cradle: Record<string, unknown>,
  refundId: string | undefined,
  currency: Currency
): Promise<Money | undefined> {
  const refunds = fromCradle(cradle, "refundService") as RefundService | undefined
  if (!refunds || refundId === undefined) {
    return undefined
  }
  const [own] = await refunds.list({ id: refundId }, { select: ["id", "payment_id"] })
  if (!own) {
    return undefined
  }
  const all = await refunds.list({ payment_id: own.payment_id }, { select: ["id", "raw_amount"] })
  return all.reduce(
    (sum, { raw_amount: amount }) => sum.add(Money.parse(amount, currency)),
    Money.zero(currency)
  )
}

/** A registration of the payment module's container; asking for a missing one throws there. */
function fromCradle(cradle: Record<string, unknown>, name: string): unknown {
  try {
    return cradle[name]
  } catch (error) {
    if (error instanceof Error && error.name === "AwilixResolutionError") {
      return undefined
    }
    throw error
  }
}
