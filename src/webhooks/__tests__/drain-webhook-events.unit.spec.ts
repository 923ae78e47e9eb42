import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import type { StoredWebhookEvent } from "../../modules/payment-gateways/event-store"
import { drainWebhookEvents } from "../drain-webhook-events"
import { PausedError } from "../../settlement/gateway-guard"
import { settleAttempt } from "../../settlement/settle-attempt"
import { fakeContainer } from "../../settlement/__tests__/support/fake-container"

jest.mock("../../settlement/settle-attempt", () => ({ settleAttempt: jest.fn() }))

const settle = jest.mocked(settleAttempt)
const AT_ONCE = 4

function storedEvent(fields: Partial<StoredWebhookEvent> = {}): StoredWebhookEvent {
  return {
    id: "pgevt_1",
    providerId: "pp_fake_fake",
    gateway: "fake",
    eventType: "PAID",
    concerns: "payment",
    isUnknown: false,
    sessionId: null,
    reference: "invoice-1",
    evidence: null,
    tries: 1,
    ageSeconds: 0,
    ...fields,
  }
}

/** A shop with events that are due, and a ledger that knows one attempt, unless told of others. */
function shopWith(due: StoredWebhookEvent[], ...known: Attempt[]) {
  const ours = known.length > 0 ? known : [openAttempt()]
  const queue = [...due]
  const events = {
    waitingProviders: jest.fn(async () => [...new Set(queue.map(({ providerId }) => providerId))]),
    claim: jest.fn(async (providerId: string, limit: number, _: number) => {
      const taken = queue.filter((event) => event.providerId === providerId).slice(0, limit)
      taken.forEach((event) => queue.splice(queue.indexOf(event), 1))
      return taken
    }),
    renew: jest.fn(async () => undefined),
    finish: jest.fn(async (..._: unknown[]) => undefined),
    postpone: jest.fn(async (..._: unknown[]) => false),
    putBack: jest.fn(async (..._: unknown[]) => undefined),
  }
  const attempts = {
    findByReference: async (_: unknown, reference: string) =>
      ours.find((attempt) => attempt.reference === reference),
    findBySession: async (id: string) => ours.find(({ sessionId }) => sessionId === id),
    recordEvidence: jest.fn(async (id: string, evidence: object) => ({
      ...ours.find((attempt) => attempt.id === id),
      evidence,
    })),
  }
  return { ...fakeContainer({ ledger: { events, attempts } }), events, attempts, queue }
}

beforeEach(() => {
  settle.mockReset()
  settle.mockImplementation(async (_, attempt) => attempt)
})

afterEach(() => {
  jest.restoreAllMocks()
})

describe("a stored webhook", () => {
  it.each([
    ["reference", { reference: "invoice-1", sessionId: null }],
    ["session", { reference: null, sessionId: "payses_1" }],
    ["session, when its reference is not known yet", { reference: "new", sessionId: "payses_1" }],
  ])("has its payment read, which it names by its %s", async (_, hint) => {
    const attempt = openAttempt()
    const { container, events, log } = shopWith([storedEvent(hint)], attempt)
    await drainWebhookEvents(container)
    const options = { source: "webhook", rereadPaid: true }
    expect(settle.mock.calls).toEqual([[container, attempt, options]])
    expect(events.finish.mock.calls).toEqual([["pgevt_1", "pgatt_1"]])
    expect(log.texts()).toEqual([])
  })

  it.each([
    ["of no payment", { reference: "unknown" }],
    ["of another gateway", { gateway: "other" }],
    ["of another account", { providerId: "pp_fake_second" }],
    ["that names nothing", { reference: null }],
  ])("is over when it is %s", async (_, fields) => {
    const { container, events } = shopWith([storedEvent(fields)])
    await drainWebhookEvents(container)
    expect(settle).not.toHaveBeenCalled()
    expect(events.finish.mock.calls).toEqual([["pgevt_1", undefined]])
  })

  it("of an unknown type has its payment read all the same, and is told", async () => {
    const { container, events, log } = shopWith([
      storedEvent({ isUnknown: true, eventType: "PAYMENT_TELEPORTED" }),
    ])
    await drainWebhookEvents(container)
    expect(settle).toHaveBeenCalledTimes(1)
    expect(events.finish).toHaveBeenCalledWith("pgevt_1", "pgatt_1")
    expect(log.texts("error")).toEqual([expect.stringContaining("PAYMENT_TELEPORTED")])
  })

  it("has what it alone tells kept before its payment is read", async () => {
    const evidence = { transaction: "tx-1" }
    const { container, attempts } = shopWith([storedEvent({ evidence })])
    await drainWebhookEvents(container)
    expect(attempts.recordEvidence).toHaveBeenCalledWith("pgatt_1", evidence)
    expect(settle.mock.calls[0]?.[1]).toMatchObject({ evidence })
  })
})

