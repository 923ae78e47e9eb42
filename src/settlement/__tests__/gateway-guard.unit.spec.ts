import { gatewayError } from "../../core/__tests__/support/fake-gateway"
import { fakeShop } from "../../core/__tests__/support/fake-shop"
import type { BaseProvider } from "../../core/base-provider"
import { GatewayError, type GatewayErrorCode } from "../../core/errors"
import { circuitOf, guarded, PausedError } from "../gateway-guard"

const FAILURES_UNTIL_OPEN = 5
const LONGEST_PAUSE_MS = 60_000
const READS_PER_SECOND = 20

const OUTAGES: GatewayErrorCode[] = ["unavailable", "unclear", "rate_limited", "configuration"]
const REFUSALS: GatewayErrorCode[] = [
  "unexpected_reply",
  ...(["unsupported_currency", "invalid_amount", "invalid_input", "not_allowed"] as const),
  ...(["rejected", "not_found", "invalid_signature", "invalid_webhook"] as const),
]

/** A provider that nobody has asked anything yet. */
const newProvider = (): BaseProvider => fakeShop().provider

const failWith = (provider: BaseProvider, error: unknown) =>
  guarded(provider, () => Promise.reject(error as Error))

async function fail(provider: BaseProvider, times: number, code: GatewayErrorCode) {
  for (let time = 0; time < times; time += 1) {
    await expect(failWith(provider, gatewayError(code))).rejects.toMatchObject({ reason: code })
  }
}

async function open(): Promise<BaseProvider> {
  const provider = newProvider()
  await fail(provider, FAILURES_UNTIL_OPEN, "unavailable")
  expect(circuitOf(provider)).toBe("open")
  return provider
}

beforeEach(() => {
  jest.useFakeTimers()
  // The pause is random; this is near its middle.
  jest.spyOn(Math, "random").mockReturnValue(0.5)
})

afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

describe("a gateway that answers", () => {
  it("is asked, and its answer is passed on", async () => {
    const provider = newProvider()
    await expect(guarded(provider, async () => "paid")).resolves.toBe("paid")
    expect(circuitOf(provider)).toBe("closed")
  })

  it.each(REFUSALS)("with %s is not left alone, however often", async (code) => {
    const provider = newProvider()
    await fail(provider, 2 * FAILURES_UNTIL_OPEN, code)
    expect(circuitOf(provider)).toBe("closed")
  })

  it("is not left alone for errors of our own", async () => {
    const provider = newProvider()
    for (let time = 0; time < 2 * FAILURES_UNTIL_OPEN; time += 1) {
      await expect(failWith(provider, new TypeError("broken"))).rejects.toThrow(TypeError)
    }
    expect(circuitOf(provider)).toBe("closed")
  })
})

describe.each(OUTAGES)("a gateway that fails (%s)", (code) => {
  it("is asked until it has failed five times in a row", async () => {
    const provider = newProvider()
    await fail(provider, FAILURES_UNTIL_OPEN - 1, code)
    expect(circuitOf(provider)).toBe("closed")
    await fail(provider, 1, code)
    expect(circuitOf(provider)).toBe("open")
  })

  it("is not asked after that", async () => {
    const provider = newProvider()
    await fail(provider, FAILURES_UNTIL_OPEN, code)
    const read = jest.fn(async () => "paid")
    await expect(guarded(provider, read)).rejects.toBeInstanceOf(PausedError)
    expect(read).not.toHaveBeenCalled()
  })

  it("begins to count anew with each answer", async () => {
    const provider = newProvider()
    for (let round = 0; round < 3; round += 1) {
      await fail(provider, FAILURES_UNTIL_OPEN - 1, code)
      await guarded(provider, async () => undefined)
    }
    expect(circuitOf(provider)).toBe("closed")
  })
})

