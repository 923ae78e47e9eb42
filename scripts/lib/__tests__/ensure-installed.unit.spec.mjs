import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { missingFromInstall } from "../ensure-installed.mjs"

describe("missingFromInstall", () => {
  let root

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "ensure-installed-test-"))
  })

  afterEach(() => fs.rmSync(root, { recursive: true }))

  const write = (file, packages) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), JSON.stringify({ packages }))
  }

  it("misses node_modules", () => {
    write("package-lock.json", {})
    expect(missingFromInstall(root)).toBe("node_modules is missing")
  })

  it.each([
    ["what the lock file asks for", { version: "1.2.0" }, { version: "1.2.0" }],
    ["packages of other platforms missing", { version: "1.2.0", optional: true }, undefined],
    ["the project's own parts", { link: true }, { link: true }],
  ])("is content with %s", (_, wanted, installed) => {
    write("package-lock.json", { "": {}, "node_modules/axios": wanted })
    write("node_modules/.package-lock.json", installed ? { "node_modules/axios": installed } : {})
    expect(missingFromInstall(root)).toBeUndefined()
  })

  it.each([
    ["a package", {}],
    ["the right version", { "node_modules/@scope/axios": { version: "1.1.0" } }],
  ])("misses %s", (_, installed) => {
    write("package-lock.json", { "node_modules/@scope/axios": { version: "1.2.0" } })
    write("node_modules/.package-lock.json", installed)
    expect(missingFromInstall(root)).toBe("@scope/axios 1.2.0 is missing")
  })
})
