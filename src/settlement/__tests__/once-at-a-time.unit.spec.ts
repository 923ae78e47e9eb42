import { onceAtATime } from "../once-at-a-time"

/** Work that goes on until the test lets it end. */
function workUnderControl() {
  const begun: { input: string; end: () => void; fail: (error: Error) => void }[] = []
  let most = 0
  let running = 0
  const work = async (input: string) => {
    running += 1
    most = Math.max(most, running)
    try {
      await new Promise<void>((end, fail) => begun.push({ input, end, fail }))
    } finally {
      running -= 1
    }
  }
  return { begun, ask: onceAtATime(work), most: () => most }
}

/** Everything that waits for nothing but promises has happened. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe("work that is done once at a time", () => {
  const owner = {}

  it("begins at once, and is over when it is over", async () => {
    const { begun, ask } = workUnderControl()
    const asked = ask("first", owner)
    expect(begun).toMatchObject([{ input: "first" }])
    begun[0]?.end()
    await asked
    expect(begun).toHaveLength(1)
  })

  it("is done once more for all who asked meanwhile, however many", async () => {
    const { begun, ask, most } = workUnderControl()
    const all = [ask("first", owner)]
    for (let more = 0; more < 1000; more += 1) {
      all.push(ask("more", owner))
    }
    expect(begun).toHaveLength(1)
    begun[0]?.end()
    await settled()
    expect(begun).toHaveLength(2)
    begun[1]?.end()
    await Promise.all(all)
    expect(begun).toHaveLength(2)
    expect(most()).toBe(1)
  })

  it("lets nobody who asked meanwhile go before the run that began after the question", async () => {
    const { begun, ask } = workUnderControl()
    void ask("first", owner)
    let isOver = false
    const second = ask("second", owner).then(() => {
      isOver = true
    })
    begun[0]?.end()
    await settled()
    expect(isOver).toBe(false)
    begun[1]?.end()
    await second
    expect(isOver).toBe(true)
  })

  it("is done again for those who ask during the second run", async () => {
    const { begun, ask } = workUnderControl()
    const first = ask("first", owner)
    void ask("second", owner)
    begun[0]?.end()
    await settled()
    void ask("third", owner)
    begun[1]?.end()
    await settled()
    expect(begun).toHaveLength(3)
    begun[2]?.end()
    await first
  })

  it("begins anew when all of it is over", async () => {
    const { begun, ask } = workUnderControl()
    for (const input of ["first", "second"]) {
      const asked = ask(input, owner)
      begun.at(-1)?.end()
      await asked
    }
    expect(begun).toMatchObject([{ input: "first" }, { input: "second" }])
  })

  it("is done side by side for different owners", async () => {
    const { begun, ask, most } = workUnderControl()
    const all = [ask("mine", owner), ask("yours", {})]
    expect(begun).toMatchObject([{ input: "mine" }, { input: "yours" }])
    expect(most()).toBe(2)
    begun.forEach(({ end }) => end())
    await Promise.all(all)
  })

  it("tells a failure to all who asked, and can be asked for again", async () => {
    const { begun, ask } = workUnderControl()
    const all = [ask("first", owner), ask("second", owner)]
    begun[0]?.fail(new Error("broken"))
    const outcomes = await Promise.allSettled(all)
    expect(outcomes).toMatchObject([
      { status: "rejected", reason: { message: "broken" } },
      { status: "rejected", reason: { message: "broken" } },
    ])
    const again = ask("third", owner)
    expect(begun).toHaveLength(2)
    begun[1]?.end()
    await expect(again).resolves.toBeUndefined()
  })

  it("can be asked for again when it failed before it had begun to wait", async () => {
    let calls = 0
    const ask = onceAtATime<undefined>(() => {
      calls += 1
      if (calls === 1) {
        throw new Error("at once")
      }
      return Promise.resolve()
    })
    await expect(ask(undefined, owner)).rejects.toThrow("at once")
    await expect(ask(undefined, owner)).resolves.toBeUndefined()
    expect(calls).toBe(2)
  })
})
