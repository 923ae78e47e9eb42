import { capturedOrderResult } from "../captured-orders"

describe("capturedOrderResult", () => {
  it("compares the medians", () => {
    const result = capturedOrderResult({
      ours: [90, 100, 900],
      core: [5000, 5200, 5100],
      byHand: [80, 70, 1000],
    })
    expect(result.ours).toMatchObject({ count: 3, median: 100 })
    expect(result.core.median).toBe(5100)
    expect(result.timesSooner).toBe(51)
    expect(result.ratioToByHand).toBe(1.25)
  })
})
