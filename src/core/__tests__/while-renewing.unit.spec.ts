import { logger } from "@medusajs/framework/logger"
import { whileRenewing } from "../while-renewing"

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
  jest.restoreAllMocks()
})

describe("a lease of 30 seconds", () => {
  it("is renewed every 10 seconds, not before", () => {
    const renew = jest.fn(async () => undefined)
    const stop = whileRenewing(30, renew)
    expect(renew).not.toHaveBeenCalled()
    jest.advanceTimersByTime(9_999)
    expect(renew).not.toHaveBeenCalled()
    jest.advanceTimersByTime(1)
    expect(renew).toHaveBeenCalledTimes(1)
    jest.advanceTimersByTime(60_000)
    expect(renew).toHaveBeenCalledTimes(7)
    stop()
  })

  it("is not renewed any more once its work is over", () => {
    const renew = jest.fn(async () => undefined)
    const stop = whileRenewing(30, renew)
    jest.advanceTimersByTime(10_000)
    stop()
    jest.advanceTimersByTime(600_000)
    expect(renew).toHaveBeenCalledTimes(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  it("may be given back twice", () => {
    const stop = whileRenewing(30, async () => undefined)
    stop()
    expect(stop).not.toThrow()
  })

  it("is renewed again after a renewal that failed, of which the log tells", async () => {
    const warn = jest.spyOn(logger, "warn").mockImplementation(() => undefined)
    const renew = jest.fn<Promise<void>, []>(async () => undefined)
    renew.mockRejectedValueOnce(new Error("connection lost"))
    const stop = whileRenewing(30, renew)
    await jest.advanceTimersByTimeAsync(10_000)
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("connection lost"))
    await jest.advanceTimersByTimeAsync(10_000)
    expect(renew).toHaveBeenCalledTimes(2)
    expect(warn).toHaveBeenCalledTimes(1)
    stop()
  })

  it("keeps no process alive", () => {
    const unref = jest.fn()
    const timer = { unref } as unknown as NodeJS.Timeout
    jest.spyOn(global, "setInterval").mockReturnValue(timer)
    whileRenewing(30, async () => undefined)
    expect(unref).toHaveBeenCalledTimes(1)
  })
})
