import { coveredTime, quantile, summarize } from "../statistics"

describe("quantile", () => {
  it.each([
    [[3], 0.5, 3],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2.5],
    [[10, 20], 0.25, 12.5],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])("of %j at %d is %d", (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected)
  })

  it("leaves the values in their order", () => {
    const values = [3, 1, 2]
    quantile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })

  it("refuses to summarize nothing", () => {
    expect(() => summarize([])).toThrow(RangeError)
  })
})

describe("coveredTime", () => {
  it.each([
    ["no span", [], 0],
    [
      "one after the other",
      [
        [0, 5],
        [7, 10],
      ],
      8,
    ],
    [
      "one inside the other",
      [
        [0, 10],
        [2, 5],
      ],
      10,
    ],
    [
      "one into the other, in any order",
      [
        [4, 10],
        [0, 5],
      ],
      10,
    ],
    [
      "a third over the gap",
      [
        [0, 2],
        [8, 10],
        [1, 9],
      ],
      10,
    ],
  ])("counts %s once", (_, spans, expected) => {
    expect(coveredTime(spans.map(([start = 0, end = 0]) => ({ start, end })))).toBe(expected)
  })
})