describe("a webhook that could not be processed", () => {
  it("waits for its next try when the gateway cannot be read", async () => {
    settle.mockRejectedValue(new Error("no answer"))
    const event = storedEvent()
    const { container, events } = shopWith([event])
    await drainWebhookEvents(container)
    expect(events.finish).not.toHaveBeenCalled()
    expect(events.postpone).toHaveBeenCalledWith(event, "no answer", expect.any(Number))
  })

  it("waits for its next try when Medusa could not be told", async () => {
    settle.mockResolvedValue(openAttempt({ status: "captured", appliedStatus: "pending" }))
    const { container, events } = shopWith([storedEvent()])
    await drainWebhookEvents(container)
    expect(events.finish).not.toHaveBeenCalled()
    const [[, reason]] = events.postpone.mock.calls as [[unknown, string]]
    expect(reason).toContain("pgatt_1 is captured")
  })

  it.each([
    [1, 1],
    [2, 2],
    [5, 16],
    [12, 2048],
    [13, 3600],
    [20, 3600],
  ])("after %d tries waits half of %d seconds to all of it", async (tries, longest) => {
    settle.mockRejectedValue(new Error("no answer"))
    for (const [random, part] of [
      [0, 0.5],
      [0.999999, 1],
    ] as const) {
      jest.spyOn(Math, "random").mockReturnValue(random)
      const { container, events } = shopWith([storedEvent({ tries })])
      await drainWebhookEvents(container)
      expect(events.postpone.mock.calls[0]?.[2]).toBeCloseTo(longest * part, 1)
    }
  })

  it.each([
    [1, "info"],
    [2, "info"],
    [3, "warn"],
    [19, "warn"],
  ])("is told after %d tries as %s", async (tries, level) => {
    settle.mockRejectedValue(new Error("no answer"))
    const { container, log } = shopWith([storedEvent({ tries })])
    await drainWebhookEvents(container)
    expect(log.lines).toMatchObject([{ level }])
    expect(log.texts(level)[0]).toContain("no answer")
  })

  it("is told as an error once it waits for staff", async () => {
    settle.mockRejectedValue(new Error("no answer"))
    const { container, events, log } = shopWith([storedEvent({ tries: 20 })])
    events.postpone.mockResolvedValue(true)
    await drainWebhookEvents(container)
    expect(log.texts("error")).toEqual([expect.stringMatching(/failed 20 times.*waits for staff/)])
  })

  it("is put back without counting while its gateway is left alone", async () => {
    settle.mockRejectedValue(new PausedError("FakePay"))
    const { container, events, log } = shopWith([storedEvent({ tries: 20 })])
    await drainWebhookEvents(container)
    expect(events.postpone).not.toHaveBeenCalled()
    expect(events.putBack).toHaveBeenCalledWith("pgevt_1", expect.any(Number))
    expect(log.texts()).toEqual([])
  })

  it("hinders no other", async () => {
    const many = Array.from({ length: 10 }, (_, index) => storedEvent({ id: `pgevt_${index}` }))
    settle.mockRejectedValueOnce(new Error("no answer"))
    const { container, events } = shopWith(many)
    await drainWebhookEvents(container)
    expect(events.postpone).toHaveBeenCalledTimes(1)
    expect(events.finish).toHaveBeenCalledTimes(9)
  })
})

