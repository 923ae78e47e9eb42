import type { Attempt } from "./attempt"
import type { WebhookHint } from "./contract"
import type { AttemptLedger } from "./ledger"

/**
 * The attempt that a webhook points to, by the session it names, else by the gateway's own id.
 *
 * @param identifier only attempts of this gateway are found
 */
export async function findHintedAttempt(
  ledger: AttemptLedger,
  hint: Pick<WebhookHint, "sessionId" | "reference">,
  identifier: string
): Promise<Attempt | undefined> {
  const { sessionId, reference } = hint
  const attempt =
    (reference ? await ledger.findByReference(identifier, reference) : undefined) ??
    (sessionId ? await ledger.findBySession(sessionId) : undefined)
  return attempt?.gateway === identifier ? attempt : undefined
}
