import { timeLeft, withDeadline } from "../deadline"

describe("withDeadline", () => {
  it("gives a call outside of an operation all its time", () => {
    expect(timeLeft(10_000)).toBe(10_000)
  })

  it("never gives a call more than what is left of the operation", async () => {
    const [short, long] = await withDeadline(5_000, async () => [timeLeft(1_000), timeLeft(60_000)])
    expect(short).toBe(1_000)
    expect(long).toBeGreaterThan(0)
    expect(long).toBeLessThanOrEqual(5_000)
  })

  it("gives no time after the deadline", async () => {
    expect(await withDeadline(0, async () => timeLeft(1_000))).toBe(0)
  })

  it("lets an inner operation not last longer than the outer one", async () => {
    const left = await withDeadline(1_000, () => withDeadline(60_000, async () => timeLeft(60_000)))
    expect(left).toBeLessThanOrEqual(1_000)
  })
})
