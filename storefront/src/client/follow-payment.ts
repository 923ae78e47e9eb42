import type { SessionState } from "../session-data.js"
import type { StreamEnd, StreamMemory } from "./event-stream.js"
import { waitOnPage, whenPageShown } from "./page-presence.js"
import { PaymentClientError } from "./payment-client-error.js"
import { LONGEST_INTERVAL_MS, pollingInterval, SHORTEST_INTERVAL_MS } from "./polling-interval.js"
import { isOlder } from "./read-session-state.js"
import { isFinal, whatNext } from "./what-next.js"

/** How a payment is followed. */
export interface FollowOptions {
  /** Gets every state that is read, the first one at once. */
  readonly onStatus: (status: SessionState) => void
  /** A look that led nowhere; the next one comes by itself. */
  readonly onProblem?: (problem: PaymentClientError) => void
  /** Ends it. */
  readonly signal?: AbortSignal
}

/** The two ways to learn of a payment's state. */
export interface StateSources {
  readonly read: (signal: AbortSignal) => Promise<SessionState>
  /** `undefined` where streams are not wanted. */
  readonly stream?: (
    memory: StreamMemory,
    onState: (state: SessionState) => void,
    signal: AbortSignal
  ) => Promise<StreamEnd>
}

/** Money that was sent in time may arrive when the time is over; so long the page looks out for it. */
const LATE_WATCH_MS = 15 * 60_000
/** After this many streams in a row that told nothing, polling is tried that long before the next. */
const MOST_POLLS_BETWEEN_STREAMS = 16

/**
 * Follows a payment until its state is final: by the shop's stream of states, and by asking again
 * and again where there is none. Nothing is asked while the page is hidden; when it is shown
 * again, or the browser is online again, the shop is asked at once.
 *
 * @returns the final state, or `undefined` when `signal` ended it
 * @throws {PaymentClientError} when asking again will not help, e.g. there is no such session
 */
export async function followPayment(
  { read, stream }: StateSources,
  { onStatus, onProblem, signal = new AbortController().signal }: FollowOptions
): Promise<SessionState | undefined> {
  const memory: StreamMemory = {}
  let canStream = stream !== undefined
  let emptyStreams = 0
  let pollsBeforeStream = 0
  let looks = 0
  let latest: SessionState | undefined
  let expiredAt: number | undefined

  const take = (state: SessionState) => {
    if (signal.aborted || (latest && isOlder(state, latest))) {
      return
    }
    looks = latest && whatHappened(latest) === whatHappened(state) ? looks : 0
    latest = state
    // Not in our own course: what the listener throws is no failure of the shop's.
    void Promise.resolve(state).then((known) => signal.aborted || onStatus(known))
  }

  /** @returns how long to wait before the next look */
  async function look(): Promise<number> {
    if (stream && canStream && pollsBeforeStream === 0 && expiredAt === undefined) {
      const before = latest
      const end = await stream(memory, take, signal)
      const isEmpty = latest === before
      canStream = end === "broken" || end === "paused"
      emptyStreams = end === "broken" && isEmpty ? emptyStreams + 1 : 0
      pollsBeforeStream = emptyStreams && Math.min(2 ** emptyStreams, MOST_POLLS_BETWEEN_STREAMS)
      if (end === "broken" && !isEmpty) {
        const asked = Math.min(memory.retryMs ?? 0, LONGEST_INTERVAL_MS)
        return Math.max(SHORTEST_INTERVAL_MS, asked)
      }
      return 0
    }
    pollsBeforeStream = Math.max(0, pollsBeforeStream - 1)
    take(await read(signal))
    return interval()
  }

  /** For somebody who has come back. */
  function beginAnew(): void {
    looks = 0
    pollsBeforeStream = 0
  }

  function interval(): number {
    return expiredAt === undefined
      ? pollingInterval(looks++, Math.random())
      : pollingInterval(Infinity, Math.random())
  }

  for (;;) {
    if (await whenPageShown(signal)) {
      beginAnew()
    }
    if (signal.aborted) {
      return undefined
    }
    let pause: number
    try {
      pause = await look()
    } catch (error) {
      if (signal.aborted) {
        return undefined
      }
      const problem = PaymentClientError.of(error)
      if (!problem.retry) {
        throw problem
      }
      pollsBeforeStream = Math.max(1, pollsBeforeStream)
      onProblem?.(problem)
      pause = Math.max(interval(), Math.min(problem.retryAfterMs ?? 0, 4 * LONGEST_INTERVAL_MS))
    }
    if (latest && isFinal(latest)) {
      const isExpired = whatNext(latest).kind === "expired"
      expiredAt = isExpired ? (expiredAt ?? Date.now()) : undefined
      if (expiredAt === undefined || Date.now() - expiredAt >= LATE_WATCH_MS) {
        return latest
      }
      pause = Math.max(pause, interval())
    }
    if (pause > 0 && (await waitOnPage(pause, signal))) {
      beginAnew()
    }
  }
}

/** All of a state but when it was read. */
function whatHappened(state: SessionState): string {
  return JSON.stringify({ ...state, server_time: "" })
}
