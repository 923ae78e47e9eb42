import { Lane } from "../lane"

describe("Lane", () => {
  it("runs one after the other, and several at once when widened", async () => {
    const lane = new Lane()
    let active = 0
    let most = 0
    const order: number[] = []
    const task = (number: number) => async () => {
      active += 1
      most = Math.max(most, active)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(number)
      active -= 1
    }
    await Promise.all([1, 2, 3].map((number) => lane.run(task(number))))
    expect([most, order]).toEqual([1, [1, 2, 3]])
    lane.setWidth(3)
    await Promise.all([4, 5, 6].map((number) => lane.run(task(number))))
    expect(most).toBe(3)
    expect(() => lane.setWidth(0)).toThrow(RangeError)
  })

  it("goes on after a task that fails", async () => {
    const lane = new Lane()
    await expect(lane.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no")
    await expect(lane.run(() => Promise.resolve())).resolves.toBeUndefined()
  })
})
