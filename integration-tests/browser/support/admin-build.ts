import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { filesUnder } from "../../../demo/src/prepared"

const BUILD_LIMIT_MS = 300_000
const MARK = "built-from.txt"
const ADMIN = "src/admin"
const SOURCES = [
  ADMIN,
  "integration-tests/browser/support/build-admin.mjs",
  "node_modules/@medusajs/admin-bundler/package.json",
  "node_modules/@medusajs/dashboard/package.json",
  "node_modules/@medusajs/ui/package.json",
  "node_modules/recharts/package.json",
]

/**
 * Builds Medusa's admin with the plugin's pages, unless the folder holds what these sources give.
 *
 * @throws with what the build complains of
 */
export async function buildAdmin(projectRoot: string, folder: string): Promise<void> {
  const hash = createHash("sha256")
  for (const file of SOURCES.flatMap((source) => filesUnder(path.join(projectRoot, source)))) {
    hash.update(path.relative(projectRoot, file)).update("\0").update(readFileSync(file))
  }
  const fingerprint = hash.digest("hex")
  const mark = path.join(folder, MARK)
  if (existsSync(mark) && readFileSync(mark, "utf8") === fingerprint) {
    return
  }
  rmSync(folder, { recursive: true, force: true })
  const program = path.join(__dirname, "build-admin.mjs")
  try {
    await promisify(execFile)(process.execPath, [program, folder, path.join(projectRoot, ADMIN)], {
      cwd: projectRoot,
      timeout: BUILD_LIMIT_MS,
      env: { ...process.env, NODE_ENV: "production" },
    })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`The admin could not be built: ${stderr?.trim() || message}`)
  }
  writeFileSync(mark, fingerprint)
}
