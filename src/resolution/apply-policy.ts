import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt, AttemptStatus } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import type { ResolutionAction } from "./resolution"
import { resolveException } from "./resolve-exception"

const POLICY_FAILED = "policy_failed"
/** No more comes of these by itself. */
const OVER: ReadonlySet<AttemptStatus> = new Set(["failed", "canceled", "expired"])

/**
 * Decides about an exception as the options of its gateway say; by default everything is held for
 * staff.
 *
 * @returns what has to be done, if anything
 */
export async function applyPolicy(
  container: MedusaContainer,
  attempt: Attempt
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const { exception } = attempt
  const action = exception === null ? undefined : policyActionOf(container, attempt)
  if (!action || exception === null || (await hasFailed(container, attempt))) {
    return undefined
  }
  return async (current) => {
    const reason = `The gateway's option ${exception} decides so.`
    try {
      return await resolveException(container, current.id, {
        action,
        exception,
        fields: {},
        reason,
        decidedBy: "policy",
      })
    } catch (error) {
      if (!GatewayError.is(error) || error.retry) {
        throw error
      }
      // What the gateway refuses for good is for staff to see; it is not tried again and again.
      const { attempts } = resolveLedgerModule(container)
      return attempts.addNote(current.id, {
        type: POLICY_FAILED,
        source: "job",
        message: `"${action}" by itself was not possible; staff has to decide.`,
        data: { action, exception, detail: error.message },
      })
    }
  }
}

async function hasFailed(container: MedusaContainer, { id }: Attempt): Promise<boolean> {
  const failures = await resolveLedgerModule(container).listPaymentGatewayTimelineEntries(
    { attempt_id: id, type: POLICY_FAILED },
    { take: 1 }
  )
  return failures.length > 0
}

function policyActionOf(
  container: MedusaContainer,
  attempt: Attempt
): ResolutionAction | undefined {
  const { options, gateway } = resolveGateway(container, attempt.providerId)
  const { exception, status, observedStatus } = attempt
  const canRefund =
    gateway.capabilities.refund && (gateway.refundFields?.(attempt) ?? []).length === 0
  if (exception === "underpaid" && options.underpaid === "accept") {
    const isFinal = observedStatus === "paid" && !canAddRest(attempt)
    return OVER.has(status) || isFinal ? "accept" : undefined
  }
  if (exception === "overpaid") {
    return options.overpaid === "accept"
      ? "dismiss"
      : options.overpaid === "refund" && canRefund
        ? "refund"
        : undefined
  }
  return exception === "duplicate" && options.duplicate === "refund" && canRefund
    ? "refund"
    : undefined
}

/** Gateways that take a payment in parts call each part paid, while they wait for the rest. */
function canAddRest({ status, expiresAt, loadedAt }: Attempt): boolean {
  return status === "requires_more" && (expiresAt === null || loadedAt < expiresAt)
}
