import type { Attempt } from "./attempt"
import { callGateway } from "./call-gateway"
import type { CommonOptions, Gateway } from "./contract"
import type { AttemptLedger, HintSource } from "./ledger"
import type { Settlement, SettlementPolicy } from "./settle"

/** A gateway with the options it was configured with. */
export interface ConfiguredGateway {
  readonly gateway: Gateway
  readonly options: CommonOptions
}

/**
 * The one way in which the state of a payment becomes known: read it at the gateway, settle the
 * reading in the ledger. No lock or transaction is held while the gateway is asked.
 *
 * @throws {GatewayError} when the gateway cannot be read; the attempt is then as before
 */
export async function readAttempt(
  { gateway, options }: ConfiguredGateway,
  ledger: AttemptLedger,
  attempt: Attempt,
  source: HintSource
): Promise<{ readonly attempt: Attempt; readonly effects: Settlement["effects"] }> {
  if (isAskedFirst(attempt)) {
    return { attempt, effects: [] }
  }
  const observation = await callGateway("read", attempt, options, () =>
    gateway.read(attempt, attempt.loadedAt)
  )
  return ledger.observe(attempt, observation, settlementPolicyOf({ gateway, options }), source)
}

/** Whether the payer has to answer before there is anything at the gateway that could be read. */
export function isAskedFirst({ reference, nextAction }: Attempt): boolean {
  return reference === null && nextAction?.type === "collect"
}

/** How much of a payment may be missing, and whether the rest can still come. */
export function settlementPolicyOf({ gateway, options }: ConfiguredGateway): SettlementPolicy {
  return {
    underpaymentTolerancePercent: options.underpaymentTolerancePercent,
    leastToleranceMinorUnits: gateway.leastToleranceMinorUnits,
    partialPayment: gateway.capabilities.partialPayment && options.underpaid !== "hold",
  }
}
