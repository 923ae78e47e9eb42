import type { WebhookProfile } from "../../core/webhook-types"
import type { Directa24Account } from "./options"
import { resultControl } from "./signature"

const MINUTE_MS = 60_000

/** After the first attempt: 5, 25, 125, 625 and 3125 minutes; then it is given up. */
export const RETRY_OFFSETS_MS: readonly number[] = [5, 25, 125, 625, 3125].map(
  (minutes) => minutes * MINUTE_MS
)

/** How D24 signs and repeats confirmations: a form with `x_control`; only 200 will do. */
export function confirmationProfile(account: Directa24Account): WebhookProfile {
  return {
    signatureHeader: "",
    signatureField: "x_control",
    headers: () => ({
      "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      "User-Agent": "Directa24",
    }),
    signedBody: (message, { secret }) => {
      if (message.entityType === "RAW") {
        return message.body
      }
      const form = new URLSearchParams(message.body)
      const value = (name: string) => form.get(name) ?? ""
      const control = resultControl(secret, {
        login: account.apiKey,
        result: value("result"),
        amount: value("x_amount"),
        invoice: value("x_invoice"),
      })
      form.set("x_control", control)
      return form.toString()
    },
    accepts: (statusCode) => statusCode === 200,
    retryOffsetMs: (retry) => RETRY_OFFSETS_MS[retry - 1],
    retriesAreResigned: () => true,
    endpoint: () => account.endpoint,
  }
}

/** How D24 notifies of refunds made with a `notification_url`: JSON without a signature. */
export function refundProfile(account: Directa24Account): WebhookProfile {
  return {
    signatureHeader: "",
    headers: () => ({ "Content-Type": "application/json", "User-Agent": "Directa24" }),
    accepts: (statusCode) => statusCode >= 200 && statusCode <= 299,
    retryOffsetMs: (retry) => RETRY_OFFSETS_MS[retry - 1],
    retriesAreResigned: () => true,
    endpoint: () => ({ ...account.endpoint, url: null }),
  }
}
