import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../../core/attempt"
import { ATTEMPT_COLUMNS, ATTEMPTS, type AttemptRow, attemptOfRow } from "./attempt-row"

/** When which attempt is looked at again: the schedule of reconciliation, kept in its table. */
export class CheckStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Takes attempts that are due, the one that is due longest first. They are due again after
   * `seconds`, should this process die over them. Finds them by index, however many there are.
   */
  async claimDue(providerId: string, limit: number, seconds: number): Promise<Attempt[]> {
    const rows = await this.query<AttemptRow>(
      `update ${ATTEMPTS} set check_at = now() + make_interval(secs => ?)
       where id = any(array(
         select id from ${ATTEMPTS}
         where provider_id = ? and check_at <= now() and deleted_at is null
         order by check_at limit ? for update skip locked))
       returning ${ATTEMPT_COLUMNS}`,
      [seconds, providerId, limit]
    )
    return rows.map(attemptOfRow)
  }

  /**
   * Sets when an attempt is looked at next, unless it has changed meanwhile: then that change has
   * set it.
   *
   * @param checkAt `null` when nothing is left to come
   */
  async schedule(attempt: Attempt, checkAt: Date | null, failedChecks: number): Promise<void> {
    await this.query(
      `update ${ATTEMPTS} set check_at = ?, failed_checks = ? where id = ? and xmin = ?::xid`,
      [checkAt, failedChecks, attempt.id, attempt.version]
    )
  }

  /**
   * Has the attempts of payment collections looked at now.
   *
   * @param orderId theirs, where they do not know it yet
   */
  async checkNow(paymentCollectionIds: readonly string[], orderId?: string): Promise<void> {
    await this.query(
      `update ${ATTEMPTS} set check_at = now(), order_id = coalesce(order_id, ?)
       where deleted_at is null and payment_collection_id = any(?)`,
      [orderId ?? null, [...paymentCollectionIds]]
    )
  }

  /**
   * Has attempts looked at now.
   *
   * @returns the ids of those that exist
   */
  async checkNowById(ids: readonly string[]): Promise<string[]> {
    const rows = await this.query<{ id: string }>(
      `update ${ATTEMPTS} set check_at = now() where deleted_at is null and id = any(?)
       returning id`,
      [[...ids]]
    )
    return rows.map(({ id }) => id)
  }

  private async query<Row>(sql: string, bindings: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
    return rows
  }
}
