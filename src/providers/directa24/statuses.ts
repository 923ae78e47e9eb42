import type { ObservedStatus } from "../../core/attempt"

/** What `x_payment_type` says of the way of paying. Source: Streamline API, payment types. */
export const PAYMENT_TYPES = {
  onlineTransfer: "00",
  bankDeposit: "01",
  voucher: "02",
  card: "03",
} as const

/** With these the payer leaves the page with a slip, and pays elsewhere. */
const PAID_ELSEWHERE: ReadonlySet<string> = new Set([
  PAYMENT_TYPES.bankDeposit,
  PAYMENT_TYPES.voucher,
])

/** `result` of confirmation and status, in words. Source: Streamline API, API codes. */
export const RESULTS: Readonly<Record<string, string>> = {
  "6": "not found",
  "7": "waits for payment or approval",
  "8": "cancelled",
  "9": "completed",
}

/** The result as people read it, e.g. `7: waits for payment or approval`. */
export function describeResult(result: string): string {
  const shown = result.replace(/[\p{Cc}\s]+/gu, " ").slice(0, 40)
  const words = Object.hasOwn(RESULTS, result) ? RESULTS[result] : "unknown"
  return `${shown || "empty"}: ${words}`
}

/**
 * What a result means, before amounts are looked at.
 *
 * @param isYoung an invoice that was just made may not be readable at once
 * @returns `undefined` for a result that is not in the documentation
 */
export function observedStatusOf(
  result: string,
  { isYoung, paymentType }: { readonly isYoung: boolean; readonly paymentType?: string }
): ObservedStatus | undefined {
  switch (result) {
    case "6":
      return isYoung ? "requires_more" : "failed"
    case "7":
      return PAID_ELSEWHERE.has(paymentType ?? "") ? "pending" : "requires_more"
    case "8":
      return "canceled"
    case "9":
      return "paid"
    default:
      return undefined
  }
}

/** What a refund's status means. Source: Deposits API v3, refunds; Java client. */
export type RefundMeaning = "open" | "done" | "refused"

export const REFUND_STATUSES: Readonly<Record<string, RefundMeaning>> = {
  PENDING: "open",
  COMPLETED: "done",
  SUCCESS: "done",
  CANCELLED: "refused",
  REJECTED: "refused",
}

/** `undefined` for a status that is not in the documentation. */
export function refundMeaningOf(status: string): RefundMeaning | undefined {
  return Object.hasOwn(REFUND_STATUSES, status) ? REFUND_STATUSES[status] : undefined
}
