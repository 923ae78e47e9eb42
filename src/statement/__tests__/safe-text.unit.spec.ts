import fc from "fast-check"
import { safeText } from "../safe-text"

describe("a text in a statement", () => {
  it.each([
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    '=HYPERLINK("https://evil.example","x")',
  ])("that a spreadsheet would run is shown: %j", (text) => {
    expect(safeText(text)).toBe(`'${text}`)
  })

  it.each(["", "inv_1", "10.50", "-10.50", "-1", "1=1", "a@b.example"])("stays: %j", (text) => {
    expect(safeText(text)).toBe(text)
  })

  it("that is not there is empty", () => {
    expect([safeText(null), safeText(undefined)]).toEqual(["", ""])
  })

  it("never begins as a formula does, and loses nothing", () => {
    const text = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(..."=+-@\t\r\n＝＋－＠"), fc.string()).map((parts) => parts.join(""))
    )
    fc.assert(
      fc.property(text, (given) => {
        const safe = safeText(given)
        expect(safe).toMatch(/^(?![=+@\t\r\n＝＋－＠]|-(?!\d+(\.\d+)?$))/)
        expect(safe.endsWith(given)).toBe(true)
      })
    )
  })
})
