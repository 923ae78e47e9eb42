import { randomUUID } from "node:crypto"
import { newTransactionHash } from "./addresses"
import { ONE } from "./amounts"
import type { XGatewayCallbacks } from "./callbacks"
import { coinOf } from "./currencies"
import type { Transaction } from "./entities"
import type { XGatewayStore } from "./store"
import type { SandboxClock } from "../../core/clock"

export interface NewWithdrawal {
  address: string
  coin: string
  coins: bigint
  /** As it was written: the hash covers it. */
  amount: string
  customerId: string
  orderId: string | null
  applicationId: string | null
}

/** Sends money out: pending at first, the result comes later. */
export class Withdrawals {
  constructor(
    private readonly store: XGatewayStore,
    private readonly callbacks: XGatewayCallbacks,
    private readonly clock: SandboxClock
  ) {}

  /** The first withdrawal with this idempotency key. */
  byOrderId(orderId: string): Transaction | undefined {
    return this.store.withdrawals().find((withdrawal) => withdrawal.orderId === orderId)
  }

  covers(withdrawal: Pick<Transaction, "coin" | "coins">): boolean {
    return this.store.balance(withdrawal.coin).balance >= withdrawal.coins
  }

  create(withdrawal: NewWithdrawal): Transaction {
    const { rates, settings } = this.store.account
    const now = this.store.now()
    const transaction: Transaction = {
      ...withdrawal,
      id: randomUUID(),
      type: "withdrawal",
      status: "pending",
      invoiceId: null,
      currency: withdrawal.coin,
      base: null,
      exchangeRate: ONE,
      usdRate: rates.rate(withdrawal.coin, "USD"),
      eurRate: rates.rate(withdrawal.coin, "EUR"),
      transactionHash: null,
      countsFor: null,
      listedBy: null,
      createdAt: now,
      updatedAt: now,
    }
    this.store.transactions.set(transaction.id, transaction)
    if (settings.withdrawalSettlesAfterMs !== null) {
      this.clock.schedule(now + settings.withdrawalSettlesAfterMs, () => {
        if (transaction.status === "pending") {
          this.settle(transaction, "confirmed")
        }
      })
    }
    return transaction
  }

  /** More than the balance fails, whatever is asked for. */
  settle(transaction: Transaction, wanted: "confirmed" | "failed"): void {
    const status = this.covers(transaction) ? wanted : "failed"
    transaction.status = status
    transaction.updatedAt = this.store.now()
    if (status === "confirmed") {
      this.store.balance(transaction.coin).balance -= transaction.coins
      transaction.transactionHash = newTransactionHash(coinOf(transaction.coin).family)
    }
    this.callbacks.announce(transaction)
  }
}
