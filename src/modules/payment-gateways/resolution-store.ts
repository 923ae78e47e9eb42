import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt, DismissedException, PaymentException } from "../../core/attempt"
import type { TimelineNote } from "../../core/ledger"
import type { Money } from "../../core/money"
import { rowOfDismissed } from "./attempt-row"
import { AttemptTable } from "./attempt-table"

/** Whether nothing has changed that a decision is about. */
export function isSameMatter(before: Attempt, now: Attempt): boolean {
  return (
    before.exception === now.exception &&
    before.status === now.status &&
    before.adoptedSessionId === now.adoptedSessionId &&
    before.accepted?.minor === now.accepted?.minor &&
    SUMS.every((sum) => before[sum].equals(now[sum]))
  )
}

const SUMS = [
  "received",
  "refunded",
  "refundedByHand",
  "refundedByShop",
  "refundedExcess",
  "failedRefunds",
  "chargedBack",
] as const

/**
 * What staff, or a policy of the shop, decides about money that does not match. Each decision is
 * written only on the attempt as it was decided upon: two at once do not both happen.
 */
export class ResolutionStore {
  private readonly table: AttemptTable

  constructor(knex: Knex) {
    this.table = new AttemptTable(knex)
  }

  /**
   * Takes an amount as payment in full.
   *
   * @param writtenOff what the order is credited with; nothing where it goes on asking for the rest
   * @returns `undefined` when the attempt has changed since it was read; then nothing was written
   */
  async accept(
    attempt: Attempt,
    { amount, writtenOff }: { readonly amount: Money; readonly writtenOff: Money },
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const columns = {
      accepted: amount.toDecimal(),
      // What has gone back before is none of what Medusa is told to capture now.
      refunded_excess: this.table.knex.raw("refunded_by_shop"),
      written_off: writtenOff.toDecimal(),
      status: "captured",
      exception: null,
    }
    const paid = {
      type: "captured",
      source: note.source,
      message: "The payment counts as paid in full.",
      data: { received: attempt.received.toDecimal() },
    }
    return this.decide(attempt, columns, attempt.status === "captured" ? [note] : [note, paid])
  }

  /** The exception is over although nothing changes; the same money does not raise it again. */
  async dismiss(
    attempt: Attempt,
    exception: PaymentException,
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const dismissed: DismissedException = { exception, received: attempt.received }
    const columns = { dismissed: JSON.stringify(rowOfDismissed(dismissed)), exception: null }
    return this.decide(attempt, columns, [note])
  }

  /** The exception is over, because its money has found its place or has gone back. */
  async close(attempt: Attempt, note: TimelineNote): Promise<Attempt | undefined> {
    return this.decide(attempt, { exception: null }, [note])
  }

  /**
   * Accounts for refunds that the gateway has told of, or for some that came back (negative).
   *
   * @param excess the part that is of money above `taken`
   */
  async accountRefunds(
    attempt: Attempt,
    { amount, excess }: { readonly amount: Money; readonly excess: Money },
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const columns = {
      refunded_by_shop: this.table.sum("refunded_by_shop", amount),
      refunded_excess: this.table.sum("refunded_excess", excess),
    }
    return this.table.write(attempt.id, columns, [note], attempt.version)
  }

  /** Money that staff has sent back without the gateway. */
  async recordRefundByHand(
    attempt: Attempt,
    { amount, isBooked }: { readonly amount: Money; readonly isBooked: boolean },
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const columns = {
      refunded_by_hand: this.table.sum("refunded_by_hand", amount),
      refunded_by_shop: this.table.sum("refunded_by_shop", amount),
      ...(!isBooked && { refunded_excess: this.table.sum("refunded_excess", amount) }),
    }
    return this.decide(attempt, columns, [note])
  }

  /** Takes a decision back that could not be carried out. */
  async restore(before: Attempt, note: TimelineNote): Promise<Attempt> {
    const columns = {
      accepted: before.accepted?.toDecimal() ?? null,
      written_off: before.writtenOff.toDecimal(),
      refunded_excess: before.refundedExcess.toDecimal(),
      status: before.status,
      applied_status: before.appliedStatus,
      exception: before.exception,
      adopted_session_id: before.adoptedSessionId,
      payment_collection_id: before.paymentCollectionId,
      cart_id: before.cartId,
      order_id: before.orderId,
    }
    return this.table.change(before.id, columns, [note])
  }

  private async decide(
    attempt: Attempt,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[]
  ): Promise<Attempt | undefined> {
    const soon = this.table.knex.raw("now() + interval '20 seconds'")
    let current: Attempt | undefined = attempt
    while (current && isSameMatter(attempt, current)) {
      const change = { ...columns, check_at: soon }
      const decided = await this.table.write(current.id, change, notes, current.version)
      if (decided) {
        return decided
      }
      // Written by somebody meanwhile: when the next look is due, say.
      current = await this.table.findFirst({ id: attempt.id })
    }
    return undefined
  }
}
