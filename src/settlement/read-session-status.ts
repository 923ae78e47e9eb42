import type { MedusaContainer } from "@medusajs/framework/types"
import { type Attempt, payableOf, type PaymentException } from "../core/attempt"
import { describeError, GatewayError } from "../core/errors"
import { Money } from "../core/money"
import { type SessionData, sessionDataOf } from "../core/session-data"
import { readMedusaFacts } from "./medusa-facts"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"
import { settleAttempt } from "./settle-attempt"
import { fieldsOf, shopLog } from "./shop-log"

/** The session's public data with what a waiting shopper wants to know. */
export type SessionStatus = SessionData & {
  /** The order, once there is one. */
  readonly order_id: string | null
  /** Decimal string in major units: what has come in. */
  readonly received: string
  /** Decimal string in major units: what is still to be paid. */
  readonly due: string
  readonly exception: PaymentException | null
  /** ISO 8601; for countdowns, because browsers' clocks are wrong. */
  readonly server_time: string
}

/** A gateway that says nothing else is asked again at most this often for one payment. */
const SHORTEST_INTERVAL_MS = 3000

/**
 * The state of a session, read at the gateway when the last reading is old.
 *
 * @throws {GatewayError} `not_found`, the same for unknown sessions and for those of others
 */
export async function readSessionStatus(
  container: MedusaContainer,
  sessionId: string
): Promise<SessionStatus> {
  const { attempts } = resolveLedgerModule(container)
  const known = /^payses_\w{1,60}$/.test(sessionId)
    ? await attempts.findBySession(sessionId)
    : undefined
  if (!known) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such payment session.",
      retry: false,
    })
  }
  return sessionStatusOf(container, await refresh(container, known))
}

/** What the storefront may know of an attempt, as the ledger has it. */
export async function sessionStatusOf(
  container: MedusaContainer,
  attempt: Attempt
): Promise<SessionStatus> {
  const still = payableOf(attempt).subtract(attempt.received)
  return {
    ...sessionDataOf(attempt),
    order_id: attempt.orderId ?? (await findOrderId(container, attempt)),
    received: attempt.received.toDecimal(),
    due: still.max(Money.zero(attempt.due.currency)).toDecimal(),
    exception: attempt.exception,
    server_time: attempt.loadedAt.toISOString(),
  }
}

async function refresh(container: MedusaContainer, attempt: Attempt): Promise<Attempt> {
  const { gateway } = resolveGateway(container, attempt.providerId)
  const interval = gateway.shortestReadIntervalMs ?? SHORTEST_INTERVAL_MS
  const age = attempt.loadedAt.getTime() - (attempt.observedAt?.getTime() ?? 0)
  const isSettled = attempt.status === "captured" && attempt.appliedStatus === "captured"
  if (isSettled || (age < interval && attempt.status === attempt.appliedStatus)) {
    return attempt
  }
  try {
    return await settleAttempt(container, attempt, { source: "storefront" })
  } catch (error) {
    // What is known is still true; the next look asks again.
    shopLog(container).warn(`not read for a storefront: ${describeError(error)}`, fieldsOf(attempt))
    return attempt
  }
}

/** The shopper's own `/complete` may have made the order. */
async function findOrderId(container: MedusaContainer, attempt: Attempt): Promise<string | null> {
  const { attempts } = resolveLedgerModule(container)
  const { cartId, order } = await readMedusaFacts(container, attempt)
  if (order && cartId) {
    await attempts.recordOrder(attempt.id, { cartId, orderId: order.id })
  }
  return order?.id ?? null
}
