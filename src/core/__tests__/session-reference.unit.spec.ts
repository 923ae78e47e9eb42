import fc from "fast-check"
import { sessionIdOfReference, sessionReference } from "../session-reference"

const sessionId = "payses_01HZX8"

describe("our own reference of a payment", () => {
  it.each([
    [1, 1, "payses_01HZX8"],
    [1, 2, "payses_01HZX8-2"],
    [2, 1, "payses_01HZX8-11"],
    [2, 3, "payses_01HZX8-13"],
  ])("of attempt %i, try %i is %s", (sequence, attemptTry, reference) => {
    expect(sessionReference({ sessionId, sequence }, attemptTry)).toBe(reference)
  })

  it("is another one for every attempt and try, and leads back to the session", () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 10 }))
    fc.assert(
      fc.property(numbers, numbers, ([oneSequence, oneTry], [otherSequence, otherTry]) => {
        const one = sessionReference({ sessionId, sequence: oneSequence }, oneTry)
        const other = sessionReference({ sessionId, sequence: otherSequence }, otherTry)
        expect(one === other).toBe(oneSequence === otherSequence && oneTry === otherTry)
        expect(sessionIdOfReference(one)).toBe(sessionId)
      })
    )
  })

  it.each(["", "order-7", "payses_", "payses_1-", "payses_1-x", "payses_1/../2", " payses_1"])(
    "%j is not ours",
    (reference) => {
      expect(sessionIdOfReference(reference)).toBeUndefined()
    }
  )
})
