import { DONE, stateOf } from "../../__tests__/support/payment-states.js"
import type { SessionState } from "../../session-data.js"
import { readEventStream, type StreamEnd } from "../event-stream.js"

const page = Object.assign(new EventTarget(), { visibilityState: "visible" })

beforeEach(() => {
  jest.useFakeTimers()
  page.visibilityState = "visible"
  Object.assign(globalThis, { document: page, window: new EventTarget() })
})

afterEach(() => {
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, "document")
  Reflect.deleteProperty(globalThis, "window")
})

/** A stream whose pieces the test sends. */
function open(memory: { lastEventId?: string; retryMs?: number } = {}) {
  const seen: SessionState[] = []
  const ending = new AbortController()
  const asked: (RequestInit | undefined)[] = []
  const result: { end?: StreamEnd } = {}
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) })
  const reading = readEventStream({
    path: "/events",
    signal: ending.signal,
    memory,
    onState: (state) => seen.push(state),
    access: {
      backendUrl: "https://shop.example",
      publishableKey: "pk_1",
      headers: () => undefined,
      credentials: undefined,
      fetch: async (_, init) => {
        asked.push(init)
        init?.signal?.addEventListener("abort", () => controller?.error(new Error("aborted")))
        return new Response(body, { headers: { "content-type": "text/event-stream" } })
      },
    },
  }).then((end) => (result.end = end))
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)
  return {
    asked,
    ending,
    memory,
    reading,
    result,
    seen,
    pass,
    send: async (piece: string | Uint8Array) => {
      controller?.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece)
      await pass(0)
    },
    close: () => controller?.close(),
  }
}

const status = (state: SessionState) => `event: status\nid: 4\ndata: ${JSON.stringify(state)}\n\n`

describe("readEventStream", () => {
  it("gives up on a stream that tells no state, whatever else comes", async () => {
    const stream = open()
    await stream.send(": held back\n\n")
    await stream.pass(9_000)
    await stream.send(": held back\n\n")
    expect(stream.result.end).toBeUndefined()
    await stream.pass(1_000)
    expect(stream.result.end).toBe("broken")
    expect(jest.getTimerCount()).toBe(0)
  })

  it("stays as long as the shop shows that it is there", async () => {
    const stream = open()
    await stream.send(status(stateOf()))
    for (let beat = 0; beat < 10; beat++) {
      await stream.pass(50_000)
      await stream.send(": beat\n\n")
    }
    expect(stream.result.end).toBeUndefined()
    await stream.pass(59_000)
    expect(stream.result.end).toBeUndefined()
    await stream.pass(1_000)
    expect(stream.result.end).toBe("broken")
  })

  it("remembers where it was cut, and how long to wait", async () => {
    const stream = open()
    await stream.send(`retry: 4000\n${status(DONE)}`)
    stream.close()
    await stream.reading
    expect(stream.result.end).toBe("broken")
    expect(stream.memory).toEqual({ lastEventId: "4", retryMs: 4_000 })
    expect(stream.seen).toEqual([DONE])
    const next = open(stream.memory)
    await next.pass(0)
    expect(new Headers(next.asked[0]?.headers).get("last-event-id")).toBe("4")
    next.ending.abort()
    await next.reading
  })

  it("is closed while the page is hidden", async () => {
    const stream = open()
    await stream.send(status(stateOf()))
    page.visibilityState = "hidden"
    page.dispatchEvent(new Event("visibilitychange"))
    await stream.reading
    expect(stream.result.end).toBe("paused")
    const none = open()
    await none.reading
    expect([none.result.end, none.asked]).toEqual(["paused", []])
  })

  it("overlooks events that it does not know, and breaks at what is no state", async () => {
    const stream = open()
    await stream.send("event: news\ndata: {}\n\n")
    expect([stream.result.end, stream.seen]).toEqual([undefined, []])
    await stream.send("event: status\ndata: {}\n\n")
    await stream.reading
    expect(stream.result.end).toBe("broken")
  })

  it("reads characters that were cut in the middle of their bytes", async () => {
    const stream = open()
    const bytes = new TextEncoder().encode(status({ ...stateOf(), gateway: "é" }))
    const middle = bytes.indexOf(0xc3) + 1
    await stream.send(bytes.subarray(0, middle))
    await stream.send(bytes.subarray(middle))
    expect(stream.seen[0]?.gateway).toBe("é")
    stream.ending.abort()
    await stream.reading
    expect(stream.result.end).toBe("paused")
  })
})
