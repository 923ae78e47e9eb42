import type { Attempt } from "./attempt"
import { answersAmong } from "./collect-fields"
import type { AttemptLedger } from "./ledger"
import type { Money } from "./money"
import type { ConfiguredGateway } from "./read-attempt"
import { requestFacts } from "./request-facts"
import { startPayment } from "./start-payment"

/** What an attempt is made of. */
export interface AttemptOrder {
  readonly session: {
    readonly id: string
    readonly providerId: string
    readonly paymentCollectionId: string | null
  }
  readonly due: Money
  /** What the browser sent with the session; answers to the gateway's questions are taken of it. */
  readonly data?: Record<string, unknown>
  /** The attempt of the same session that this one takes the place of. */
  readonly before?: Attempt
  /** The gateway's id of the customer, when there is one. */
  readonly customerReference?: string
}

/**
 * Writes an attempt into the ledger, then asks the gateway for its payment.
 *
 * @throws {GatewayError} what the gateway throws; the attempt stays
 */
export async function createAttempt(
  configured: ConfiguredGateway & { readonly definition: { readonly identifier: string } },
  ledger: AttemptLedger,
  { session, due, data, before, customerReference }: AttemptOrder
): Promise<Attempt> {
  const answers = {
    ...before?.payerAnswers,
    ...answersAmong(configured.gateway.payerFields ?? [], data),
    ...requestFacts().payerAnswers,
  }
  const attempt = await ledger.openAttempt({
    sessionId: session.id,
    providerId: session.providerId,
    gateway: configured.definition.identifier,
    due,
    paymentCollectionId: session.paymentCollectionId,
    payerAnswers: Object.keys(answers).length === 0 ? null : answers,
  })
  return startPayment(configured, ledger, attempt, customerReference)
}
