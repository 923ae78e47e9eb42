import type { RefundRequest } from "./contract"

/**
 * The key of a refund for gateways that remember it also when they refuse: what was refused for
 * good may be asked for again, e.g. with another bank account, and is another refund there.
 */
export function refundReference({
  attempt,
  idempotencyKey,
}: Pick<RefundRequest, "attempt" | "idempotencyKey">): string {
  const { refusedRefunds } = attempt
  return refusedRefunds === 0 ? idempotencyKey : `${idempotencyKey}_${refusedRefunds + 1}`
}
