import type { SessionState } from "../session-data.js"
import { createEventStreamParser } from "./event-stream-parser.js"
import { isPageShown, onPageChange } from "./page-presence.js"
import { PaymentClientError } from "./payment-client-error.js"
import { readSessionState } from "./read-session-state.js"
import { send, type StoreAccess } from "./store-request.js"

/** The first state comes at once; what holds it back, e.g. a proxy, holds the others back too. */
const FIRST_STATE_MS = 10_000
/** The shop sends a comment now and then, so that a dead connection is noticed. */
const LONGEST_SILENCE_MS = 60_000

const NOT_IMPLEMENTED = 501

/** How a stream of states ended. */
export type StreamEnd =
  /** The shop says that no other state will come. */
  | "complete"
  /** Cut; another one goes on. */
  | "broken"
  /** The page is hidden, or nobody listens any more. */
  | "paused"
  /** This shop has none. */
  | "unsupported"

/** Where a stream was cut, and what the shop said about the next one. */
export interface StreamMemory {
  lastEventId?: string
  retryMs?: number
}

/** What is asked for, and who is told. */
export interface StreamRequest {
  readonly access: StoreAccess
  readonly path: string
  readonly signal: AbortSignal
  readonly memory: StreamMemory
  readonly onState: (state: SessionState) => void
}

/**
 * Reads a session's states as the shop sends them, until the stream ends, nothing more comes, or
 * the page is hidden.
 *
 * A browser's own `EventSource` cannot send the publishable key, hence `fetch`.
 */
export async function readEventStream(request: StreamRequest): Promise<StreamEnd> {
  const { access, path, signal, memory } = request
  const connection = new AbortController()
  const close = () => connection.abort()
  const stopListening = onPageChange(() => {
    if (!isPageShown()) {
      close()
    }
  })
  signal.addEventListener("abort", close)
  let timer = setTimeout(close, FIRST_STATE_MS)
  const hasAnswered = () => {
    clearTimeout(timer)
    timer = setTimeout(close, LONGEST_SILENCE_MS)
  }
  const isPaused = () => signal.aborted || !isPageShown()
  try {
    if (isPaused()) {
      return "paused"
    }
    const response = await send(access, {
      path,
      accept: "text/event-stream",
      lastEventId: memory.lastEventId,
      signal: connection.signal,
    })
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false
    if (!response.body || !isStream) {
      close()
      return "unsupported"
    }
    return await readStates(response.body.getReader(), request, hasAnswered)
  } catch (error) {
    return endOf(error, isPaused())
  } finally {
    clearTimeout(timer)
    stopListening()
    signal.removeEventListener("abort", close)
    close()
  }
}

async function readStates(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { memory, onState }: StreamRequest,
  hasAnswered: () => void
): Promise<StreamEnd> {
  const decoder = new TextDecoder()
  let isComplete = false
  let hasState = false
  const parse = createEventStreamParser({
    onEvent: ({ event, data, id }) => {
      memory.lastEventId = id
      if (event === "status") {
        hasState = true
        onState(readSessionState(JSON.parse(data)))
      }
      isComplete ||= event === "end"
    },
    onRetry: (milliseconds) => {
      memory.retryMs = milliseconds
    },
  })
  for (;;) {
    const { done, value } = await reader.read()
    if (done) {
      return "broken"
    }
    parse(decoder.decode(value, { stream: true }))
    if (isComplete) {
      return "complete"
    }
    if (hasState) {
      hasAnswered()
    }
  }
}

function endOf(error: unknown, isPaused: boolean): StreamEnd {
  if (isPaused) {
    return "paused"
  }
  const { retry, status } = PaymentClientError.of(error)
  // What is wrong, e.g. with the session's id or the connection, is told by the reading that follows.
  return retry && status !== NOT_IMPLEMENTED ? "broken" : "unsupported"
}
