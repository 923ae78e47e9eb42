import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { buildStorefront, storefrontFingerprint } from "../storefront-build"

/** Writes what it was asked for, in place of Vite; fails when the shop's page says so. */
const VITE = `
const fs = require("node:fs")
const folder = process.argv[process.argv.indexOf("--outDir") + 1]
if (fs.readFileSync(process.argv[3] + "/index.html", "utf8") === "broken") {
  console.error("index.html: unexpected end")
  process.exit(1)
}
fs.mkdirSync(folder, { recursive: true })
fs.writeFileSync(folder + "/index.html", "built")
`

describe("buildStorefront", () => {
  let root: string
  let folder: string
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "storefront-build-"))
    folder = path.join(root, "built")
    write("node_modules/vite/bin/vite.js", VITE)
    write("demo/storefront/index.html", "page")
    write("storefront/src/index.ts", "component")
  })

  afterEach(() => rmSync(root, { recursive: true }))

  it("builds once for the same sources", async () => {
    expect(await buildStorefront(root, folder)).toBe(true)
    expect(existsSync(path.join(folder, "index.html"))).toBe(true)
    expect(await buildStorefront(root, folder)).toBe(false)
  })

  it.each([
    "demo/storefront/src/app.tsx",
    "storefront/src/index.ts",
    "node_modules/vite/package.json",
  ])("builds anew when %s changes", async (file) => {
    await buildStorefront(root, folder)
    write(file, "{}")
    expect(await buildStorefront(root, folder)).toBe(true)
  })

  it("says what the build complains of, and builds again the next time", async () => {
    await buildStorefront(root, folder)
    write("demo/storefront/index.html", "broken")
    await expect(buildStorefront(root, folder)).rejects.toThrow(
      "The storefront could not be built: index.html: unexpected end"
    )
    write("demo/storefront/index.html", "page")
    expect(await buildStorefront(root, folder)).toBe(true)
  })

  it("does not care about tests", () => {
    const before = storefrontFingerprint(root)
    write("storefront/src/__tests__/index.unit.spec.ts", "test")
    expect(storefrontFingerprint(root)).toBe(before)
  })
})
