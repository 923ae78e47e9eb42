import fc from "fast-check"
import { StreamPlaces } from "../stream-places"

const MOST = 10

describe("places of streams", () => {
  test("no more than ten of a session; another session has its own", () => {
    const places = new StreamPlaces()
    Array.from({ length: MOST }, () => places.take("payses_1"))

    expect(() => places.take("payses_1")).toThrow("Too many follow this payment at once.")
    expect(() => places.take("payses_2")).not.toThrow()
  })

  test("a place that is given back twice is one place", () => {
    const places = new StreamPlaces()
    const leave = Array.from({ length: MOST }, () => places.take("payses_1"))
    leave[0]?.()
    leave[0]?.()

    places.take("payses_1")
    expect(() => places.take("payses_1")).toThrow("Too many follow this payment at once.")
  })

  test("as many can be had as are free, in whatever order they come and go", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (moves) => {
        const places = new StreamPlaces()
        const held: (() => void)[] = []
        for (const move of moves) {
          if (move > MOST || held.length === 0) {
            if (held.length < MOST) {
              held.push(places.take("payses_1"))
            } else {
              expect(() => places.take("payses_1")).toThrow()
            }
          } else {
            held.splice(move % held.length, 1)[0]?.()
          }
        }
        const free = MOST - held.length
        Array.from({ length: free }, () => places.take("payses_1"))
        expect(() => places.take("payses_1")).toThrow()
      })
    )
  })
})
