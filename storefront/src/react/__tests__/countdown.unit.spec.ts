import fc from "fast-check"
import { passedMark, secondsLeft } from "../countdown.js"

const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })
const seconds = fc.integer({ min: 0, max: 5_000 })

describe("secondsLeft", () => {
  it("is zero exactly when the time is over, and never shrinks by more than what passed", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -5_000_000, max: 5_000_000 }), (now, ahead) => {
        fc.pre(now + ahead >= 0)
        const left = secondsLeft(new Date(now + ahead).toISOString(), now)
        expect(left === 0).toBe(ahead <= 0)
        expect(left).toBe(Math.max(0, Math.ceil(ahead / 1_000)))
      })
    )
  })
})

describe("passedMark", () => {
  it("tells each mark once, however the clock jumps", () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 2 }), (looks) => {
        const falling = [...looks].sort((a, b) => b - a)
        const told = falling.flatMap((now, index) => {
          const mark = passedMark(falling[index - 1] ?? now, now)
          return mark === undefined ? [] : [mark]
        })
        expect(new Set(told).size).toBe(told.length)
        expect(told).toEqual([...told].sort((a, b) => b - a))
      })
    )
  })

  it("tells the nearest one, and none without a change", () => {
    expect(passedMark(700, 100)).toBe(120)
    expect(passedMark(301, 300)).toBe(300)
    expect(passedMark(300, 300)).toBeUndefined()
    expect(passedMark(299, 298)).toBeUndefined()
    expect(passedMark(100, 900)).toBeUndefined()
  })
})
