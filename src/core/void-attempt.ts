import type { Attempt } from "./attempt"
import { callGateway } from "./call-gateway"
import type { GatewayDefinition } from "./contract"
import { describeError } from "./errors"
import type { AttemptLedger } from "./ledger"
import { type ConfiguredGateway, readAttempt } from "./read-attempt"

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
  const { gateway, options, definition } = configured
  await ledger.recordAbandoned(attempt.id, {
    type: "abandoned",
    source: "checkout",
    message: reason,
  })
  if (attempt.reference === null || attempt.status === "captured" || !gateway.cancel) {
    return
  }
  try {
    await callGateway("cancel", attempt, options, async () => gateway.cancel?.(attempt))
    await readAttempt(configured, ledger, attempt, "checkout")
  } catch (error) {
    await ledger.addNote(attempt.id, {
      type: "void_failed",
      source: "checkout",
      message: `${definition.displayName} could not close this payment yet; money may still arrive on it.`,
      data: { error: describeError(error) },
    })
  }
}
