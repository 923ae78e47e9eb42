import { DONE, OUTCOMES, stateOf } from "../../__tests__/support/payment-states.js"
import type { SessionState } from "../../session-data.js"
import { followPayment, type StateSources } from "../follow-payment.js"
import { PaymentClientError } from "../payment-client-error.js"

const waiting = stateOf()
const refusal = (status: number | null, retryAfterMs?: number) =>
  new PaymentClientError({ message: "no", status, retryAfterMs })

/** The parts of a browser that tell whether somebody looks. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" })
const browser = new EventTarget()

function show(visibilityState: "visible" | "hidden"): void {
  page.visibilityState = visibilityState
  page.dispatchEvent(new Event("visibilitychange"))
}

let reads: number
let ending: AbortController

beforeEach(() => {
  jest.useFakeTimers()
  Object.assign(globalThis, { document: page, window: browser })
  page.visibilityState = "visible"
  reads = 0
  ending = new AbortController()
})

afterEach(async () => {
  ending.abort()
  await jest.advanceTimersByTimeAsync(0)
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, "document")
  Reflect.deleteProperty(globalThis, "window")
})

/** Follows until the state is final; `answers` are given one after the other, the last one for good. */
function follow(
  answers: readonly (SessionState | PaymentClientError)[],
  stream?: StateSources["stream"]
) {
  const seen: SessionState[] = []
  const problems: PaymentClientError[] = []
  const result: { final?: SessionState; error?: unknown; isOver: boolean } = { isOver: false }
  void followPayment(
    {
      stream,
      read: async () => {
        const answer = answers[Math.min(reads++, answers.length - 1)]!
        if (PaymentClientError.is(answer)) {
          throw answer
        }
        return answer
      },
    },
    {
      signal: ending.signal,
      onStatus: (state) => seen.push(state),
      onProblem: (problem) => problems.push(problem),
    }
  )
    .then((final) => (result.final = final))
    .catch((error: unknown) => (result.error = error))
    .finally(() => (result.isOver = true))
  return { seen, problems, result }
}

const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds)

