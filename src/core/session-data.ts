import { PaymentSessionStatus } from "@medusajs/framework/utils"
import { type Attempt, type AttemptStatus, medusaSessionId, type NextAction } from "./attempt"
import { isCoveredInSight } from "./in-sight"

/** What a payment session tells the storefront. Public: no secret, nothing of the payer. */
export interface SessionData {
  readonly session_id: string
  /** The gateway's identifier, e.g. `streampay`. */
  readonly gateway: string
  /** The gateway's own id of the payment. */
  readonly reference: string | null
  readonly status: PublicStatus
  /** Decimal string in major units. */
  readonly amount: string
  readonly currency_code: string
  /** ISO 8601, or `null`. */
  readonly expires_at: string | null
  readonly next_action: NextAction | null
  readonly [key: string]: unknown
}

/** An attempt's status as the storefront sees it. */
export type PublicStatus = Exclude<AttemptStatus, "created">

const OWN_KEYS: ReadonlySet<string> = new Set<keyof SessionData & string>([
  "session_id",
  "gateway",
  "reference",
  "status",
  "amount",
  "currency_code",
  "expires_at",
  "next_action",
])

const OPEN: ReadonlySet<AttemptStatus> = new Set(["pending", "requires_more"])

/**
 * The session's data for an attempt. Medusa merges what the browser sent as `data` into the
 * session, so every key of it that is not ours is overwritten with `null`.
 *
 * @param stored the data that the session holds, or that the browser sent
 */
export function sessionDataOf(attempt: Attempt, stored?: Record<string, unknown>): SessionData {
  const foreign = Object.keys(stored ?? {}).filter((key) => !OWN_KEYS.has(key))
  const status = publicStatus(attempt.status)
  return {
    ...Object.fromEntries(foreign.map((key) => [key, null])),
    session_id: medusaSessionId(attempt),
    gateway: attempt.gateway,
    reference: attempt.reference,
    status,
    amount: attempt.due.toDecimal(),
    currency_code: attempt.due.currency.code.toLowerCase(),
    expires_at: attempt.expiresAt?.toISOString() ?? null,
    next_action: hasToAct(attempt) ? replacing(stored?.next_action, attempt.nextAction) : null,
  }
}

/** Whoever has sent the money already is not asked to send it; nobody is to pay twice. */
function hasToAct(attempt: Attempt): boolean {
  const isSent = attempt.exception === null && isCoveredInSight(attempt)
  return OPEN.has(publicStatus(attempt.status)) && !isSent
}

/**
 * Medusa merges JSON columns deeply when it updates a row, so keys of an earlier action would
 * shine through: they are set to `null` by name, at every depth.
 */
function replacing<Value>(stored: unknown, next: Value): Value {
  if (!isPlainObject(stored) || !isPlainObject(next)) {
    return next
  }
  const gone = Object.keys(stored).map((key): [string, unknown] => [key, null])
  const kept = Object.entries(next).map(([key, value]): [string, unknown] => [
    key,
    replacing(stored[key], value),
  ])
  return Object.fromEntries([...gone, ...kept]) as Value
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export function publicStatus(status: AttemptStatus): PublicStatus {
  return status === "created" ? "pending" : status
}

const SESSION_STATUSES: Readonly<Record<AttemptStatus, PaymentSessionStatus>> = {
  created: PaymentSessionStatus.PENDING,
  pending: PaymentSessionStatus.PENDING,
  requires_more: PaymentSessionStatus.REQUIRES_MORE,
  authorized: PaymentSessionStatus.AUTHORIZED,
  captured: PaymentSessionStatus.CAPTURED,
  failed: PaymentSessionStatus.ERROR,
  canceled: PaymentSessionStatus.CANCELED,
  expired: PaymentSessionStatus.CANCELED,
}

/** Medusa's word for an attempt's status. */
export function sessionStatusOf(status: AttemptStatus): PaymentSessionStatus {
  return SESSION_STATUSES[status]
}
