import type { PaymentDetails } from "../../core/attempt"
import type { Invoice } from "./schemas"
import { isMoney } from "./statuses"

/**
 * How the payments of a link were made, and their ids, by which StreamPay's dashboard finds them.
 * StreamPay's API tells no fee and no rate. Source: StreamPay API reference, payments.
 */
export function detailsOf(invoices: readonly Invoice[]): PaymentDetails {
  const payments = invoices.flatMap((invoice) => invoice.payments ?? []).filter(isMoney)
  const methods = new Set(payments.flatMap(({ payment_method: method }) => method || []))
  return {
    ...(methods.size > 0 && { method: [...methods].join(", ").slice(0, 100) }),
    ...(payments.length > 0 && { transactions: payments.map(({ id }) => ({ id })) }),
  }
}
