import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { logger } from "@medusajs/framework/logger"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../../core/attempt"
import { describeError } from "../../core/errors"
import { whileRenewing } from "../../core/while-renewing"

const LEASES = "payment_gateway_lease"
/** A killed process's work is taken over after this time. */
export const LEASE_SECONDS = 30
const POLL_MS = 100

/** Attempts for one cart are worked on one after the other: they may become one order only. */
export function leaseOf({
  paymentCollectionId,
  id,
}: Pick<Attempt, "id" | "paymentCollectionId">): string {
  return paymentCollectionId ?? id
}

export interface Lease {
  /** Another one had it and did not give it back: it died, and its work may be half done. */
  readonly isTakenOver: boolean
  release(): Promise<void>
  /** Lets the lease run out, as if its holder had died. */
  abandon(): Promise<void>
}

export interface WaitOptions {
  /** How long another's work is waited for, in milliseconds; not at all if left out. */
  readonly waitMs?: number
}

/**
 * Leases: what one process at a time may work on, over any number of processes, without a lock or
 * a transaction that stays open. They are renewed while the work goes on; a killed process's lease
 * runs out by itself.
 */
export class LeaseStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Runs something that only one process at a time may do.
   *
   * @returns `undefined` when another one kept the lease; then nothing was done
   */
  async hold<Result>(
    id: string,
    run: (lease: Pick<Lease, "isTakenOver">) => Promise<Result>,
    options: WaitOptions = {}
  ): Promise<{ readonly result: Result } | undefined> {
    const lease = await this.take(id, options)
    if (!lease) {
      return undefined
    }
    try {
      const result = await run(lease)
      await lease.release()
      return { result }
    } catch (error) {
      // The next one has to know, too, that somebody died over this: then the lease runs out.
      await (lease.isTakenOver ? lease.abandon() : lease.release())
      throw error
    }
  }

  /**
   * Takes a lease for work that ends elsewhere.
   *
   * @returns `undefined` when another one kept it
   */
  async take(id: string, { waitMs = 0 }: WaitOptions = {}): Promise<Lease | undefined> {
    const owner = randomUUID()
    const deadline = performance.now() + waitMs
    let taken = await this.insert(id, owner)
    while (!taken) {
      if (performance.now() >= deadline) {
        return undefined
      }
      await wait(POLL_MS)
      taken = await this.insert(id, owner)
    }
    const stop = whileRenewing(LEASE_SECONDS, () => this.renew(id, owner))
    return {
      isTakenOver: taken.is_taken_over,
      release: async () => {
        stop()
        await this.remove(id, owner)
      },
      abandon: async () => stop(),
    }
  }

  /** Removes what killed processes left behind and nobody has asked for since. */
  async prune(): Promise<void> {
    await this.knex.raw(`delete from ${LEASES} where expires_at < now() - interval '30 days'`)
  }

  private async insert(id: string, owner: string): Promise<{ is_taken_over: boolean } | undefined> {
    const { rows } = await this.knex.raw<{ rows: { is_taken_over: boolean }[] }>(
      `insert into ${LEASES} (id, owner, expires_at)
       values (?, ?, clock_timestamp() + make_interval(secs => ?))
       on conflict (id) do update
       set owner = excluded.owner, expires_at = excluded.expires_at, updated_at = now()
       where ${LEASES}.expires_at < clock_timestamp() returning xmax <> 0 as is_taken_over`,
      [id, owner, LEASE_SECONDS]
    )
    return rows[0]
  }

  /** What cannot be removed runs out by itself: it must not hide what the work has come to. */
  private async remove(id: string, owner: string): Promise<void> {
    try {
      await this.knex.raw(`delete from ${LEASES} where id = ? and owner = ?`, [id, owner])
    } catch (error) {
      logger.warn(
        `[payment gateways] a lease was not given back and runs out by itself: ${describeError(error)}`
      )
    }
  }

  private async renew(id: string, owner: string): Promise<void> {
    await this.knex.raw(
      `update ${LEASES} set expires_at = clock_timestamp() + make_interval(secs => ?)
       where id = ? and owner = ?`,
      [LEASE_SECONDS, id, owner]
    )
  }
}
