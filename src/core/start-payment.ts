import type { Attempt } from "./attempt"
import { callGateway } from "./call-gateway"
import { GatewayError } from "./errors"
import type { AttemptLedger } from "./ledger"
import { type ConfiguredGateway, isAskedFirst } from "./read-attempt"
import { readPayer } from "./read-payer"
import { webhookUrlOf } from "./webhook-url"

/**
 * Asks the gateway for the payment of an attempt that is in the ledger already, and keeps what it
 * answered.
 *
 * @param customerReference the gateway's id of the customer, when there is one
 * @throws {GatewayError} what the gateway throws; the ledger keeps it too
 */
export async function startPayment(
  { gateway, options }: ConfiguredGateway,
  ledger: AttemptLedger,
  attempt: Attempt,
  customerReference?: string
): Promise<Attempt> {
  const { backendUrl } = ledger.settings
  const request = {
    attemptId: attempt.id,
    sessionId: attempt.sessionId,
    sequence: attempt.sequence,
    amount: attempt.due,
    payer: () => readPayer(attempt.paymentCollectionId, attempt.payerAnswers ?? {}),
    returnUrl: backendUrl && `${backendUrl}/payment-gateways/return/${attempt.id}`,
    webhookUrl: backendUrl && webhookUrlOf(backendUrl, attempt.providerId),
    customerReference,
    now: attempt.loadedAt,
  }
  try {
    const created = await callGateway("create", attempt, options, () => gateway.create(request))
    return await ledger.recordCreated(attempt.id, created)
  } catch (error) {
    if (GatewayError.is(error)) {
      await recordFailure(ledger, attempt, error)
    }
    throw error
  }
}

/** Who was asked for answers may answer again: the attempt stays open. */
async function recordFailure(
  ledger: AttemptLedger,
  attempt: Attempt,
  error: GatewayError
): Promise<void> {
  if (!isAskedFirst(attempt)) {
    await ledger.recordCreateFailure(attempt.id, error)
    return
  }
  await ledger.addNote(attempt.id, {
    type: "create_failed",
    source: "storefront",
    message: "The gateway did not create the payment with what the payer answered.",
    data: { reason: error.reason, detail: error.toLogLine() },
  })
}
