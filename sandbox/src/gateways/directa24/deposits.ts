import type { SandboxClock } from "../../core/clock"
import type { Confirmations } from "./confirmations"
import type { Deposit } from "./entities"
import type { PaymentType } from "./payment-methods"
import type { Directa24Store } from "./store"

const HOUR_MS = 3_600_000

/** How long the page takes a payment. */
const OPEN_FOR_MS: Readonly<Record<PaymentType, number>> = {
  "00": 24 * HOUR_MS,
  "01": 72 * HOUR_MS,
  "02": 72 * HOUR_MS,
  "03": 24 * HOUR_MS,
}

/** From expiry to result 8 (Streamline API, result codes). */
const CANCELLED_AFTER_MS = 7 * 24 * HOUR_MS

/** The v3 status that goes with each result. */
const STATUS_OF_RESULT: Readonly<Record<string, string>> = {
  "7": "PENDING",
  "8": "CANCELLED",
  "9": "COMPLETED",
}

/** The result that goes with each v3 status. */
const RESULT_OF_STATUS: Readonly<Record<string, string>> = {
  CREATED: "7",
  PENDING: "7",
  FOR_REVIEW: "7",
  EARLY_RELEASED: "7",
  COMPLETED: "9",
  EXPIRED: "8",
  CANCELLED: "8",
  DECLINED: "8",
}

/** Why a deposit takes no payment on its page. */
export type Closed = "completed" | "cancelled" | "expired"

/** What becomes of deposits; each change of the result is confirmed to the merchant. */
export class Deposits {
  constructor(
    private readonly store: Directa24Store,
    private readonly confirmations: Confirmations,
    private readonly clock: SandboxClock
  ) {}

  create(deposit: Omit<Deposit, "document" | "expiresAt" | "createdAt">): Deposit {
    const now = this.store.now()
    const expiresAt = now + OPEN_FOR_MS[deposit.method?.type ?? "00"]
    const created = this.store.addDeposit({ ...deposit, createdAt: now, expiresAt })
    this.clock.schedule(expiresAt + CANCELLED_AFTER_MS, () => {
      if (created.result === "7") {
        this.change(created, "8", "EXPIRED")
      }
    })
    return created
  }

  whyClosed(deposit: Deposit): Closed | null {
    if (deposit.result === "9") {
      return "completed"
    }
    if (deposit.result === "8") {
      return deposit.status === "EXPIRED" ? "expired" : "cancelled"
    }
    return this.store.isExpired(deposit) ? "expired" : null
  }

  /** The payer opened the page. */
  visit(deposit: Deposit): void {
    if (deposit.status === "CREATED") {
      deposit.status = "PENDING"
    }
  }

  /** Money came in and was found. */
  complete(deposit: Deposit, amount: bigint, cardNumber: string | null = null): void {
    deposit.paid += amount
    if (deposit.method?.type === "03") {
      deposit.cardNumber = cardNumber ?? "411111******1111"
    }
    this.change(deposit, "9", "COMPLETED")
  }

  /** Money came in that D24 cannot tell to be this deposit's: nothing changes. */
  receiveUnmatched(deposit: Deposit, amount: bigint): void {
    deposit.unmatched += amount
  }

  /** D24's staff assigns what came in unseen; without any, the invoice's amount. */
  approve(deposit: Deposit): void {
    const amount = deposit.unmatched > 0n ? deposit.unmatched : deposit.amount
    deposit.unmatched = 0n
    this.complete(deposit, amount)
  }

  /** The payer leaves with a slip, and pays later. */
  takeSlip(deposit: Deposit): void {
    this.visit(deposit)
    if (this.store.account.settings.notifyPending) {
      this.confirmations.send(deposit)
    }
  }

  cancel(deposit: Deposit): void {
    this.change(deposit, "8", "CANCELLED")
  }

  /** The bank says no. */
  decline(deposit: Deposit): void {
    if (this.store.account.settings.declinedResult === "8") {
      this.change(deposit, "8", "DECLINED")
    } else {
      this.visit(deposit)
    }
  }

  /** Its time is over, and the days after it too. */
  expire(deposit: Deposit): void {
    deposit.expiresAt = Math.min(deposit.expiresAt, this.store.now())
    this.change(deposit, "8", "EXPIRED")
  }

  /** Any result (`7`), v3 status (`FOR_REVIEW`) or text, without a confirmation. */
  setStatus(deposit: Deposit, status: string): void {
    deposit.result = RESULT_OF_STATUS[status] ?? status
    deposit.status = STATUS_OF_RESULT[status] ?? status
    if (deposit.result === "9" && deposit.paid === 0n) {
      deposit.paid = deposit.amount
    }
  }

  private change(deposit: Deposit, result: string, status: string): void {
    Object.assign(deposit, { result, status })
    this.confirmations.send(deposit)
  }
}
