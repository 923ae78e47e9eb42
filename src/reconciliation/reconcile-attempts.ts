import type { MedusaContainer } from "@medusajs/framework/types"
import type { BaseProvider } from "../core/base-provider"
import { describeError } from "../core/errors"
import { checkAttempt } from "./check-attempt"
import { circuitOf } from "../settlement/gateway-guard"
import { onceAtATime } from "../settlement/once-at-a-time"
import { listGateways, resolveLedgerModule } from "../settlement/resolve-gateway"
import { shopLog } from "../settlement/shop-log"

interface Work {
  readonly container: MedusaContainer
  readonly providerId: string
  readonly provider: BaseProvider
}

/** Attempts of one provider that one process looks at in one go. */
const PER_TICK = 20
const AT_ONCE = 4
/** A killed process's attempts are due again after this time; longer than a whole go takes. */
const LEASE_SECONDS = 120

/**
 * Looks at the attempts whose time has come: of each provider the same number at most, all
 * providers side by side, so that neither a busy nor a broken gateway keeps the others waiting.
 */
export async function reconcileAttempts(container: MedusaContainer): Promise<void> {
  await Promise.all(
    listGateways(container).map((gateway) => reconcile({ container, ...gateway }, gateway.provider))
  )
}

/** Those of one provider, once at a time; never fails. */
const reconcile = onceAtATime(async ({ container, providerId, provider }: Work) => {
  const { checks } = resolveLedgerModule(container)
  try {
    // Of a gateway that does not answer one payment is enough to see whether it does again.
    const limit = circuitOf(provider) === "closed" ? PER_TICK : 1
    const next = (await checks.claimDue(providerId, limit, LEASE_SECONDS)).values()
    const worker = async (): Promise<void> => {
      for (const attempt of next) {
        await checkAttempt(container, attempt)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  } catch (error) {
    shopLog(container).error(
      `due payments of ${providerId} were not looked at: ${describeError(error)}`
    )
  }
})
