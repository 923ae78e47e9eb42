import "./lib/require-node.mjs"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { runChild, stopOnSignals } from "./lib/child-processes.mjs"
import { ensureInstalled, projectRoot, runNpm } from "./lib/ensure-installed.mjs"

// node scripts/test-react.mjs [version]: the storefront package's tests with another React than the
// project's own, 19 unless given.
const version = process.argv[2] ?? "19"
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "medusa-payment-gateways-react-"))
const tidyUp = async () => fs.rmSync(folder, { recursive: true, force: true })

stopOnSignals(tidyUp)
try {
  await ensureInstalled()
  await runNpm(
    [
      ...["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"],
      ...[`react@${version}`, `react-dom@${version}`],
    ],
    { cwd: folder, task: `installing React ${version}` }
  )
  const modules = path.join(folder, "node_modules")
  const { version: installed } = JSON.parse(
    fs.readFileSync(path.join(modules, "react/package.json"), "utf8")
  )
  console.log(`React ${installed}`)
  process.exitCode = await runChild(
    process.execPath,
    // Modules that jest has read before were read with the other React.
    [path.join(projectRoot, "scripts/test.mjs"), "--unit", "storefront/", "--no-cache"],
    { env: { ...process.env, REACT_MODULES: modules } }
  )
} catch (error) {
  console.error(`✗ ${error.message}`)
  process.exitCode = 1
} finally {
  await tidyUp()
}
