import { asValue, createContainer } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ProcessDescription, ShopProcess } from "../../modules/payment-gateways/process-store"
import { Presence } from "../presence"
import { aProcess } from "./support/processes"

const BEAT_MS = 15_000

/** The registry, in memory, as this process and others write it. */
class FakeRegistry {
  readonly beats: { id: string; ranJobs: boolean }[] = []
  readonly removed: string[] = []
  others: ShopProcess[] = []
  answer: () => Promise<void> = async () => undefined

  async beat(process: ProcessDescription, ranJobs: boolean): Promise<ShopProcess[]> {
    this.beats.push({ id: process.id, ranJobs })
    await this.answer()
    return [aProcess(process), ...this.others]
  }

  async remove(id: string): Promise<void> {
    await this.answer()
    this.removed.push(id)
  }
}

const log = { error: jest.fn(), warn: jest.fn(), info: jest.fn() }
const gone = () => Promise.reject(new Error("the database is gone"))

let registry: FakeRegistry
let presence: Presence

function shop(workerMode = "shared"): MedusaContainer {
  class Locks {
    static readonly identifier = "in-memory"
    readonly held = new Map<string, string>()
  }
  const container = createContainer()
  container.register({
    configModule: asValue({ projectConfig: { workerMode }, modules: {} }),
    locking: asValue({
      defaultProviderId: "in-memory",
      providerService_: { retrieveProviderRegistration: () => new Locks() },
    }),
  })
  return container as unknown as MedusaContainer
}

beforeEach(() => {
  jest.useFakeTimers()
  jest.resetAllMocks()
  registry = new FakeRegistry()
  presence = new Presence(registry, log)
})

afterEach(async () => {
  await presence.end()
  jest.useRealTimers()
})

describe("Presence", () => {
  it("tells of the process at once, then again and again, until it ends", async () => {
    await presence.begin(shop())
    expect(registry.beats).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(3 * BEAT_MS)
    expect(registry.beats).toHaveLength(4)
    expect(new Set(registry.beats.map(({ id }) => id)).size).toBe(1)
    await presence.end()
    expect(registry.removed).toEqual([registry.beats[0]?.id])
    await jest.advanceTimersByTimeAsync(3 * BEAT_MS)
    await presence.beat()
    expect(registry.beats).toHaveLength(4)
    expect(jest.getTimerCount()).toBe(0)
  })

  it("keeps no process alive", async () => {
    jest.useRealTimers()
    const started = jest.spyOn(global, "setInterval")
    await presence.begin(shop())
    const timer = started.mock.results[0]?.value as NodeJS.Timeout
    started.mockRestore()
    expect(timer.hasRef()).toBe(false)
  })

  it("begins once, however often it is told to", async () => {
    await presence.begin(shop())
    await presence.begin(shop())
    expect(jest.getTimerCount()).toBe(1)
  })

  it("does nothing where no application runs", async () => {
    await presence.begin(createContainer() as unknown as MedusaContainer)
    await presence.end()
    expect([registry.beats, registry.removed, jest.getTimerCount()]).toEqual([[], [], 0])
  })

  it("tells once of jobs that ran, and again when it could not be told", async () => {
    await presence.begin(shop())
    presence.jobsRan()
    presence.jobsRan()
    registry.answer = gone
    await presence.beat()
    registry.answer = async () => undefined
    await presence.beat()
    await presence.beat()
    expect(registry.beats.map(({ ranJobs }) => ranJobs)).toEqual([false, true, true, false])
  })

  it("waits for a slow beat instead of sending another", async () => {
    await presence.begin(shop())
    let answer: () => void = () => undefined
    registry.answer = () => new Promise((resolve) => (answer = resolve))
    await jest.advanceTimersByTimeAsync(10 * BEAT_MS)
    expect(registry.beats).toHaveLength(2)
    registry.answer = async () => undefined
    answer()
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    expect(registry.beats).toHaveLength(3)
  })

  it("lets a beat end before it takes the process out of the registry", async () => {
    await presence.begin(shop())
    let answer: () => void = () => undefined
    registry.answer = () => new Promise((resolve) => (answer = resolve))
    void presence.beat()
    registry.answer = async () => undefined
    const ended = presence.end()
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    expect(registry.removed).toEqual([])
    answer()
    await ended
    expect(registry.removed).toHaveLength(1)
  })

  it("says at the boot what is unsafe, with the cure, in one line", async () => {
    await presence.begin(shop("server"))
    expect(log.warn).toHaveBeenCalledTimes(1)
    const [line] = log.warn.mock.calls[0] as [string]
    expect(line).toMatch(/^\[payment gateways\] Medusa's locks .+locking-redis.+$/)
  })

  it("says once that another process has come, and again when it comes back", async () => {
    await presence.begin(shop())
    expect(log.error).not.toHaveBeenCalled()
    registry.others = [aProcess()]
    await jest.advanceTimersByTimeAsync(3 * BEAT_MS)
    expect(log.error).toHaveBeenCalledTimes(1)
    expect(log.error).toHaveBeenCalledWith(expect.stringContaining("2 processes run this shop"))
    registry.others = []
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    registry.others = [aProcess()]
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    expect(log.error).toHaveBeenCalledTimes(2)
  })

  it("goes on while the database is gone, and says so once each time", async () => {
    registry.answer = gone
    await presence.begin(shop())
    await jest.advanceTimersByTimeAsync(3 * BEAT_MS)
    expect(registry.beats).toHaveLength(4)
    expect(log.warn).toHaveBeenCalledTimes(1)
    expect(log.warn).toHaveBeenCalledWith(expect.stringContaining("the database is gone"))
    registry.answer = async () => undefined
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    registry.answer = gone
    await jest.advanceTimersByTimeAsync(BEAT_MS)
    expect(log.warn).toHaveBeenCalledTimes(2)
  })

  it("ends also when the database is gone", async () => {
    await presence.begin(shop())
    registry.answer = gone
    await presence.end()
    expect(log.info).toHaveBeenCalledWith(expect.stringContaining("the database is gone"))
    registry.answer = async () => undefined
  })
})
