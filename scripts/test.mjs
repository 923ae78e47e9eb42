import "./lib/require-node.mjs"
import fs from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"
import { runChild, stopOnSignals } from "./lib/child-processes.mjs"
import { ensureInstalled, projectRoot } from "./lib/ensure-installed.mjs"
import { faultTable } from "./lib/fault-table.mjs"
import { startLocalPostgres } from "./lib/local-postgres.mjs"
import { hasRedis, startLocalRedis } from "./lib/local-redis.mjs"
import { summarize } from "./lib/test-summary.mjs"

const longestFirst = path.join(projectRoot, "scripts/jest/longest-first.cjs")

// npm test [-- --unit | --integration | --browser | --faults [--full]] [-- jest's own arguments]
// By itself jest leaves a processor free, which on a small machine is half of it.
const UNIT = { projects: ["unit", "admin", "storefront"], args: ["--maxWorkers=3"] }
// Each file boots a shop in a database of its own; the runner leaves timers behind, hence the end by force.
const SHOP = { args: ["--maxWorkers=2", "--forceExit"], database: true }
const INTEGRATION = { ...SHOP, projects: ["integration"] }
// The demo's shop in a real browser; pictures of each state go to the folder SCREENSHOTS, or to
// .artifacts/screenshots.
const BROWSER = { ...SHOP, projects: ["browser"] }
// Medusa's Next.js starter; scripts/prove-nextjs.mjs prepares it.
const NEXTJS = { ...SHOP, projects: ["nextjs"] }
// scripts/bench.mjs asks for it; it asserts no time.
const BENCHMARKS = { ...SHOP, projects: ["benchmarks"] }
// Real Medusa processes that are killed; while one file waits for the healing, another boots.
const FAULTS = { ...SHOP, projects: ["faults"], redis: true }
// Together they take less time: some work while others wait.
const SHOPS = {
  projects: [...INTEGRATION.projects, ...BROWSER.projects, ...FAULTS.projects],
  args: ["--maxWorkers=3", "--forceExit", `--testSequencer=${longestFirst}`],
  database: true,
  redis: true,
}
const SUITES = {
  "--unit": [UNIT],
  "--integration": [INTEGRATION],
  "--browser": [BROWSER],
  "--faults": [FAULTS],
  "--nextjs": [NEXTJS],
  "--benchmarks": [BENCHMARKS],
}

const given = process.argv.slice(2)
const suites = SUITES[given[0]] ?? [UNIT, SHOPS]
const isFull = given[0] === "--faults" && given.includes("--full")
const passedOn = (given[0] in SUITES ? given.slice(1) : given).filter((word) => word !== "--full")

// Pictures of what browsers have shown, for whoever wants to look at them.
const screenshots = path.join(projectRoot, ".artifacts/screenshots")
fs.mkdirSync(screenshots, { recursive: true })

const reports = fs.mkdtempSync(path.join(os.tmpdir(), "medusa-payment-gateways-tests-"))
const faults = path.join(reports, "faults.jsonl")
let postgres
let redis
let redisIsMissed = false

async function tidyUp() {
  await postgres?.stop()
  await redis?.stop()
  fs.rmSync(reports, { recursive: true, force: true })
}

async function runSuite({ projects, args, database, redis: needsRedis }, index) {
  const report = path.join(reports, `${index}.json`)
  const jest = createRequire(path.join(projectRoot, "package.json")).resolve("jest/bin/jest")
  await runChild(
    process.execPath,
    [
      ...["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
      // Workers have it too. A shop makes and forgets much: collecting that takes a tenth less time.
      "--max-semi-space-size=32",
      jest,
      ...["--selectProjects", ...projects],
      ...["--json", `--outputFile=${report}`, "--passWithNoTests"],
      ...args,
      // A whole run shows results alone; what a test prints is for whoever runs that test.
      ...(passedOn.length === 0 ? ["--silent"] : passedOn),
    ],
    {
      cwd: projectRoot,
      stdio: ["ignore", 2, 2],
      env: {
        LOG_LEVEL: "error",
        SCREENSHOTS: screenshots,
        SHARED_SHOPS: String(passedOn.length === 0),
        ...process.env,
        NODE_ENV: "test",
        MEDUSA_DISABLE_TELEMETRY: "true",
        ...(database ? databaseEnvironment() : {}),
        ...(needsRedis ? faultsEnvironment() : {}),
      },
    }
  )
  return fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, "utf8")) : undefined
}

// The names that Medusa's test runner reads; it insists on SSL unless the host says localhost.
function databaseEnvironment() {
  return {
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
    DATABASE_URL: postgres.url("postgres"),
  }
}

function faultsEnvironment() {
  return {
    FAULTS_SIZE: isFull ? "full" : "small",
    FAULTS_SPECS: isFull || passedOn.length > 0 ? "all" : "quick",
    FAULTS_REPORT: faults,
    ...(redis && { TEST_REDIS_URL: redis.url }),
  }
}

/** Starts a Redis; where there is none its tests are not run, which only a developer may accept. */
async function startRedis() {
  if (hasRedis()) {
    return startLocalRedis()
  }
  const missing = "There is no redis-server on the PATH (Debian: apt-get install redis-server)"
  console.error(`${missing}: the tests with Medusa's Redis modules are NOT RUN.`)
  redisIsMissed = process.env.CI === "true"
  return undefined
}

stopOnSignals(tidyUp)
try {
  await ensureInstalled()
  const results = []
  for (const [index, suite] of suites.entries()) {
    if (suite.database) {
      postgres ??= await startLocalPostgres({ log: console.log })
    }
    if (suite.redis) {
      redis = await startRedis()
    }
    results.push(await runSuite(suite, index))
  }
  if (fs.existsSync(faults)) {
    console.log(faultTable(fs.readFileSync(faults, "utf8")))
  }
  const { passed, failed, complaint } = summarize(results)
  if (complaint) {
    console.error(complaint)
    process.exitCode = 1
  }
  if (redisIsMissed) {
    console.error("Without Redis half of the set-ups are not proven, which CI does not accept.")
    process.exitCode = 1
  }
  console.log(`${passed} passed, ${failed + (redisIsMissed ? 1 : 0)} failed`)
} catch (error) {
  console.error(error.message)
  console.log("0 passed, 1 failed")
  process.exitCode = 1
} finally {
  await tidyUp()
}
