import type { Attempt } from "./attempt"
import type { WebhookHint } from "./contract"
import type { AttemptLedger, GatewayAccount } from "./ledger"

/**
 * The attempt that a webhook points to, by the gateway's own id, else by the session it names.
 *
 * @param account only attempts of this gateway, or of this account of it, are found
 */
export async function findHintedAttempt(
  ledger: AttemptLedger,
  hint: Pick<WebhookHint, "sessionId" | "reference">,
  account: GatewayAccount
): Promise<Attempt | undefined> {
  const { sessionId, reference } = hint
  const attempt =
    (reference ? await ledger.findByReference(account, reference) : undefined) ??
    (sessionId ? await ledger.findBySession(sessionId) : undefined)
  const isOwn =
    attempt?.gateway === account.gateway &&
    (account.providerId === undefined || attempt.providerId === account.providerId)
  return isOwn ? attempt : undefined
}
