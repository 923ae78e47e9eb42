import fc from "fast-check"
import { cutText, oneLine } from "../cut-text"

describe("text that is cut", () => {
  it.each([
    ["Jane Doe", 100, "Jane Doe"],
    ["Jane Doe", 5, "Jane"],
    ["Rua\n\tJosé  5", 20, "Rua José 5"],
    ["王小明", 2, "王小"],
    ["a🧾", 2, "a"],
    ["🧾🧾", 2, "🧾"],
    ["", 5, ""],
  ])("%j to %i is %j", (text, length, expected) => {
    expect(cutText(text, length)).toBe(expected)
  })

  it("is never longer, never two lines, and well formed", () => {
    const anyText = fc.string({ unit: "grapheme", maxLength: 60 })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 40 }), (text, length) => {
        const cut = cutText(text, length)
        expect(cut.length).toBeLessThanOrEqual(length)
        expect(cut).toBe(oneLine(cut))
        expect(() => encodeURIComponent(cut)).not.toThrow()
      })
    )
  })
})
