import type { WebhookMessage, WebhookProfile } from "../../core/webhook-types"
import { tamperWithCallback } from "./callback"
import type { CallbackMessage } from "./callbacks"
import type { StreamCryptoAccount } from "./options"

/** A callback that is not taken is repeated this often … */
export const RETRY_EVERY_MS = 10 * 60_000

/** … for this long after the first attempt. */
export const RETRIED_FOR_MS = 3 * 24 * 60 * 60_000

/** How the gateway dates, judges and repeats callbacks (Stream Payment Gateway, handling callbacks). */
export function webhookProfile(account: StreamCryptoAccount): WebhookProfile {
  return {
    // The signature stands in the body alone.
    signatureHeader: "",
    headers: () => ({
      "Content-Type": "application/json",
      "User-Agent": "StreamPaymentGateway/1.0",
    }),
    signedBody: (message, signing) =>
      isCallback(message) ? message.bodyAt(signing) : message.body,
    tamper: tamperWithCallback,
    accepts: (statusCode) => statusCode >= 200 && statusCode <= 299,
    followsRedirects: true,
    retryOffsetMs: (retry) =>
      retry * RETRY_EVERY_MS <= RETRIED_FOR_MS ? retry * RETRY_EVERY_MS : undefined,
    retriesAreResigned: () => true,
    endpoint: () => account.endpoint,
  }
}

function isCallback(message: WebhookMessage): message is CallbackMessage {
  return "bodyAt" in message
}
