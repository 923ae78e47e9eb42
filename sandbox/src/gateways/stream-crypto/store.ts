import type { Payment } from "./entities"
import type { StreamCryptoAccount } from "./options"

/** The payments of the simulated shop; in memory only. */
export class StreamCryptoStore {
  readonly payments = new Map<string, Payment>()

  constructor(
    /** Changed by the controls while it runs. */
    readonly account: StreamCryptoAccount,
    readonly now: () => number
  ) {}

  isExpired(payment: Payment): boolean {
    return this.now() >= payment.expiresAt
  }

  /** Whether enough money arrived while the address was open. */
  wasPaidInTime(payment: Payment): boolean {
    return payment.paidAt !== null && !payment.wasPaidLate
  }

  /** Why no payer would send money any more; `null` when one would. */
  whyClosed(payment: Payment): "completed" | "expired" | null {
    if (this.wasPaidInTime(payment)) {
      return "completed"
    }
    return this.isExpired(payment) ? "expired" : null
  }

  /** Forgets all payments; the account keeps its settings. */
  clear(): void {
    this.payments.clear()
  }
}
