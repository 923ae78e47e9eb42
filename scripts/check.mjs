import "./lib/require-node.mjs"
import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { ensureInstalled, projectRoot } from "./lib/ensure-installed.mjs"
import { findAddresses } from "./lib/lock-file.mjs"

// npm run check: types, lint, format and the lock file. What fails is printed whole.
const CONCURRENCY = 2

await ensureInstalled()

const tool = (name, file) => path.join(projectRoot, "node_modules", name, file)
const typeChecked = [
  "tsconfig.json",
  "tsconfig.check.json",
  ...["src/admin", "sandbox", "storefront", "demo", "benchmarks", "scripts"]
    .map((part) => `${part}/tsconfig.json`)
    .filter((file) => fs.existsSync(path.join(projectRoot, file))),
]

const tasks = [
  { name: "lint", run: () => runTool(tool("eslint", "bin/eslint.js"), [".", "--max-warnings=0"]) },
  ...typeChecked.map((file) => ({ name: `types of ${file}`, run: () => checkTypes(file) })),
  {
    name: "format",
    run: () => runTool(tool("prettier", "bin/prettier.cjs"), ["--check", "--log-level=warn", "."]),
  },
  { name: "lock file", run: checkLockFile },
]

function checkTypes(file) {
  const cache = `node_modules/.cache/types/${file.replaceAll("/", "-")}.tsbuildinfo`
  return runTool(tool("typescript", "bin/tsc"), [
    ...[
      "-p",
      file,
      "--noEmit",
      "--pretty",
      String(process.stdout.isTTY === true),
      "--incremental",
      "--tsBuildInfoFile",
      cache,
    ],
  ])
}

async function checkLockFile() {
  const addresses = findAddresses(
    JSON.parse(fs.readFileSync(path.join(projectRoot, "package-lock.json"), "utf8"))
  )
  return addresses.length === 0
    ? undefined
    : `package-lock.json says from where packages were fetched; run npm install with the project's .npmrc.\n${addresses.join("\n")}`
}

/** Gives what a program printed when it failed, `undefined` when it did not. */
function runTool(file, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    })
    let output = ""
    const collect = (chunk) => (output += chunk)
    child.stdout.on("data", collect)
    child.stderr.on("data", collect)
    child.once("error", reject)
    child.once("close", (code) => resolve(code === 0 ? undefined : output || `code ${code}`))
  })
}

const failed = []
const waiting = [...tasks]

async function work() {
  for (let task = waiting.shift(); task; task = waiting.shift()) {
    const started = Date.now()
    const complaint = await task.run()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${complaint ? "✗" : "✓"} ${task.name} (${seconds} s)`)
    if (complaint) {
      console.log(complaint.trimEnd())
      failed.push(task.name)
    }
  }
}

await Promise.all(Array.from({ length: CONCURRENCY }, work))
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}`)
  process.exitCode = 1
}