describe("polling", () => {
  it("asks at once, then ever more seldom, and stops at a final state", async () => {
    const { seen, result } = follow([waiting, waiting, waiting, DONE])
    await pass(0)
    expect(reads).toBe(1)
    await pass(1_500)
    expect(reads).toBe(2)
    await pass(60_000)
    expect(reads).toBe(4)
    expect(result.final).toEqual(DONE)
    expect(seen.at(-1)).toEqual(DONE)
  })

  it("asks every fifteen seconds at most, and at least, when nothing happens for long", async () => {
    follow([waiting])
    await pass(10 * 60_000)
    const before = reads
    await pass(10 * 60_000)
    expect(reads - before).toBeGreaterThanOrEqual(40)
    expect(reads - before).toBeLessThanOrEqual(60)
  })

  it("asks sooner again when something has happened", async () => {
    const short = { ...OUTCOMES.short }
    follow([...Array.from({ length: 10 }, () => waiting), short])
    await pass(10 * 60_000)
    const answers = [...Array.from({ length: 10 }, () => waiting), short]
    ending.abort()
    await pass(0)
    ending = new AbortController()
    reads = 0
    follow(answers)
    while (reads < 11) {
      await pass(100)
    }
    await pass(1_600)
    expect(reads).toBe(12)
  })

  it("asks nothing while the page is hidden, and at once when it is shown", async () => {
    follow([waiting])
    await pass(0)
    show("hidden")
    await pass(10 * 60_000)
    const whileHidden = reads
    expect(whileHidden).toBeLessThanOrEqual(2)
    show("visible")
    await pass(0)
    expect(reads).toBe(whileHidden + 1)
  })

  it("asks often again for those who come back", async () => {
    follow([waiting])
    await pass(10 * 60_000)
    show("hidden")
    await pass(60_000)
    show("visible")
    await pass(0)
    const before = reads
    await pass(5_000)
    expect(reads - before).toBeGreaterThanOrEqual(2)
  })

  it("does not begin before somebody looks", async () => {
    show("hidden")
    follow([waiting])
    await pass(60_000)
    expect(reads).toBe(0)
    show("visible")
    await pass(0)
    expect(reads).toBe(1)
  })

  it("asks at once when the browser is online again", async () => {
    const { problems } = follow([refusal(null)])
    await pass(10 * 60_000)
    const before = reads
    browser.dispatchEvent(new Event("online"))
    await pass(0)
    expect(reads).toBe(before + 1)
    expect(problems).toHaveLength(reads)
  })

  it("goes on after failures, and waits as long as the shop asks", async () => {
    const { result } = follow([refusal(429, 40_000), DONE])
    await pass(39_000)
    expect(reads).toBe(1)
    await pass(1_000)
    expect(result.final).toEqual(DONE)
  })

  it.each([400, 401, 403, 404])("gives up on %d", async (status) => {
    const { result, problems } = follow([refusal(status)])
    await pass(0)
    expect(result.error).toMatchObject({ status })
    expect(problems).toEqual([])
  })

  it("ends without a word when its signal says so", async () => {
    const { result } = follow([waiting])
    await pass(5_000)
    ending.abort()
    await pass(0)
    const before = reads
    await pass(60_000)
    expect(result).toEqual({ isOver: true, final: undefined })
    expect(reads).toBe(before)
    expect(jest.getTimerCount()).toBe(0)
  })

  it("does not go back to what was read before", async () => {
    const newer = { ...waiting, received: "1.00", server_time: "2026-03-01T12:00:09.000Z" }
    const { seen } = follow([newer, waiting])
    await pass(60_000)
    expect(seen).toEqual([newer])
  })

  it("looks out for late money for a quarter of an hour", async () => {
    const { result, seen } = follow([OUTCOMES.expired])
    await pass(10 * 60_000)
    expect(result.isOver).toBe(false)
    expect(reads).toBeLessThanOrEqual(60)
    await pass(6 * 60_000)
    expect(result.final).toEqual(OUTCOMES.expired)
    expect(seen.length).toBe(reads)
  })

  it("tells money that came after the time was over", async () => {
    const { result } = follow([OUTCOMES.expired, OUTCOMES.expired, OUTCOMES.late])
    await pass(60_000)
    expect(result.final).toEqual(OUTCOMES.late)
  })
})

describe("with a stream", () => {
  it("asks in between, ever more often in a row, while streams tell nothing", async () => {
    let streams = 0
    follow([waiting], async () => {
      streams += 1
      return "broken"
    })
    await pass(20 * 60_000)
    expect(streams).toBeGreaterThan(3)
    expect(reads).toBeGreaterThan(4 * streams)
  })

  it("opens the next one after the pause that the shop asks for", async () => {
    let streams = 0
    follow([waiting], async (memory, onState) => {
      streams += 1
      memory.retryMs = 5_000
      onState({ ...waiting, received: `${streams}.00` })
      return "broken"
    })
    await pass(4_900)
    expect(streams).toBe(1)
    await pass(200)
    expect(streams).toBe(2)
    expect(reads).toBe(0)
  })

  it("opens it again when the page is shown again", async () => {
    let streams = 0
    follow(
      [waiting],
      (_, onState, signal) =>
        new Promise((resolve) => {
          streams += 1
          onState(waiting)
          page.addEventListener("visibilitychange", () => resolve("paused"), { once: true })
          signal.addEventListener("abort", () => resolve("paused"))
        })
    )
    await pass(60_000)
    show("hidden")
    await pass(60_000)
    expect(streams).toBe(1)
    show("visible")
    await pass(0)
    expect(streams).toBe(2)
    expect(reads).toBe(0)
  })

  it("asks once more where the stream was complete, and the state is not final", async () => {
    let streams = 0
    const { result } = follow([waiting, DONE], async (_, onState) => {
      streams += 1
      onState(waiting)
      return "complete"
    })
    await pass(10_000)
    expect(result.final).toEqual(DONE)
    expect([streams, reads]).toEqual([1, 2])
  })
})
