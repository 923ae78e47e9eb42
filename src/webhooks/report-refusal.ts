import type { MedusaContainer } from "@medusajs/framework/types"
import type { BaseProvider } from "../core/base-provider"
import { countIncident } from "../core/count-incident"
import { describeError } from "../core/errors"
import type { WebhookRefusal } from "../observability"
import { shopLog } from "../settlement/shop-log"

const INTERVAL_MS = 60_000

interface Refusals {
  readonly since: number
  unreported: number
}

const refusals = new WeakMap<BaseProvider, Refusals>()

/**
 * Counts a refused webhook, and logs it: the first at once, the others of a minute as a number
 * with the next one. So a wrong secret is seen, and a flood of forged webhooks does not fill the
 * log.
 */
export function reportRefusal(
  container: MedusaContainer,
  { providerId, provider }: { readonly providerId: string; readonly provider: BaseProvider },
  code: WebhookRefusal,
  error: unknown
): void {
  countIncident({ providerId, kind: "webhook_refused", code, message: describeError(error) })
  const now = performance.now()
  const known = refusals.get(provider)
  if (known && now - known.since < INTERVAL_MS) {
    known.unreported += 1
    return
  }
  refusals.set(provider, { since: now, unreported: 0 })
  const others = known?.unreported ? ` (and ${known.unreported} more since the last report)` : ""
  const { identifier } = provider.definition
  shopLog(container).warn(`webhook refused: ${describeError(error)}${others}`, {
    gateway: identifier,
  })
}
