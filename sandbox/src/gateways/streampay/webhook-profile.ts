import type { WebhookProfile } from "../../core/webhook-types"
import type { StreamPayAccount } from "./options"
import { signatureHeader } from "./signature"

const MINUTE_MS = 60_000

/** After the first attempt: 5 min, 30 min, 2 h, 6 h, 12 h; then it is given up. */
export const RETRY_OFFSETS_MS: readonly number[] = [5, 30, 120, 360, 720].map(
  (minutes) => minutes * MINUTE_MS
)

/** How StreamPay signs and repeats webhooks. */
export function webhookProfile(account: StreamPayAccount): WebhookProfile {
  return {
    signatureHeader: "X-Webhook-Signature",
    headers: (message, { at, secret }) => {
      const timestamp = Math.floor(at / 1000)
      return {
        "Content-Type": "application/json",
        "User-Agent": "StreamApp-Webhook/1.0",
        "X-Webhook-Event": message.event,
        "X-Webhook-Entity-Type": message.entityType,
        "X-Webhook-Entity-ID": message.entityId,
        "X-Webhook-Timestamp": String(timestamp),
        "X-Webhook-Signature": signatureHeader(secret, timestamp, message.body),
      }
    },
    accepts: (statusCode) => statusCode >= 200 && statusCode <= 299,
    retryOffsetMs: (retry) => RETRY_OFFSETS_MS[retry - 1],
    retriesAreResigned: () => account.settings.resignRetries,
    endpoint: () => account.endpoint,
  }
}
