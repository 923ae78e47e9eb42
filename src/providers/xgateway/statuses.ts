import type { ObservedStatus } from "../../core/attempt"

/** What a transaction's status means for its money. */
export type TransactionMeaning =
  | "confirmed"
  | "failed"
  | "open"
  /** Confirmed only where the invoice says so, too. */
  | "completed"

/** `transaction.status`. Source: XGateway documentation, transaction status, callbacks. */
export const TRANSACTION_STATUSES: Readonly<Record<string, TransactionMeaning>> = {
  confirmed: "confirmed",
  failed: "failed",
  pending: "open",
  processing: "open",
  completed: "completed",
}

/** `invoice.status` while no money decides. Source: XGateway documentation, invoice retrieval. */
export const INVOICE_STATUSES: Readonly<Record<string, ObservedStatus>> = {
  created: "pending",
  active: "pending",
  processing: "pending",
  completed: "pending",
  canceled: "canceled",
  expired: "expired",
}

/** The payer can still pay on the invoice's page, so a failed deposit is not the end. */
export const OPEN_INVOICE_STATUSES: ReadonlySet<string> = new Set([
  "created",
  "active",
  "processing",
])

export function transactionMeaning(status: string): TransactionMeaning | undefined {
  return Object.hasOwn(TRANSACTION_STATUSES, status) ? TRANSACTION_STATUSES[status] : undefined
}
