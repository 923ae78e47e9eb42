/** One event of a `text/event-stream`. */
export interface StreamedEvent {
  /** `message` where the stream names none. */
  readonly event: string
  readonly data: string
  /** The last id that the stream told; empty before the first. */
  readonly id: string
}

/** What the parser tells. */
export interface EventStreamListener {
  readonly onEvent: (event: StreamedEvent) => void
  /** How long to wait before the next connection, in milliseconds. */
  readonly onRetry?: (milliseconds: number) => void
}

/**
 * Reads server-sent events out of text that comes in pieces, cut anywhere. A byte
 * order mark is left to whoever decodes the bytes.
 * Source: HTML Living Standard, server-sent events, interpreting an event stream.
 *
 * @returns takes the next piece; an event that the stream broke off is not told
 */
export function createEventStreamParser({
  onEvent,
  onRetry,
}: EventStreamListener): (piece: string) => void {
  let rest = ""
  let endedInReturn = false
  let event = ""
  let data: string[] = []
  let id = ""

  function takeLine(line: string): void {
    if (line === "") {
      if (data.length > 0) {
        onEvent({ event: event || "message", data: data.join("\n"), id })
      }
      event = ""
      data = []
      return
    }
    const colon = line.indexOf(":")
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "")
    if (field === "event") {
      event = value
    } else if (field === "data") {
      data.push(value)
    } else if (field === "id" && !value.includes("\0")) {
      id = value
    } else if (field === "retry" && /^\d+$/.test(value)) {
      onRetry?.(Number(value))
    }
  }

  return (piece) => {
    if (piece === "") {
      return
    }
    // The line feed of a pair that was cut in the middle.
    const text = endedInReturn ? piece.replace(/^\n/, "") : piece
    endedInReturn = text.endsWith("\r")
    const lines = (rest + text).split(/\r\n|\r|\n/)
    rest = lines.pop() ?? ""
    lines.forEach(takeLine)
  }
}
