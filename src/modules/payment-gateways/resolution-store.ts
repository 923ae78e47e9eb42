import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt, DismissedException, PaymentException } from "../../core/attempt"
import type { TimelineNote } from "../../core/ledger"
import type { Money } from "../../core/money"
import { rowOfDismissed } from "./attempt-row"
import { AttemptTable } from "./attempt-table"

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
      written_off: writtenOff.toDecimal(),
      status: "captured",
      exception: null,
    }
    return this.decide(attempt, columns, note)
  }

  /** The exception is over although nothing changes; the same money does not raise it again. */
  async dismiss(
    attempt: Attempt,
    exception: PaymentException,
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const dismissed: DismissedException = { exception, received: attempt.received }
    const columns = { dismissed: JSON.stringify(rowOfDismissed(dismissed)), exception: null }
    return this.decide(attempt, columns, note)
  }

  /** The exception is over, because its money has found its place or has gone back. */
  async close(attempt: Attempt, note: TimelineNote): Promise<Attempt | undefined> {
    return this.decide(attempt, { exception: null }, note)
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

  private async decide(
    attempt: Attempt,
    columns: Record<string, unknown>,
    note: TimelineNote
  ): Promise<Attempt | undefined> {
    const soon = this.table.knex.raw("now() + interval '20 seconds'")
    return this.table.write(attempt.id, { ...columns, check_at: soon }, [note], attempt.version)
  }
}
