import type { Attempt, AttemptStatus } from "./attempt"
import { callGateway } from "./call-gateway"
import type { GatewayDefinition } from "./contract"
import { describeError } from "./errors"
import type { AttemptLedger, HintSource } from "./ledger"
import { type ConfiguredGateway, readAttempt } from "./read-attempt"

const OPEN: ReadonlySet<AttemptStatus> = new Set([
  "created",
  "pending",
  "requires_more",
  "authorized",
])

/**
 * Closes an attempt that the shop no longer wants: at the gateway where it can, and in the ledger
 * in any case, where money that still arrives on it finds it. A failure is noted.
 *
 * @param reason for the attempt's story
 */
export async function voidAttempt(
  configured: ConfiguredGateway & { readonly definition: Pick<GatewayDefinition, "displayName"> },
  ledger: AttemptLedger,
  attempt: Attempt,
  reason: string
): Promise<void> {
  await ledger.recordAbandoned(attempt.id, {
    type: "abandoned",
    source: "checkout",
    message: reason,
  })
  try {
    await closeAttempt(configured, ledger, attempt, "checkout")
  } catch (error) {
    await ledger.addNote(attempt.id, {
      type: "void_failed",
      source: "checkout",
      message: `${configured.definition.displayName} could not close this payment yet, it is tried again; money may still arrive on it.`,
      data: { error: describeError(error) },
    })
  }
}

/**
 * Closes an open payment at the gateway, so that nobody can pay it any more, where the gateway
 * offers that. Money under way may have arrived meanwhile.
 *
 * @returns the attempt as it is then
 * @throws {GatewayError} what the gateway throws
 */
export async function closeAttempt(
  configured: ConfiguredGateway,
  ledger: AttemptLedger,
  attempt: Attempt,
  source: HintSource
): Promise<Attempt> {
  const { gateway, options } = configured
  if (attempt.reference === null || !OPEN.has(attempt.status) || !gateway.cancel) {
    return attempt
  }
  await callGateway("cancel", attempt, options, async () => gateway.cancel?.(attempt))
  return (await readAttempt(configured, ledger, attempt, source)).attempt
}