describe("many webhooks", () => {
  const many = Array.from({ length: 50 }, (_, index) => storedEvent({ id: `pgevt_${index}` }))

  it("are processed a few at a time, each once, until none is left", async () => {
    let running = 0
    let most = 0
    settle.mockImplementation(async (_, attempt) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return attempt
    })
    const { container, events, queue } = shopWith(many)
    await drainWebhookEvents(container)
    expect(most).toBe(AT_ONCE)
    expect(queue).toEqual([])
    const finished = events.finish.mock.calls.map(([id]) => id)
    expect(finished.sort()).toEqual(many.map(({ id }) => id).sort())
  })

  it("are looked for once more for all who ask meanwhile, however many", async () => {
    const { container, events, queue } = shopWith([])
    await Promise.all(Array.from({ length: 1000 }, () => drainWebhookEvents(container)))
    expect(events.waitingProviders).toHaveBeenCalledTimes(2)
    expect(events.claim).not.toHaveBeenCalled()
    queue.push(storedEvent())
    await Promise.all(Array.from({ length: 1000 }, () => drainWebhookEvents(container)))
    expect(events.claim.mock.calls.length).toBeLessThanOrEqual(1 + 2 * AT_ONCE)
    expect(events.finish).toHaveBeenCalledTimes(1)
  })

  describe("while others are stuck", () => {
    const flush = () => new Promise<void>((resolve) => setImmediate(resolve))

    /** Payments of a provider that does not answer until the test lets it. */
    function holding(providerId: string) {
      const ends: (() => void)[] = []
      settle.mockImplementation(async (_, attempt) => {
        if (attempt.providerId === providerId) {
          await new Promise<void>((resolve) => ends.push(resolve))
        }
        return attempt
      })
      return { ends, end: () => ends.splice(0).forEach((end) => end()) }
    }

    const slowEvent = (id: string) =>
      storedEvent({ id, providerId: "pp_slow_slow", reference: "slow-invoice" })
    const attempts = [
      openAttempt(),
      openAttempt({ id: "pgatt_slow", providerId: "pp_slow_slow", reference: "slow-invoice" }),
    ]

    it("are not kept waiting by one of the same gateway that came before them", async () => {
      const held = holding("pp_fake_fake")
      const { container, events, queue } = shopWith([storedEvent({ id: "pgevt_stuck" })])
      const first = drainWebhookEvents(container)
      await flush()
      expect(held.ends).toHaveLength(1)
      settle.mockImplementation(async (_, attempt) => attempt)
      queue.push(storedEvent({ id: "pgevt_next" }))
      const second = drainWebhookEvents(container)
      await flush()
      expect(events.finish.mock.calls.map(([id]) => id)).toEqual(["pgevt_next"])
      held.end()
      await Promise.all([first, second])
      expect(events.finish).toHaveBeenCalledTimes(2)
    })

    it("are not kept waiting by another gateway, however many of its own wait", async () => {
      const held = holding("pp_slow_slow")
      const slow = many.map(({ id }) => slowEvent(id))
      const { container, events, queue } = shopWith(slow, ...attempts)
      const over = drainWebhookEvents(container)
      await flush()
      queue.push(storedEvent({ id: "pgevt_quick" }))
      void drainWebhookEvents(container)
      await flush()
      expect(events.finish.mock.calls.map(([id]) => id)).toEqual(["pgevt_quick"])
      expect(held.ends).toHaveLength(AT_ONCE)
      while (queue.length > 0 || held.ends.length > 0) {
        held.end()
        await flush()
      }
      await over
      expect(events.finish).toHaveBeenCalledTimes(slow.length + 1)
    })

    it("are processed by no more workers, whichever container asks for it", async () => {
      const held = holding("pp_fake_fake")
      const { events, attempts: ours, queue } = shopWith([...many])
      // As within a workflow, where a module is another object each time.
      const all = Array.from({ length: 5 }, () =>
        drainWebhookEvents(fakeContainer({ ledger: { events, attempts: ours } }).container)
      )
      await flush()
      expect(held.ends).toHaveLength(AT_ONCE)
      while (queue.length > 0 || held.ends.length > 0) {
        held.end()
        await flush()
      }
      await Promise.all(all)
      expect(events.finish).toHaveBeenCalledTimes(many.length)
    })

    it("of one gateway are told of when they cannot be had, and the others go on", async () => {
      const { container, events, log } = shopWith(
        [slowEvent("pgevt_1"), storedEvent({ id: "pgevt_2" })],
        ...attempts
      )
      const claim = events.claim.getMockImplementation()!
      events.claim.mockImplementation(async (providerId, ...rest) => {
        if (providerId === "pp_slow_slow") {
          throw new Error("connection lost")
        }
        return claim(providerId, ...rest)
      })
      await drainWebhookEvents(container)
      expect(events.finish.mock.calls).toEqual([["pgevt_2", "pgatt_1"]])
      expect(log.texts("error")[0]).toMatch(/pp_slow_slow.*connection lost/)
      events.claim.mockImplementation(claim)
      await drainWebhookEvents(container)
      expect(events.finish).toHaveBeenCalledTimes(2)
    })
  })

  it("are kept while they are worked on, and no longer", async () => {
    jest.useFakeTimers()
    try {
      let end: () => void = () => undefined
      settle.mockImplementation(async (_, attempt) => {
        await new Promise<void>((resolve) => (end = resolve))
        return attempt
      })
      const { container, events } = shopWith([storedEvent()])
      const over = drainWebhookEvents(container)
      await jest.advanceTimersByTimeAsync(60_000)
      const seconds = events.claim.mock.calls[0]![2]
      expect(events.renew).toHaveBeenCalledWith("pgevt_1", seconds)
      expect(events.renew.mock.calls.length).toBeGreaterThanOrEqual(60 / seconds)
      end()
      await over
      expect(jest.getTimerCount()).toBe(0)
    } finally {
      jest.useRealTimers()
    }
  })
})
