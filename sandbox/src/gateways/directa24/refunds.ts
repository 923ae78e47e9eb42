import type { JsonObject } from "../../core/json"
import type { Confirmations } from "./confirmations"
import type { Deposit, Refund } from "./entities"
import { v3Error } from "./errors"
import { twoDecimals } from "./presenter"
import type { Directa24Store } from "./store"

export interface RefundRequest {
  /** Hundredths; all that is left, unless given. */
  amount?: bigint
  madeBy: Refund["madeBy"]
  bankAccount?: JsonObject | null
  comments?: string | null
  notificationUrl?: string | null
}

/** Sends money back. */
export class Refunds {
  constructor(
    private readonly store: Directa24Store,
    private readonly confirmations: Confirmations
  ) {}

  /** @throws ReplyError with the API's error when the deposit cannot be refunded like this */
  create(deposit: Deposit, request: RefundRequest): Refund {
    if (deposit.result !== "9") {
      throw v3Error(400, 802, "DEPOSIT_NOT_COMPLETED", "The deposit is not completed")
    }
    const left = this.store.refundable(deposit)
    const amount = request.amount ?? left
    if (amount <= 0n || amount > left) {
      throw v3Error(
        400,
        803,
        "INVALID_REFUND_AMOUNT",
        `The amount must be more than 0 and at most ${twoDecimals(left)} ${deposit.currency}`
      )
    }
    const { refundStatus } = this.store.account.settings
    const byMethod = deposit.method?.type === "03" ? "COMPLETED" : "PENDING"
    return this.store.addRefund({
      deposit,
      amount,
      status: refundStatus === "by_method" ? byMethod : refundStatus,
      madeBy: request.madeBy,
      bankAccount: request.bankAccount ?? null,
      comments: request.comments ?? null,
      notificationUrl: request.notificationUrl ?? null,
      createdAt: this.store.now(),
    })
  }

  /** D24 is done with it, or not able to. */
  setStatus(refund: Refund, status: string, isNotified: boolean): void {
    refund.status = status
    if (isNotified) {
      this.confirmations.sendRefund(refund)
    }
  }
}
