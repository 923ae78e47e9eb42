import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, resolve, sep } from "node:path"

const SOURCES = resolve(__dirname, "..")
const ALLOWED_PACKAGES = ["express", "fast-check", "qrcode"]

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sourceFiles(path) : path.endsWith(".ts") ? [path] : []
  })
}

describe("the sandbox", () => {
  it.each(sourceFiles(SOURCES))("shares no code with the plugin: %s", (file) => {
    const source = readFileSync(file, "utf8")
    const imports = [
      ...source.matchAll(/^(?:import|export|\})[^"\n]* from "([^"]+)"$/gm),
      ...source.matchAll(/^import "([^"]+)"$/gm),
      ...source.matchAll(/\b(?:import|require)\("([^"]+)"\)/g),
    ]
    for (const [, name = ""] of imports) {
      if (name.startsWith(".")) {
        expect(resolve(dirname(file), name) + sep).toContain(SOURCES + sep)
      } else {
        expect(name.startsWith("node:") || ALLOWED_PACKAGES.includes(name)).toBe(true)
      }
    }
  })
})
