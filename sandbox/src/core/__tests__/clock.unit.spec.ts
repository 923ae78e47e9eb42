import { SandboxClock } from "../clock"

const MINUTE = 60_000

describe("SandboxClock", () => {
  let clock: SandboxClock

  beforeEach(() => {
    clock = new SandboxClock(0)
  })

  afterEach(() => clock.close())

  it("runs what falls due in order of time, also what is planned on the way", async () => {
    const start = clock.now()
    const seen: [string, number][] = []
    const note = (name: string) => seen.push([name, clock.now() - start])
    clock.schedule(start + 30 * MINUTE, () => void note("later"))
    clock.schedule(start + 5 * MINUTE, () => {
      note("first")
      clock.schedule(start + 10 * MINUTE, () => void note("planned on the way"))
    })
    clock.schedule(start + 5 * MINUTE, () => void note("second"))
    clock.schedule(start + 90 * MINUTE, () => void note("not yet"))
    await clock.advance(60 * MINUTE)
    expect(seen).toEqual([
      ["first", 5 * MINUTE],
      ["second", 5 * MINUTE],
      ["planned on the way", 10 * MINUTE],
      ["later", 30 * MINUTE],
    ])
    expect(clock.now() - start).toBe(60 * MINUTE)
  })

  it("waits for tasks that take their time", async () => {
    let isDone = false
    clock.schedule(clock.now() + 1, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      isDone = true
    })
    await clock.advance(1)
    expect(isDone).toBe(true)
  })

  it("counts from when that is done which is due already", async () => {
    const live = new SandboxClock()
    const run = jest.fn()
    const start = live.now()
    live.schedule(start, async () => {
      while (live.now() < start + 5) {
        await new Promise((resolve) => setImmediate(resolve))
      }
      live.schedule(live.now() + MINUTE, run)
    })
    await live.advance(MINUTE)
    expect(run).toHaveBeenCalledTimes(1)
    live.close()
  })

  it("takes a planned task back", async () => {
    const run = jest.fn()
    const takeBack = clock.schedule(clock.now() + 1, run)
    takeBack()
    await clock.advance(10)
    expect(run).not.toHaveBeenCalled()
  })

  it("runs what is due without being moved on, even when it stands", async () => {
    const run = jest.fn()
    clock.schedule(clock.now(), run)
    await clock.settled()
    expect(run).toHaveBeenCalledTimes(1)
  })

  it("runs faster when told to", async () => {
    const fast = new SandboxClock(1_000_000)
    const start = fast.now()
    await new Promise<void>((resolve) => fast.schedule(start + 60 * MINUTE, resolve))
    expect(fast.now() - start).toBeGreaterThanOrEqual(60 * MINUTE)
    fast.close()
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %p", async (value) => {
    await expect(clock.advance(value)).rejects.toThrow(RangeError)
    expect(() => clock.setSpeed(value)).toThrow(RangeError)
  })
})
