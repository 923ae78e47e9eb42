import type { WebhookProfile } from "../../core/webhook-types"
import type { CorefyAccount } from "./options"
import { callbackSignature } from "./signature"

const MINUTE_MS = 60_000

/** Whose callback it is: that decides where it goes and which key signs it. */
export interface CallbackOwner {
  callbackUrl: string | null
  testMode: boolean
}

/** How Corefy signs and repeats the callbacks of one invoice. */
export function callbackProfile(account: CorefyAccount, owner: CallbackOwner): WebhookProfile {
  return {
    signatureHeader: "X-Signature",
    headers: (message, { secret }) => ({
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-Signature": callbackSignature(secret, message.body),
    }),
    accepts: (statusCode) => statusCode === 200,
    retryOffsetMs: (retry) => retryOffsetMs(account, retry),
    retriesAreResigned: () => false,
    endpoint: () => ({
      url: owner.callbackUrl ?? account.webhookUrl,
      secret: owner.testMode ? account.callbackSecretTest : account.callbackSecret,
      events: null,
    }),
  }
}

/** Pauses of 1, 2, 3, … minutes until the attempts are used up. */
function retryOffsetMs(account: CorefyAccount, retry: number): number | undefined {
  const { callbackAttempts, callbackRetryPause } = account.settings
  if (retry >= callbackAttempts) {
    return undefined
  }
  const minutes = callbackRetryPause === "since_first" ? retry : (retry * (retry + 1)) / 2
  return minutes * MINUTE_MS
}
