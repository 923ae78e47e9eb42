import fc from "fast-check"
import { createEventStreamParser, type StreamedEvent } from "../event-stream-parser.js"

function parseAll(pieces: readonly string[]): { events: StreamedEvent[]; retries: number[] } {
  const events: StreamedEvent[] = []
  const retries: number[] = []
  const parse = createEventStreamParser({
    onEvent: (event) => events.push(event),
    onRetry: (milliseconds) => retries.push(milliseconds),
  })
  pieces.forEach(parse)
  return { events, retries }
}

/** Cuts a text at any places, also between the two characters of a line's end. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b)
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

const lineEnds = fc.constantFrom("\n", "\r", "\r\n")
const word = fc.stringMatching(/^[a-z0-9{}":, ]{0,12}$/)
const event = fc.record({
  name: fc.option(fc.stringMatching(/^[a-z]{1,8}$/), { nil: undefined }),
  id: fc.option(fc.integer({ min: 1 }).map(String), { nil: undefined }),
  data: fc.array(word, { minLength: 1, maxLength: 3 }),
  comments: fc.array(word, { maxLength: 2 }),
})

describe("createEventStreamParser", () => {
  it("reads the same events however lines end and pieces are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, lineEnds)),
        fc.array(fc.nat(), { maxLength: 30 }),
        (sent, places) => {
          const text = sent
            .map(([{ name, id, data, comments }, end]) =>
              [
                ...comments.map((comment) => `:${comment}`),
                ...(name === undefined ? [] : [`event: ${name}`]),
                ...(id === undefined ? [] : [`id: ${id}`]),
                ...data.map((line) => `data: ${line}`),
                "",
                "",
              ].join(end)
            )
            .join("")
          let last = ""
          const expected = sent.map(([{ name, id, data }]) => {
            last = id ?? last
            return { event: name ?? "message", data: data.join("\n"), id: last }
          })
          expect(parseAll(cut(text, places)).events).toEqual(expected)
        }
      )
    )
  })

  it("reads one character after the other", () => {
    const text =
      "retry: 2500\r\nevent: status\r\nid: 7\r\ndata: {}\r\n\r\n: beat\r\n\r\nevent:end\r\ndata\r\n\r\n"
    expect(parseAll([...text])).toEqual({
      events: [
        { event: "status", data: "{}", id: "7" },
        { event: "end", data: "", id: "7" },
      ],
      retries: [2500],
    })
  })

  it("tells no event that has no data, or whose end did not come", () => {
    expect(parseAll(["event: status\n\n", "data: cut off\n"]).events).toEqual([])
  })

  it("keeps blanks but the first one, and takes no odd id or retry", () => {
    const { events, retries } = parseAll(["id: a\0b\nretry: soon\ndata:  two\ndata:none\n\n"])
    expect(events).toEqual([{ event: "message", data: " two\nnone", id: "" }])
    expect(retries).toEqual([])
  })
})
