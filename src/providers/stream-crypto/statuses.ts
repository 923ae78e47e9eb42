/** What a status says of a payment. */
export type PaymentMeaning =
  /** Stream waits for money. */
  | "open"
  /** Enough money has come. */
  | "completed"
  /** Expired, or never known: Stream has one word for both. */
  | "gone"
  /** The shop did not take the callback; whether money has come needs a proof. */
  | "unreported"

/**
 * `status` of a payment. Source: Stream Payment Gateway documentation, creating a payment manually
 * (`pending`, `completed`, `not_found`) and handling callbacks (`ERR_CALLBACK`).
 */
export const PAYMENT_STATUSES: Readonly<Record<string, PaymentMeaning>> = {
  pending: "open",
  completed: "completed",
  not_found: "gone",
  ERR_CALLBACK: "unreported",
}

/** @returns `undefined` for a status that the documentation does not know */
export function meaningOf(status: string): PaymentMeaning | undefined {
  return Object.hasOwn(PAYMENT_STATUSES, status) ? PAYMENT_STATUSES[status] : undefined
}
