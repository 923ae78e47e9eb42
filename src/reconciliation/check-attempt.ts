import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { nextCheckAt } from "../core/check-schedule"
import { describeError } from "../core/errors"
import { metrics, traced } from "../observability"
import { PausedError } from "../settlement/gateway-guard"
import { healOrder } from "./heal-order"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"
import { fieldsOf, shopLog } from "../settlement/shop-log"

/** While its gateway is left alone, an attempt waits about this long. */
const PAUSE_SECONDS = 10

/**
 * Looks at an attempt because its time has come: reads it, settles it, tells Medusa, checks that
 * all is where it belongs, and says when to look again. Never throws: a look that led nowhere is
 * repeated.
 */
export async function checkAttempt(container: MedusaContainer, attempt: Attempt): Promise<void> {
  const { attempts, checks } = resolveLedgerModule(container)
  let failedChecks = 0
  try {
    const healed = await traced("payment_gateways.attempt.check", fieldsOf(attempt), async () =>
      healOrder(
        container,
        await settleAttempt(container, attempt, { source: "job", rereadPaid: true })
      )
    )
    failedChecks = healed.status === healed.appliedStatus ? 0 : attempt.failedChecks + 1
  } catch (error) {
    if (error instanceof PausedError) {
      await checks.schedule(attempt, pauseEnd(attempt), attempt.failedChecks)
      metrics.checkDone(attempt.gateway, "postponed")
      return
    }
    failedChecks = attempt.failedChecks + 1
    shopLog(container).warn(
      `a payment could not be looked at, it is tried again: ${describeError(error)}`,
      fieldsOf(attempt)
    )
  }
  const latest = await attempts.findById(attempt.id)
  if (latest) {
    const { gateway } = resolveGateway(container, latest.providerId)
    const next = nextCheckAt(latest, failedChecks, gateway.latePaymentWindowSeconds)
    await checks.schedule(latest, next, failedChecks)
    const isChanged =
      latest.status !== attempt.status || latest.appliedStatus !== attempt.appliedStatus
    const outcome = failedChecks > 0 ? "failed" : isChanged ? "changed" : "unchanged"
    metrics.checkDone(attempt.gateway, outcome)
  }
}

function pauseEnd({ loadedAt }: Attempt): Date {
  return new Date(loadedAt.getTime() + PAUSE_SECONDS * 1000 * (0.5 + Math.random()))
}
