import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { projectRoot } from "../ensure-installed.mjs"
import { changedLines, readGuidePatch } from "../guide-patch.mjs"

const guide = path.join(projectRoot, "docs/storefront-nextjs.md")
const storefront = path.join(projectRoot, "storefront")
const patch = readGuidePatch(guide)
const added = patch.split("\n").filter((line) => /^\+(?!\+\+ )/.test(line))

describe("the guide to Medusa's Next.js starter", () => {
  it("changes no more than 25 lines, and says how many", () => {
    expect(changedLines(patch)).toBeLessThanOrEqual(25)
    expect(fs.readFileSync(guide, "utf8")).toContain(`with ${changedLines(patch)} changed lines`)
  })

  it("uses what the package exports, and nothing else", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(storefront, "package.json"), "utf8"))
    const used = added.flatMap((line) => {
      const [, names = "", entry] =
        /(?:import|export)(?: \{(.*)\} from)? "medusa-payment-gateways-react([^"]*)"/.exec(line) ??
        []
      return entry === undefined ? [] : [{ entry: `.${entry}`, names: names.split(",") }]
    })
    expect(used.map(({ entry }) => entry).sort()).toEqual([
      "./starter",
      "./starter",
      "./styles.css",
    ])
    for (const { entry, names } of used) {
      expect(manifest.exports).toHaveProperty([entry])
      const source = fs.readFileSync(path.join(storefront, "src/starter/index.ts"), "utf8")
      for (const name of names.map((one) => one.replace(/ as .*/, "").trim()).filter(Boolean)) {
        expect(source).toMatch(new RegExp(`export \\{[^}]*\\b${name}\\b`))
      }
    }
  })

  it("asks for the package in the version that this is", () => {
    const { name, version } = JSON.parse(
      fs.readFileSync(path.join(storefront, "package.json"), "utf8")
    )
    expect(added).toContain(`+    "${name}": "^${version}",`)
  })

  it("is a patch that git understands", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guide-patch-"))
    try {
      const counted = execFileSync("git", ["apply", "--numstat", "-"], {
        cwd: folder,
        input: patch,
        encoding: "utf8",
      })
      const sums = counted
        .trim()
        .split("\n")
        .map((line) => line.split("\t").slice(0, 2).map(Number))
      expect(sums.flat().reduce((total, one) => total + one)).toBe(changedLines(patch))
    } finally {
      fs.rmSync(folder, { recursive: true })
    }
  })

  it("is not found where there is none", () => {
    expect(() => readGuidePatch(path.join(projectRoot, "LICENSE"))).toThrow(/shows no patch/)
  })
})
