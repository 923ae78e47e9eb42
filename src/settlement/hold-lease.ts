import type { Attempt } from "../core/attempt"
import type { AttemptStore } from "../modules/payment-gateways/attempt-store"

/** Longer than Medusa's own cart lock is waited for (30 s) and kept (120 s). */
const LEASE_SECONDS = 180

/**
 * Runs something that only one process at a time may do with an attempt.
 *
 * @returns `undefined` while another process holds the lease; then nothing was done
 */
export async function holdLease<Result>(
  attempts: AttemptStore,
  id: string,
  run: (attempt: Attempt) => Promise<Result>
): Promise<Result | undefined> {
  const owner = `${process.pid}-${Math.random().toString(36).slice(2)}`
  const claimed = await attempts.claim(id, owner, LEASE_SECONDS)
  if (!claimed) {
    return undefined
  }
  try {
    return await run(claimed)
  } finally {
    await attempts.release(id, owner)
  }
}
