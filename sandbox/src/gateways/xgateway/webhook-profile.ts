import type { WebhookProfile } from "../../core/webhook-types"
import { rehashed } from "./callbacks"
import type { XGatewayAccount } from "./options"

/** A failed callback is repeated so often. */
export const RETRIES = 10

/** How XGateway hashes and repeats callbacks. The waits double; how they start is not documented. */
export function webhookProfile(account: XGatewayAccount): WebhookProfile {
  return {
    signatureHeader: "",
    signatureField: "hash",
    headers: () => ({ "Content-Type": "application/json", "User-Agent": "XGateway" }),
    signedBody: (message, { secret }) => rehashed(message.body, account.secretKeys, secret),
    accepts: (statusCode) => statusCode >= 200 && statusCode <= 299,
    retryOffsetMs: (retry) =>
      retry <= RETRIES ? account.settings.firstRetryMs * (2 ** retry - 1) : undefined,
    retriesAreResigned: () => false,
    endpoint: () => account.endpoint,
  }
}
