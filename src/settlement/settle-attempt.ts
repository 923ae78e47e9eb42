import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { describeError } from "../core/errors"
import type { HintSource } from "../core/ledger"
import { readAttempt } from "../core/read-attempt"
import { traced } from "../observability"
import { announceSoon } from "./announce-payment-events"
import { applyAttempt } from "./apply-attempt"
import { guarded } from "./gateway-guard"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"
import { fieldsOf, shopLog } from "./shop-log"

export interface SettleOptions {
  readonly source: HintSource
  /** Read also what is paid already, e.g. to see a refund. */
  readonly rereadPaid?: boolean
}

/**
 * What every hint leads to, be it a webhook, a returning browser, a poll or a click: read the
 * payment at the gateway, settle the reading in the ledger, tell Medusa.
 *
 * @throws {GatewayError} when the gateway cannot be read; nothing has changed then
 */
export async function settleAttempt(
  container: MedusaContainer,
  attempt: Attempt,
  options: SettleOptions
): Promise<Attempt> {
  return traced("payment_gateways.attempt.settle", fieldsOf(attempt), async () => {
    const current = await readUnlessKnown(container, attempt, options)
    const settled =
      current.status === current.appliedStatus
        ? current
        : await applyAttempt(container, current, options.source)
    announceSoon(container)
    return settled
  })
}

async function readUnlessKnown(
  container: MedusaContainer,
  attempt: Attempt,
  { source, rereadPaid = false }: SettleOptions
): Promise<Attempt> {
  const isPaid = attempt.status === "captured"
  if (isPaid && !rereadPaid) {
    return attempt
  }
  const { attempts } = resolveLedgerModule(container)
  const provider = resolveGateway(container, attempt.providerId)
  try {
    const read = await guarded(provider, () => readAttempt(provider, attempts, attempt, source))
    return read.attempt
  } catch (error) {
    if (!isPaid || attempt.appliedStatus === "captured") {
      throw error
    }
    // Paid never goes back: the order need not wait for a gateway that does not answer.
    shopLog(container).warn(`paid, but not read again: ${describeError(error)}`, fieldsOf(attempt))
    return attempt
  }
}
