import { openAttempt } from "../../core/__tests__/support/attempts"
import { gatewayError } from "../../core/__tests__/support/fake-gateway"
import { fakeShop } from "../../core/__tests__/support/fake-shop"
import type { Attempt } from "../../core/attempt"
import { checkAttempt } from "../check-attempt"
import { guarded } from "../../settlement/gateway-guard"
import { reconcileAttempts } from "../reconcile-attempts"
import { fakeContainer } from "../../settlement/__tests__/support/fake-container"

jest.mock("../check-attempt", () => ({ checkAttempt: jest.fn() }))

const check = jest.mocked(checkAttempt)
const PER_TICK = 20
const AT_ONCE = 4

/** A shop with so many due attempts of each provider. */
function shopWithDue(due: Record<string, number>) {
  const left: Record<string, number> = { ...due }
  const providers = Object.fromEntries(Object.keys(due).map((id) => [id, fakeShop().provider]))
  const claimDue = jest.fn(async (providerId: string, limit: number, _: number) => {
    const count = Math.min(limit, left[providerId] ?? 0)
    left[providerId] = (left[providerId] ?? 0) - count
    return Array.from({ length: count }, (__, index) =>
      openAttempt({ id: `${providerId} ${index}`, providerId })
    )
  })
  const shop = fakeContainer({ ledger: { checks: { claimDue } }, providers })
  return { ...shop, providers, claimDue, due: left }
}

const checked = (providerId: string) =>
  check.mock.calls.filter(([, attempt]) => attempt.providerId === providerId).length

beforeEach(() => {
  check.mockReset()
  check.mockResolvedValue(undefined)
})

it("looks at what is due, of each provider the same number at most", async () => {
  const { container, claimDue } = shopWithDue({ pp_fake_busy: 100, pp_fake_quiet: 3 })
  await reconcileAttempts(container)
  expect([checked("pp_fake_busy"), checked("pp_fake_quiet")]).toEqual([PER_TICK, 3])
  expect(claimDue.mock.calls.map(([id, limit]) => [id, limit])).toEqual([
    ["pp_fake_busy", PER_TICK],
    ["pp_fake_quiet", PER_TICK],
  ])
  const ids = check.mock.calls.map(([, { id }]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

it("looks at a few at a time, and keeps no provider waiting for another", async () => {
  let running = 0
  let most = 0
  const held: (() => void)[] = []
  check.mockImplementation(async (_, { providerId }: Attempt) => {
    if (providerId === "pp_fake_slow") {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((resolve) => held.push(resolve))
      running -= 1
    }
  })
  const { container } = shopWithDue({ pp_fake_slow: 9, pp_fake_fast: 20 })
  let isOver = false
  const over = reconcileAttempts(container).then(() => {
    isOver = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(checked("pp_fake_fast")).toBe(20)
  expect({ running, isOver }).toEqual({ running: AT_ONCE, isOver: false })
  while (!isOver) {
    held.splice(0).forEach((end) => end())
    await new Promise((resolve) => setImmediate(resolve))
  }
  await over
  expect(checked("pp_fake_slow")).toBe(9)
  expect(most).toBe(AT_ONCE)
})

it("looks again at those of the others while one gateway does not answer", async () => {
  const held: (() => void)[] = []
  check.mockImplementation(async (_, { providerId }: Attempt) => {
    if (providerId === "pp_fake_stuck") {
      await new Promise<void>((resolve) => held.push(resolve))
    }
  })
  const { container, due } = shopWithDue({ pp_fake_stuck: 1, pp_fake_well: 1 })
  const first = reconcileAttempts(container)
  await new Promise((resolve) => setImmediate(resolve))
  due.pp_fake_well = 5
  const second = reconcileAttempts(container)
  await new Promise((resolve) => setImmediate(resolve))
  expect([checked("pp_fake_stuck"), checked("pp_fake_well")]).toEqual([1, 6])
  held.forEach((end) => end())
  await Promise.all([first, second])
})

it("looks at one payment only of a gateway that does not answer", async () => {
  const { container, providers, claimDue } = shopWithDue({ pp_fake_down: 9, pp_fake_up: 9 })
  for (let failure = 0; failure < 5; failure += 1) {
    const outage = () => Promise.reject(gatewayError("unavailable"))
    await expect(guarded(providers.pp_fake_down!, outage)).rejects.toThrow()
  }
  await reconcileAttempts(container)
  expect([checked("pp_fake_down"), checked("pp_fake_up")]).toEqual([1, 9])
  expect(claimDue.mock.calls.map(([, limit]) => limit)).toEqual([1, PER_TICK])
})

it("goes on with the others when those of one provider cannot be had, and says so", async () => {
  const { container, claimDue, log } = shopWithDue({ pp_fake_first: 2, pp_fake_second: 2 })
  claimDue.mockRejectedValueOnce(new Error("connection lost"))
  await reconcileAttempts(container)
  expect([checked("pp_fake_first"), checked("pp_fake_second")]).toEqual([0, 2])
  expect(log.texts("error")).toEqual([expect.stringContaining("connection lost")])
})

it("keeps what it has taken longer than the looks at it may take", async () => {
  const { container, claimDue } = shopWithDue({ pp_fake_fake: 1 })
  await reconcileAttempts(container)
  const [[, limit, seconds]] = claimDue.mock.calls as [[string, number, number]]
  // An operation at a gateway may take 15 seconds.
  expect(seconds).toBeGreaterThanOrEqual((limit / AT_ONCE) * 15)
})

it("is one run for all who ask while it goes on, and one more", async () => {
  const { container, claimDue } = shopWithDue({ pp_fake_fake: 1 })
  await Promise.all(Array.from({ length: 50 }, () => reconcileAttempts(container)))
  expect(claimDue).toHaveBeenCalledTimes(2)
})
