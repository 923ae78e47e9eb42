import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import type { HintSource } from "../core/ledger"
import { readAttempt } from "../core/read-attempt"
import { applyAttempt } from "./apply-attempt"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"

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
  { source, rereadPaid = false }: SettleOptions
): Promise<Attempt> {
  const { attempts } = resolveLedgerModule(container)
  let current = attempt
  if (current.status !== "captured" || rereadPaid) {
    const provider = resolveGateway(container, current.providerId)
    current = (await readAttempt(provider, attempts, current, source)).attempt
  }
  return current.status === current.appliedStatus
    ? current
    : applyAttempt(container, attempts, current, source)
}
