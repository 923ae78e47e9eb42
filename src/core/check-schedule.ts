import { type Attempt, type AttemptStatus, standingOf } from "./attempt"
import { isAskedFirst } from "./read-attempt"

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long after its end a payment may still be paid, where the gateway's documents do not say. */
export const LATE_PAYMENT_WINDOW_SECONDS = 7 * DAY
/** For this long a paid payment is looked at for refunds and chargebacks. */
const PAID_WINDOW_SECONDS = 60 * DAY
/** After the moment at which the gateway lets a payment expire. */
const AFTER_EXPIRY_SECONDS = MINUTE

interface Rhythm {
  /** The pause is this part of the attempt's age: often at first, seldom later. */
  readonly partOfAge: number
  readonly shortest: number
  readonly longest: number
}

const WAITING: Rhythm = { partOfAge: 1 / 3, shortest: 15, longest: 3 * HOUR }
const CLOSED: Rhythm = { partOfAge: 1 / 2, shortest: 5 * MINUTE, longest: 12 * HOUR }
const PAID: Rhythm = { partOfAge: 1 / 2, shortest: HOUR, longest: 7 * DAY }
const REFUNDING: Rhythm = { partOfAge: 1 / 20, shortest: MINUTE, longest: 6 * HOUR }
/** The payer's answers are waited for until the end of this; they come on their own. */
const ASKING: Rhythm = { partOfAge: 0, shortest: DAY, longest: DAY }
/** What fails for long fails at every look: the pause grows up to here, or with the age. */
const FAILING = { longest: 10 * MINUTE, partOfAge: 1 / 20 }

const CLOSED_STATUSES: ReadonlySet<AttemptStatus> = new Set(["failed", "canceled", "expired"])

/**
 * When an attempt is looked at next, if nobody tells of it before: seconds after it was made, hours
 * later on, until nothing can come any more.
 *
 * @param attempt as it is now; its `loadedAt` is the present
 * @param failedChecks looks in a row that led nowhere, the present one included
 * @param lateWindowSeconds for how long after its end the gateway may still take money
 * @returns `null` when nothing is left to come
 */
export function nextCheckAt(
  attempt: Attempt,
  failedChecks: number,
  lateWindowSeconds: number = LATE_PAYMENT_WINDOW_SECONDS
): Date | null {
  const now = attempt.loadedAt.getTime() / 1000
  const created = attempt.createdAt.getTime() / 1000
  if (failedChecks > 0) {
    const longest = Math.max(FAILING.longest, (now - created) * FAILING.partOfAge)
    return at(now + Math.min(WAITING.shortest * 2 ** (failedChecks - 1), longest))
  }
  if (attempt.status !== attempt.appliedStatus) {
    return at(now + WAITING.shortest)
  }
  const expires = attempt.expiresAt && attempt.expiresAt.getTime() / 1000
  const rhythm = rhythmOf(attempt)
  const end = endOf(rhythm, { created, expires, lateWindowSeconds })
  if (rhythm === undefined || now >= end) {
    return null
  }
  const regular = now + pause(rhythm, now - created)
  const atExpiry = expires === null ? undefined : expires + AFTER_EXPIRY_SECONDS
  // The end of a payment is news: it is not left to the rhythm.
  const next =
    rhythm === WAITING && atExpiry !== undefined && atExpiry > now
      ? Math.min(regular, atExpiry)
      : regular
  // The last look is at the very end of the time in which money may come.
  return at(Math.min(next, end))
}

/** In seconds since 1970: when nothing can come any more. */
function endOf(
  rhythm: Rhythm | undefined,
  times: {
    readonly created: number
    readonly expires: number | null
    readonly lateWindowSeconds: number
  }
): number {
  switch (rhythm) {
    case ASKING:
      return times.created + ASKING.longest
    case PAID:
    case REFUNDING:
      return times.created + PAID_WINDOW_SECONDS
    default:
      return Math.max(times.expires ?? 0, times.created) + times.lateWindowSeconds
  }
}

/** `undefined` when there is nothing at the gateway to look at. */
function rhythmOf(attempt: Attempt): Rhythm | undefined {
  if (isAskedFirst(attempt)) {
    return ASKING
  }
  if (attempt.pendingRefund !== null || attempt.openRefunds.isPositive()) {
    return REFUNDING
  }
  if (attempt.status === "captured") {
    return standingOf(attempt).isPositive() ? PAID : undefined
  }
  return CLOSED_STATUSES.has(attempt.status) ? CLOSED : WAITING
}

function pause({ partOfAge, shortest, longest }: Rhythm, age: number): number {
  return Math.min(Math.max(age * partOfAge, shortest), longest)
}

function at(seconds: number): Date {
  return new Date(Math.round(seconds * 1000))
}
