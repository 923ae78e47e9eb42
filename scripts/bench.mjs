// `npm run bench`: compiles the plugin, starts a Postgres of its own, and measures everything, or
// what is named, e.g. `npm run bench -- webhooks admin` (benchmarks/README.md).
import "./lib/require-node.mjs"
import fs from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { runChild, stopOnSignals } from "./lib/child-processes.mjs"
import { measureAdminPages } from "./lib/admin-pages.mjs"
import { ensureInstalled, projectRoot } from "./lib/ensure-installed.mjs"

// As in a shop that is live; before anything of Medusa is loaded.
process.env.NODE_ENV = "production"
process.env.LOG_LEVEL ??= "error"
process.env.MEDUSA_DISABLE_TELEMETRY = "true"

/** The admin's pages are measured by a browser; everything else by a process that runs the compiled plugin. */
const ADMIN = "admin"
const chosen = process.argv.slice(2)
const chosenOfPlugin = chosen.filter((name) => name !== ADMIN)

const cacheFolder = path.join(projectRoot, "node_modules", ".cache", "benchmarks")
const pluginFolder = path.join(cacheFolder, "plugin")
const dataDir = path.join(os.tmpdir(), `medusa-payment-gateways-bench-${process.pid}`)
let postgres

async function tidyUp() {
  await postgres?.stop()
  fs.rmSync(postgres?.dataDir ?? dataDir, { recursive: true, force: true })
}

/** What runs is what is published: compiled by TypeScript, not translated while it is loaded. */
async function compilePlugin() {
  fs.rmSync(pluginFolder, { recursive: true, force: true })
  const compiler = path.join(projectRoot, "node_modules", "typescript", "bin", "tsc")
  const flags = ["--declaration", "false", "--sourceMap", "false", "--noEmitOnError"]
  const code = await runChild(
    process.execPath,
    [compiler, "-p", path.join(projectRoot, "tsconfig.json"), "--outDir", pluginFolder, ...flags],
    { cwd: projectRoot }
  )
  if (code !== 0) {
    throw new Error("The plugin does not compile; `npm run check` tells more.")
  }
}

async function measurePlugin() {
  console.log("Compiling the plugin …")
  await compilePlugin()
  const { startLocalPostgres } = await import("./lib/local-postgres.mjs")
  // Kept safely on the disk, as a shop's database is: what is written must be worth its time.
  postgres = await startLocalPostgres({ dataDir, databases: ["payments", "shop"] })
  // Makes TypeScript loadable in this process.
  await import("tsx")
  const { runBenchmarks } = createRequire(import.meta.url)("../benchmarks/src/main.ts")
  await runBenchmarks({
    pluginFolder,
    cacheFolder,
    databaseUrls: { payments: postgres.url("payments"), shop: postgres.url("shop") },
    resultsFile: path.join(projectRoot, "benchmarks", "results.json"),
    chosen: chosenOfPlugin,
  })
}

stopOnSignals(tidyUp)
try {
  await ensureInstalled()
  if (chosen.length === 0 || chosenOfPlugin.length > 0) {
    await measurePlugin()
  }
  if (chosen.length === 0 || chosen.includes(ADMIN)) {
    await measureAdminPages()
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await tidyUp()
}
// Medusa's modules leave timers behind.
process.exit()
