import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { preparationFingerprint } from "../prepared"

describe("preparationFingerprint", () => {
  let root: string
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), "prepared-"))
    write("medusa-config.ts", "config")
    write("src/modules/ledger/migrations/Migration1.ts", "one")
    write("demo/src/seed/index.ts", "seed")
  })

  afterEach(() => rmSync(root, { recursive: true }))

  it("stays the same as long as nothing changes", () => {
    expect(preparationFingerprint(root)).toBe(preparationFingerprint(root))
  })

  it.each([
    ["a new migration", "src/modules/ledger/migrations/Migration2.ts"],
    ["another seed", "demo/src/seed/index.ts"],
    ["another configuration", "medusa-config.ts"],
    ["another Medusa", "node_modules/@medusajs/medusa/package.json"],
  ])("changes with %s", (_, file) => {
    const before = preparationFingerprint(root)
    write(file, "changed")
    expect(preparationFingerprint(root)).not.toBe(before)
  })

  it.each(["src/core/money.ts", "src/modules/ledger/__tests__/service.unit.spec.ts"])(
    "does not care about %s",
    (file) => {
      const before = preparationFingerprint(root)
      write(file, "changed")
      expect(preparationFingerprint(root)).toBe(before)
    }
  )
})
