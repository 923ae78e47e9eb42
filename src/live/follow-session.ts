import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../core/errors"
import { readSessionStatus, type SessionStatus } from "../settlement/read-session-status"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { shopLog } from "../settlement/shop-log"

/** Gateways that tell nothing by themselves are asked: often at first, seldom later. */
const SHORTEST_LOOK_MS = 3_000
const LONGEST_LOOK_MS = 30_000
const GROWTH = 1.3

interface Following {
  readonly followers: Set<(status: SessionStatus) => void>
  status: SessionStatus
  /** By this process's own clock, in milliseconds: when `status` was read. */
  readAt: number
  /** Ends the timer and the listening. */
  stop: () => void
}

const followings = new WeakMap<object, Map<string, Following>>()

/**
 * Tells of a session's state now and whenever it changes, until it is told to stop. However many
 * follow the same session, it is read once.
 *
 * @param onStatus never called before this returns
 * @returns the state now, and how to stop
 * @throws {GatewayError} `not_found`, the same for unknown sessions and for those of others
 */
export async function followSession(
  container: MedusaContainer,
  sessionId: string,
  onStatus: (status: SessionStatus) => void
): Promise<{ readonly status: SessionStatus; readonly stop: () => void }> {
  const { listener } = resolveLedgerModule(container)
  const known = followings.get(listener) ?? new Map<string, Following>()
  followings.set(listener, known)
  const status = known.get(sessionId)?.status ?? (await readSessionStatus(container, sessionId))
  const following = known.get(sessionId) ?? begin(container, sessionId, status, known)
  following.followers.add(onStatus)
  return {
    status: asOfNow(following),
    stop: () => {
      following.followers.delete(onStatus)
      if (following.followers.size === 0) {
        following.stop()
      }
    },
  }
}

function begin(
  container: MedusaContainer,
  sessionId: string,
  status: SessionStatus,
  known: Map<string, Following>
): Following {
  let pauseMs = SHORTEST_LOOK_MS
  let timer: NodeJS.Timeout | undefined
  let isLooking = false
  let isAskedAgain = false
  let isOver = false

  const look = async (): Promise<void> => {
    if (isLooking) {
      isAskedAgain = true
      return
    }
    isLooking = true
    try {
      do {
        isAskedAgain = false
        const latest = await readSessionStatus(container, sessionId)
        if (!isSame(latest, following.status)) {
          following.status = latest
          following.readAt = performance.now()
          pauseMs = SHORTEST_LOOK_MS
          following.followers.forEach((tell) => tell(latest))
        }
      } while (isAskedAgain && !isOver)
    } catch (error) {
      shopLog(container).warn(`a session could not be followed: ${describeError(error)}`, {
        session: sessionId,
      })
    } finally {
      isLooking = false
    }
  }
  const lookLater = (): void => {
    timer = setTimeout(() => {
      pauseMs = Math.min(pauseMs * GROWTH, LONGEST_LOOK_MS)
      void look().then(() => isOver || lookLater())
    }, pauseMs)
    timer.unref()
  }
  const { listener } = resolveLedgerModule(container)
  const stopListening = listener.listen(sessionId, () => void look())
  const following: Following = {
    followers: new Set(),
    status,
    readAt: performance.now(),
    stop: () => {
      isOver = true
      clearTimeout(timer)
      stopListening()
      if (known.get(sessionId) === following) {
        known.delete(sessionId)
      }
    },
  }
  known.set(sessionId, following)
  lookLater()
  return following
}

/** Countdowns go by the server's time: who comes later gets the time of now. */
function asOfNow({ status, readAt }: Following): SessionStatus {
  const now = Date.parse(status.server_time) + performance.now() - readAt
  return { ...status, server_time: new Date(now).toISOString() }
}

/** The server's time is another one each time. */
function isSame(left: SessionStatus, right: SessionStatus): boolean {
  const words = (status: SessionStatus) => JSON.stringify({ ...status, server_time: "" })
  return words(left) === words(right)
}
