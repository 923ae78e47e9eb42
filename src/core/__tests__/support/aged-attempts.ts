import type { Attempt } from "../../attempt"
import { nextCheckAt } from "../../check-schedule"
import { Money } from "../../money"
import { NOON, SAR } from "./arbitraries"
import { openAttempt } from "./attempts"

export const MINUTE = 60
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const riyals = (amount: string) => Money.parse(amount, SAR)

/** So many seconds after noon. */
export const after = (seconds: number) => new Date(NOON.getTime() + Math.round(seconds * 1000))

/** An attempt that was made at noon, as it is `age` seconds later; Medusa knows its status. */
export function attemptAt(age: number, fields: Partial<Attempt> = {}): Attempt {
  const status = fields.status ?? "pending"
  return openAttempt({ appliedStatus: status, ...fields, createdAt: NOON, loadedAt: after(age) })
}

/** In how many seconds the attempt is looked at. */
export function pauseOf(attempt: Attempt, failedChecks = 0, window?: number): number | null {
  const next = nextCheckAt(attempt, failedChecks, window)
  return next && (next.getTime() - attempt.loadedAt.getTime()) / 1000
}

export const PAID = { status: "captured", received: riyals("10.00") } as const
export const PENDING_REFUND = {
  key: "key-1",
  amount: riyals("4.00"),
  refundedBefore: riyals("0"),
  isBooked: true,
}
