import fs from "node:fs"
import path from "node:path"

const css = fs.readFileSync(path.join(__dirname, "../styles.css"), "utf8")

/** The colors that stand behind Medusa UI's, by name, of each block that sets them. */
const palettes = [...css.matchAll(/\{([^{}]*--payment-text:[^{}]*)\}/g)].map(
  ([, block = ""]) =>
    new Map(
      [...block.matchAll(/--payment-([a-z-]+): var\(--[a-z-]+, (#[0-9a-f]{6})\)/g)].map(
        ([, name = "", color = ""]) => [name, color] as const
      )
    )
)

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(palette: ReadonlyMap<string, string>, one: string, other: string): number {
  const [low = 0, high = 0] = [one, other]
    .map((name) => luminance(palette.get(name) ?? ""))
    .sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe("the default look", () => {
  it("has a light palette and two dark ones that are the same", () => {
    expect(palettes).toHaveLength(3)
    expect(palettes[1]).toEqual(palettes[2])
    expect([...palettes[0]!.keys()]).toEqual([...palettes[1]!.keys()])
    expect(palettes[0]!.size).toBe(13)
  })

  describe.each(palettes.map((palette, index) => [index, palette] as const))(
    "palette %d",
    (_, palette) => {
      it.each([
        ["text", "back"],
        ["soft", "back"],
        ["text", "field"],
        ["error", "back"],
        ["on-button", "button"],
        ["warning-text", "warning-back"],
      ])("has %s readable on %s (WCAG 1.4.3)", (text, back) => {
        expect(contrast(palette, text, back)).toBeGreaterThanOrEqual(4.5)
      })

      it.each([
        ["field-line", "field"],
        ["field-line", "back"],
        ["button", "back"],
        ["focus", "back"],
        ["good", "back"],
      ])("has %s visible on %s (WCAG 1.4.11)", (line, back) => {
        expect(contrast(palette, line, back)).toBeGreaterThanOrEqual(3)
      })
    }
  )

  it("names every class that the component uses, and makes targets large enough", () => {
    const source = fs
      .readdirSync(path.join(__dirname, "../react"))
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => fs.readFileSync(path.join(__dirname, "../react", file), "utf8"))
      .join("\n")
    const used = [...source.matchAll(/ui\.className\("([a-z]+)"\)/g)].map(([, part]) => part)
    expect(used.length).toBeGreaterThan(10)
    for (const part of [...new Set(used)].filter((one) => one !== "actions")) {
      expect(css).toContain(`.gateway-payment-${part}`)
    }
    expect(css.match(/min-height: 44px/g)).toHaveLength(3)
  })
})
