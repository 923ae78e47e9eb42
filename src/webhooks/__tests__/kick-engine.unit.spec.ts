import { Modules } from "@medusajs/framework/utils"
import { fakeContainer } from "../../settlement/__tests__/support/fake-container"
import { kickEngine, WEBHOOK_STORED } from "../kick-engine"

const flush = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A shop whose event bus takes what it is told when the test lets it. */
function shopWithBus() {
  const told: { end: () => void; fail: (error: Error) => void }[] = []
  const emit = jest.fn(
    (..._: unknown[]) => new Promise<void>((end, fail) => told.push({ end, fail }))
  )
  return { ...fakeContainer({ ledger: {}, others: { [Modules.EVENT_BUS]: { emit } } }), emit, told }
}

describe("the kick", () => {
  it("goes before the shop's other events, and nobody waits for it", () => {
    const { container, emit } = shopWithBus()
    expect(kickEngine(container)).toBeUndefined()
    expect(emit.mock.calls).toEqual([
      [
        { name: WEBHOOK_STORED, data: {} },
        { internal: true, priority: 10 },
      ],
    ])
  })

  it("is one more for all webhooks that come while it is on its way", async () => {
    const { container, emit, told } = shopWithBus()
    for (let webhook = 0; webhook < 1000; webhook += 1) {
      kickEngine(container)
    }
    told[0]?.end()
    await flush()
    told[1]?.end()
    await flush()
    expect(emit).toHaveBeenCalledTimes(2)
  })

  it("is told of when it fails; the next one goes out again", async () => {
    const { container, emit, told, log } = shopWithBus()
    kickEngine(container)
    told[0]?.fail(new Error("connection lost"))
    await flush()
    expect(log.texts("warn")).toEqual([
      expect.stringContaining("webhooks are processed a little later: connection lost"),
    ])
    kickEngine(container)
    expect(emit).toHaveBeenCalledTimes(2)
  })
})
