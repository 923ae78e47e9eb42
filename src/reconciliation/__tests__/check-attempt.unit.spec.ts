import { gatewayError } from "../../core/__tests__/support/fake-gateway"
import { fakeShop } from "../../core/__tests__/support/fake-shop"
import { openAttempt } from "../../core/__tests__/support/attempts"
import type { Attempt } from "../../core/attempt"
import { nextCheckAt } from "../../core/check-schedule"
import { checkAttempt } from "../check-attempt"
import { PausedError } from "../../settlement/gateway-guard"
import { healOrder } from "../heal-order"
import { settleAttempt } from "../../settlement/settle-attempt"
import { fakeContainer } from "../../settlement/__tests__/support/fake-container"

jest.mock("../../settlement/settle-attempt", () => ({ settleAttempt: jest.fn() }))
jest.mock("../heal-order", () => ({ healOrder: jest.fn() }))

const settle = jest.mocked(settleAttempt)
const heal = jest.mocked(healOrder)

const DAY = 24 * 3600

/** An attempt in a ledger that may have another state of it by the end of the look. */
function ledgerWith(attempt: Attempt, latest: Attempt | undefined = attempt) {
  const schedule = jest.fn(async (..._: unknown[]) => undefined)
  const { provider, gateway } = fakeShop()
  const ledger = { attempts: { findById: async () => latest }, checks: { schedule } }
  const providers = { [attempt.providerId]: provider }
  return { ...fakeContainer({ ledger, providers }), schedule, gateway }
}

beforeEach(() => {
  jest.resetAllMocks()
  settle.mockImplementation(async (_, attempt) => attempt)
  heal.mockImplementation(async (_, attempt) => attempt)
})

afterEach(() => {
  jest.restoreAllMocks()
})

describe("a look at an attempt whose time has come", () => {
  it("reads it, also when it is paid, mends its order, and says when to look again", async () => {
    const attempt = openAttempt({ failedChecks: 3 })
    const { container, schedule, log } = ledgerWith(attempt)
    await checkAttempt(container, attempt)
    expect(settle).toHaveBeenCalledWith(container, attempt, { source: "job", rereadPaid: true })
    expect(heal).toHaveBeenCalledWith(container, attempt)
    expect(schedule.mock.calls).toEqual([[attempt, nextCheckAt(attempt, 0), 0]])
    expect(log.texts()).toEqual([])
  })

  it("mends what the reading has made of it, and goes by its latest state", async () => {
    const attempt = openAttempt()
    const settled = openAttempt({ status: "captured", appliedStatus: "captured", version: "2" })
    const latest = { ...settled, version: "3", orderId: "order_1" }
    settle.mockResolvedValue(settled)
    const { container, schedule } = ledgerWith(attempt, latest)
    await checkAttempt(container, attempt)
    expect(heal).toHaveBeenCalledWith(container, settled)
    expect(schedule.mock.calls).toEqual([[latest, nextCheckAt(latest, 0), 0]])
  })

  it("keeps to the gateway's own window for late money", async () => {
    const loadedAt = new Date(openAttempt().createdAt.getTime() + 10 * DAY * 1000)
    const attempt = openAttempt({ loadedAt })
    const { container, schedule, gateway } = ledgerWith(attempt)
    await checkAttempt(container, attempt)
    expect(schedule.mock.calls[0]?.[1]).toBeNull()
    Object.assign(gateway, { latePaymentWindowSeconds: 30 * DAY })
    await checkAttempt(container, attempt)
    expect(schedule.mock.calls[1]?.[1]).toEqual(nextCheckAt(attempt, 0, 30 * DAY))
    expect(schedule.mock.calls[1]?.[1]).not.toBeNull()
  })

  it("schedules nothing for an attempt that is gone", async () => {
    const attempt = openAttempt()
    const schedule = jest.fn()
    const ledger = { attempts: { findById: async () => undefined }, checks: { schedule } }
    const { container } = fakeContainer({ ledger })
    await checkAttempt(container, attempt)
    expect(schedule).not.toHaveBeenCalled()
  })
})

describe("a look that led nowhere is counted and repeated", () => {
  it.each<[string, () => void]>([
    ["the gateway did not answer", () => settle.mockRejectedValue(gatewayError("unavailable"))],
    ["our own code broke", () => settle.mockRejectedValue(new TypeError("broken"))],
    ["its order could not be mended", () => heal.mockRejectedValue(new Error("not yet"))],
  ])("when %s", async (_, fail) => {
    fail()
    const attempt = openAttempt({ failedChecks: 2 })
    const { container, schedule, log } = ledgerWith(attempt)
    await expect(checkAttempt(container, attempt)).resolves.toBeUndefined()
    expect(schedule.mock.calls).toEqual([[attempt, nextCheckAt(attempt, 3), 3]])
    expect(log.texts("warn")).toEqual([expect.stringContaining("it is tried again")])
  })

  it("when Medusa could not be told", async () => {
    const attempt = openAttempt({ failedChecks: 1 })
    const untold = { ...attempt, status: "captured" } as const
    settle.mockResolvedValue(untold)
    const { container, schedule } = ledgerWith(attempt, untold)
    await checkAttempt(container, attempt)
    expect(schedule.mock.calls).toEqual([[untold, nextCheckAt(untold, 2), 2]])
  })
})

describe("a look at a gateway that is left alone", () => {
  it.each([
    [0, 5],
    [0.999, 15],
  ])("is postponed for some seconds, and is no failure (%d)", async (random, seconds) => {
    jest.spyOn(Math, "random").mockReturnValue(random)
    settle.mockRejectedValue(new PausedError("FakePay"))
    const attempt = openAttempt({ failedChecks: 2 })
    const { container, schedule, log } = ledgerWith(attempt)
    await checkAttempt(container, attempt)
    const [[scheduled, at, failedChecks]] = schedule.mock.calls as [[Attempt, Date, number]]
    expect(scheduled).toBe(attempt)
    expect((at.getTime() - attempt.loadedAt.getTime()) / 1000).toBeCloseTo(seconds, 1)
    expect(failedChecks).toBe(2)
    expect(log.texts()).toEqual([])
  })
})
