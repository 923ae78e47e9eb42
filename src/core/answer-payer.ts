import type { Attempt } from "./attempt"
import { checkAnswers } from "./collect-fields"
import { GatewayError } from "./errors"
import type { AttemptLedger } from "./ledger"
import { type ConfiguredGateway, isAskedFirst } from "./read-attempt"
import { startPayment } from "./start-payment"

/**
 * Takes the payer's answers to `collect`, and asks the gateway for the payment with them.
 *
 * @throws {GatewayError} `not_allowed` when nothing is asked, `invalid_input` that names fields
 */
export async function answerPayer(
  configured: ConfiguredGateway,
  ledger: AttemptLedger,
  attempt: Attempt,
  fields: unknown
): Promise<Attempt> {
  if (!isAskedFirst(attempt) || attempt.nextAction?.type !== "collect") {
    throw new GatewayError({
      code: "not_allowed",
      message: "This payment asks the payer for nothing now. Look at its state again.",
      retry: false,
    })
  }
  const asked = attempt.nextAction.fields
  const { answers, problems } = checkAnswers(asked, fields, configured.gateway.payerFields)
  if (problems.length > 0) {
    throw new GatewayError({
      code: "invalid_input",
      message: `Please correct these fields: ${problems.join("; ")}.`,
      retry: false,
    })
  }
  return startPayment(configured, ledger, await ledger.recordPayerAnswers(attempt.id, answers))
}
