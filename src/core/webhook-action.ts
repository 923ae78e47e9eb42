import type { Logger, ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { BigNumber, PaymentActions } from "@medusajs/framework/utils"
import { type AttemptStatus, medusaSessionId, payableOf, takeableOf } from "./attempt"
import type { GatewayDefinition, WebhookDelivery } from "./contract"
import { describeError } from "./errors"
import { findHintedAttempt } from "./find-hinted-attempt"
import type { AttemptLedger } from "./ledger"
import { type ConfiguredGateway, readAttempt } from "./read-attempt"

const NOTHING: WebhookActionResult = { action: PaymentActions.NOT_SUPPORTED }

const ACTIONS: Readonly<Record<AttemptStatus, PaymentActions>> = {
  created: PaymentActions.PENDING,
  pending: PaymentActions.PENDING,
  requires_more: PaymentActions.REQUIRES_MORE,
  authorized: PaymentActions.AUTHORIZED,
  captured: PaymentActions.SUCCESSFUL,
  failed: PaymentActions.FAILED,
  canceled: PaymentActions.CANCELED,
  expired: PaymentActions.CANCELED,
}

/**
 * A webhook in Medusa's words: verified, then read at the gateway. What is not ours, not signed or
 * not about a payment is `not_supported`; the amount is what the session asked, never more.
 */
export async function webhookActionOf(
  configured: ConfiguredGateway & {
    readonly definition: Pick<GatewayDefinition, "identifier" | "displayName">
  },
  ledger: AttemptLedger,
  payload: ProviderWebhookPayload["payload"],
  logger?: Logger
): Promise<WebhookActionResult> {
  const prefix = `[${configured.definition.displayName}]`
  let hint
  try {
    hint = configured.gateway.readWebhook(deliveryOf(payload))
  } catch (error) {
    logger?.warn(`${prefix} webhook refused: ${describeError(error)}`)
    return NOTHING
  }
  if (hint.isUnknown) {
    logger?.error(`${prefix} webhook of an unknown kind: ${hint.eventType}`)
  }
  if (hint.concerns === "other") {
    return NOTHING
  }
  const account = { gateway: configured.definition.identifier }
  const found = await findHintedAttempt(ledger, hint, account)
  if (!found) {
    return NOTHING
  }
  const known = hint.evidence ? await ledger.recordEvidence(found.id, hint.evidence) : found
  const { attempt } = await readAttempt(configured, ledger, known, "webhook")
  if (hint.concerns === "refund" || hint.isUnknown) {
    return NOTHING
  }
  const amount = attempt.status === "captured" ? takeableOf(attempt) : payableOf(attempt)
  return {
    action: ACTIONS[attempt.status],
    data: { session_id: medusaSessionId(attempt), amount: new BigNumber(amount.toDecimal()) },
  }
}

function deliveryOf(payload: ProviderWebhookPayload["payload"]): WebhookDelivery {
  const { rawData } = payload
  return {
    rawBody: Buffer.isBuffer(rawData) ? rawData : Buffer.from(rawData ?? ""),
    headers: payload.headers as WebhookDelivery["headers"],
    now: new Date(),
  }
}
