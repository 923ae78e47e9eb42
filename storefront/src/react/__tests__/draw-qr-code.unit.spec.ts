import { encode } from "uqr"
import { COINS } from "../../__tests__/support/payment-states.js"
import { drawQrCode } from "../draw-qr-code.js"

/** The modules that a drawing covers, each once. */
function modulesOf({ path, size }: { path: string; size: number }): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at++) {
      expect(rows[Number(y)]?.[at]).toBe(false)
      rows[Number(y)]![at] = true
    }
  }
  return rows
}

describe("drawQrCode", () => {
  it.each(COINS.map(({ uri, address }) => uri ?? address))("draws every module of %s", (text) => {
    expect(modulesOf(drawQrCode(text))).toEqual(encode(text, { ecc: "M", border: 4 }).data)
  })

  it("leaves four light modules around it", () => {
    const modules = modulesOf(drawQrCode("bitcoin:1A"))
    const edge = modules.flatMap((row, y) =>
      row.filter((_, x) => Math.min(x, y, row.length - 1 - x, modules.length - 1 - y) < 4)
    )
    expect(edge).not.toContain(true)
    expect(modules[4]?.slice(4, 11)).toEqual(Array.from({ length: 7 }, () => true))
  })
})