describe("a gateway that is left alone", () => {
  it("is told of as unavailable, to be tried again, in words for a shopper", async () => {
    const provider = await open()
    const error: unknown = await guarded(provider, async () => "paid").catch((reason) => reason)
    expect(GatewayError.is(error) && error).toMatchObject({
      reason: "unavailable",
      retry: true,
      message: "FakePay does not answer at present. It is asked again by itself.",
    })
  })

  it("does not hinder another provider of the same gateway", async () => {
    await open()
    const other = newProvider()
    expect(circuitOf(other)).toBe("closed")
    await expect(guarded(other, async () => "paid")).resolves.toBe("paid")
  })

  it("is asked by one alone after the pause; the others wait for what that brings", async () => {
    const provider = await open()
    jest.setSystemTime(Date.now() + LONGEST_PAUSE_MS)
    let answer: (word: string) => void = () => undefined
    const probe = guarded(provider, () => new Promise<string>((resolve) => (answer = resolve)))
    expect(circuitOf(provider)).toBe("half_open")
    const others = [1, 2, 3].map(() => jest.fn(async () => "paid"))
    const waiting = others.map((read) => guarded(provider, read))
    await jest.advanceTimersByTimeAsync(0)
    others.forEach((read) => expect(read).not.toHaveBeenCalled())

    answer("paid")

    await expect(probe).resolves.toBe("paid")
    await expect(Promise.all(waiting)).resolves.toEqual(["paid", "paid", "paid"])
    expect(circuitOf(provider)).toBe("closed")
  })

  it("is left alone again when it still fails, and nobody else asks it", async () => {
    const provider = await open()
    jest.setSystemTime(Date.now() + LONGEST_PAUSE_MS)
    const probe = failWith(provider, gatewayError("unavailable"))
    const read = jest.fn(async () => "paid")
    const other = guarded(provider, read)
    const outcomes = await Promise.allSettled([probe, other])
    const [asked, notAsked] = outcomes.map(
      (outcome): unknown => "reason" in outcome && outcome.reason
    )
    expect(asked).toMatchObject({ reason: "unavailable" })
    expect(asked).not.toBeInstanceOf(PausedError)
    expect(notAsked).toBeInstanceOf(PausedError)
    expect(read).not.toHaveBeenCalled()
    expect(circuitOf(provider)).toBe("open")
  })

  it("is asked as before once it refuses: a refusal is an answer", async () => {
    const provider = await open()
    jest.setSystemTime(Date.now() + LONGEST_PAUSE_MS)
    await fail(provider, 1, "not_found")
    expect(circuitOf(provider)).toBe("closed")
  })

  it("is asked again a minute later at the latest, for however long it has failed", async () => {
    const provider = await open()
    const read = jest.fn(() => Promise.reject(gatewayError("unavailable")))
    for (let round = 1; round <= 12; round += 1) {
      jest.setSystemTime(Date.now() + LONGEST_PAUSE_MS)
      await expect(guarded(provider, read)).rejects.toMatchObject({ reason: "unavailable" })
      expect(read).toHaveBeenCalledTimes(round)
    }
  })

  it("is asked less and less often", async () => {
    const provider = await open()
    const read = jest.fn(() => Promise.reject(gatewayError("unavailable")))
    const begun = Date.now()
    const pauses: number[] = []
    for (let last = begun; pauses.length < 4;) {
      jest.setSystemTime(Date.now() + 100)
      const calls = read.mock.calls.length
      await expect(guarded(provider, read)).rejects.toBeInstanceOf(GatewayError)
      if (read.mock.calls.length > calls) {
        pauses.push(Date.now() - last)
        last = Date.now()
      }
    }
    expect(pauses[0]).toBeGreaterThan(1_000)
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(new Set(pauses).size).toBe(pauses.length)
  })
})

describe("a gateway that is asked for many payments at once", () => {
  it("is asked no faster than it may be, and each in turn", async () => {
    const provider = newProvider()
    const order: number[] = []
    const all = Array.from({ length: 2 * READS_PER_SECOND + 5 }, (_, index) =>
      guarded(provider, async () => {
        order.push(index)
      })
    )
    await jest.advanceTimersByTimeAsync(0)
    expect(order).toHaveLength(READS_PER_SECOND)
    await jest.advanceTimersByTimeAsync(1000)
    expect(order).toHaveLength(2 * READS_PER_SECOND)
    await jest.advanceTimersByTimeAsync(1000)
    await Promise.all(all)
    expect(order).toEqual([...order.keys()])
  })

  it("keeps no other provider waiting", async () => {
    const [busy, idle] = [newProvider(), newProvider()]
    const read = async () => undefined
    const all = Array.from({ length: READS_PER_SECOND + 1 }, () => guarded(busy, read))
    await expect(guarded(idle, read)).resolves.toBeUndefined()
    await jest.advanceTimersByTimeAsync(1000)
    await Promise.all(all)
  })
})
