import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { holdAttempt } from "./hold-attempt"
import { readSessionStatus, type SessionStatus, sessionStatusOf } from "./read-session-status"
import { resolveGateway, resolveLedgerModule } from "./resolve-gateway"
import { updateSession } from "./update-session"

/**
 * Takes the payer's answers to `collect` and creates the payment with them. The answers stay in
 * the ledger; the reply is the session's new state.
 *
 * @param fields what the browser sent
 * @throws {GatewayError} `not_found`; `invalid_input` that names fields; `not_allowed` when nothing
 * is asked, or while another request is at it; what the gateway throws
 */
export async function collectFromPayer(
  container: MedusaContainer,
  sessionId: string,
  fields: unknown
): Promise<SessionStatus> {
  // The same refusal as of the state, so that nobody learns which sessions exist.
  await readSessionStatus(container, sessionId)
  const { attempts } = resolveLedgerModule(container)
  const known = await attempts.findBySession(sessionId)
  const outcome =
    known &&
    (await holdAttempt(container, known, async (attempt) => {
      const provider = resolveGateway(container, attempt.providerId)
      const answered = await provider.answerPayer(attempt, fields)
      await updateSession({ container, attempts }, answered)
      requireUnderstood(answered, fields)
      return answered
    }))
  if (!outcome) {
    throw new GatewayError({
      code: "not_allowed",
      message: "This payment is being worked on. Look at its state again in a moment.",
      retry: true,
    })
  }
  return sessionStatusOf(container, outcome.result)
}

/** A field that is asked again after it was answered was answered wrongly, e.g. a check digit. */
function requireUnderstood({ nextAction }: Attempt, fields: unknown): void {
  const asked = nextAction?.type === "collect" ? nextAction.fields : []
  const given = new Set(Object.keys(fields as Record<string, unknown>))
  const wrong = asked.filter(({ name }) => given.has(name))
  if (wrong.length > 0) {
    const names = wrong.map(({ name, label }) => `${name} (${label}) is not valid`)
    throw new GatewayError({
      code: "invalid_input",
      message: `Please correct these fields: ${names.join("; ")}.`,
      retry: false,
    })
  }
}
