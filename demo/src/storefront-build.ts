import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { DemoError } from "./demo-error"
import { filesUnder } from "./prepared"

const BUILD_LIMIT_MS = 180_000
const MARK = "built-from.txt"
const SOURCES = [
  "demo/storefront",
  "storefront/src",
  "node_modules/vite/package.json",
  "node_modules/react-dom/package.json",
  "node_modules/react-router-dom/package.json",
  "node_modules/@medusajs/js-sdk/package.json",
]

/** A short name for the present state of the storefront's sources. */
export function storefrontFingerprint(projectRoot: string): string {
  const hash = createHash("sha256")
  for (const source of SOURCES) {
    for (const file of filesUnder(path.join(projectRoot, source))) {
      hash.update(path.relative(projectRoot, file)).update("\0").update(readFileSync(file))
    }
  }
  return hash.digest("hex")
}

/**
 * Builds the storefront for browsers, unless the folder holds what these sources give.
 *
 * @returns whether it was built anew
 * @throws {DemoError} with what the build complains of
 */
export async function buildStorefront(projectRoot: string, folder: string): Promise<boolean> {
  const fingerprint = storefrontFingerprint(projectRoot)
  const mark = path.join(folder, MARK)
  if (existsSync(mark) && readFileSync(mark, "utf8") === fingerprint) {
    return false
  }
  rmSync(folder, { recursive: true, force: true })
  const vite = path.join(projectRoot, "node_modules/vite/bin/vite.js")
  const root = path.join(projectRoot, "demo/storefront")
  const config = path.join(root, "vite.config.mjs")
  try {
    await promisify(execFile)(
      process.execPath,
      [vite, "build", root, "--config", config, "--outDir", folder],
      { timeout: BUILD_LIMIT_MS, env: { ...process.env, NODE_ENV: "production" } }
    )
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new DemoError(`The storefront could not be built: ${stderr?.trim() || message}`)
  }
  writeFileSync(mark, fingerprint)
  return true
}
