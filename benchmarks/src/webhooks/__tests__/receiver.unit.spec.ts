import fc from "fast-check"
import { receiverResult } from "../receiver"
import type { SentBatch } from "../senders"

/** A round in which every answer took as long. */
const round = (count: number, seconds: number, time = 1): SentBatch => ({
  times: Array.from({ length: count }, () => time),
  statuses: { 200: count },
  seconds,
})

describe("receiverResult", () => {
  it("compares the rounds that were sent one right after the other", () => {
    const result = receiverResult(32, {
      // The machine was busy in the second round, for both.
      ours: [round(100, 1), round(100, 10), round(100, 1)],
      core: [round(100, 0.5), round(100, 5), round(100, 1)],
      refused: [round(100, 0.25), round(100, 2.5), round(100, 0.25)],
    })
    expect(result.ratio).toBeCloseTo(0.5)
    expect(result.ratios.quarter).toBeCloseTo(0.5)
    expect(result.ratios.threeQuarters).toBeCloseTo(0.75)
    expect(result.refusalRatio).toBeCloseTo(4)
    expect(result.senders).toBe(32)
  })

  it("tells the rate of the middle round, and the times of all answers", () => {
    const batches = [round(100, 1, 5), round(100, 2, 5), round(100, 4, 50)]
    const { ours } = receiverResult(1, { ours: batches, core: batches, refused: batches })
    expect(ours).toEqual({ rate: 50, median: 5, p99: 50 })
  })

  it("finds no difference between a contender and itself", () => {
    const rounds = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9 }))
        .map(([count, seconds]) => round(count, seconds)),
      { minLength: 1, maxLength: 6 }
    )
    fc.assert(
      fc.property(rounds, (batches) => {
        const result = receiverResult(1, { ours: batches, core: batches, refused: batches })
        expect(result.ratio).toBeCloseTo(1)
        expect(result.refusalRatio).toBeCloseTo(1)
      })
    )
  })
})
