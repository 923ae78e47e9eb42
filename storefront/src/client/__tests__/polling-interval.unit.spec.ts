import fc from "fast-check"
import { LONGEST_INTERVAL_MS, pollingInterval, SHORTEST_INTERVAL_MS } from "../polling-interval.js"

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const looks = fc.oneof(fc.nat({ max: 200 }), fc.constant(Infinity))

describe("pollingInterval", () => {
  it("stays between one and a half and fifteen seconds", () => {
    fc.assert(
      fc.property(looks, chance, (count, random) => {
        const interval = pollingInterval(count, random)
        expect(interval).toBeGreaterThanOrEqual(SHORTEST_INTERVAL_MS)
        expect(interval).toBeLessThanOrEqual(LONGEST_INTERVAL_MS)
      })
    )
  })

  it("never shrinks while nothing happens, and leaves a quarter to chance", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), chance, (count, random) => {
        expect(pollingInterval(count + 1, random)).toBeGreaterThanOrEqual(
          pollingInterval(count, random)
        )
        expect(pollingInterval(count, random)).toBeGreaterThanOrEqual(
          Math.floor(pollingInterval(count, 0) * 0.75)
        )
      })
    )
  })

  it("begins with the shortest and ends with the longest", () => {
    expect([SHORTEST_INTERVAL_MS, LONGEST_INTERVAL_MS]).toEqual([1_500, 15_000])
    expect(pollingInterval(0, 0)).toBe(SHORTEST_INTERVAL_MS)
    expect(pollingInterval(20, 0)).toBe(LONGEST_INTERVAL_MS)
    expect(pollingInterval(20, 0.999)).toBeLessThan(0.8 * LONGEST_INTERVAL_MS)
  })
})
