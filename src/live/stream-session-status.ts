import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SessionStatus } from "../settlement/read-session-status"
import { followSession } from "./follow-session"
import { StreamPlaces } from "./stream-places"

/** Keeps proxies from taking a quiet stream for a dead one. */
const HEARTBEAT_MS = 15_000
/** Then the browser comes again: nothing lives for ever. */
const LONGEST_STREAM_MS = 15 * 60_000
/** How long a browser waits before it comes again. */
const RETRY_MS = 3_000

const CLOSED: ReadonlySet<string> = new Set(["failed", "canceled", "expired"])

const places = new StreamPlaces()

/**
 * The state of a session as server-sent events: `status` with the same JSON as the state's own
 * address, now and whenever it changes; `end` when nothing more is to come. Ends when the browser
 * goes.
 *
 * @throws {GatewayError} `not_found`; `rate_limited` when too many listen
 */
export async function streamSessionStatus(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const sessionId = req.params.id ?? ""
  const leave = places.take(sessionId)
  let count = 0
  let stop: () => void = () => undefined
  let isOver = false
  const end = (): void => {
    if (!isOver) {
      isOver = true
      clearInterval(heartbeat)
      clearTimeout(limit)
      stop()
      leave()
      res.end()
    }
  }
  const tell = (status: SessionStatus): void => {
    if (isOver) {
      return
    }
    count += 1
    res.write(`id: ${count}\nevent: status\ndata: ${JSON.stringify(status)}\n\n`)
    if (isFinal(status)) {
      res.write("event: end\ndata: {}\n\n")
      end()
    }
  }
  const heartbeat = setInterval(() => res.write(":\n\n"), HEARTBEAT_MS)
  const limit = setTimeout(end, LONGEST_STREAM_MS)
  res.once("close", end)
  try {
    const following = await followSession(req.scope, sessionId, tell)
    stop = following.stop
    if (isOver) {
      // The browser has gone meanwhile.
      stop()
      return
    }
    res.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      connection: "keep-alive",
      // Proxies of nginx's kind would keep the stream back until it ends.
      "x-accel-buffering": "no",
    })
    res.write(`retry: ${RETRY_MS}\n\n`)
    tell(following.status)
  } catch (error) {
    isOver = true
    clearInterval(heartbeat)
    clearTimeout(limit)
    leave()
    throw error
  }
}

/** Nothing more comes that a waiting shopper could do anything about. */
function isFinal({ status, order_id: orderId }: SessionStatus): boolean {
  return (status === "captured" && orderId !== null) || CLOSED.has(status)
}
