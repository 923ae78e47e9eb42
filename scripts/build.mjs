import "./lib/require-node.mjs"
import fs from "node:fs"
import path from "node:path"
import { runChild, stopOnSignals } from "./lib/child-processes.mjs"
import { ensureInstalled, projectRoot } from "./lib/ensure-installed.mjs"
import { checkPackage } from "./lib/package-contents.mjs"

// npm run build: what npm publishes: the plugin in .medusa/server, with a look at what the package
// would hold, and the storefront's package in storefront/dist.
const built = path.join(projectRoot, ".medusa/server/src")
const medusa = path.join(projectRoot, "node_modules/@medusajs/cli/cli.js")

function build() {
  return runChild(process.execPath, [medusa, "plugin:build"], {
    cwd: projectRoot,
    env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
  })
}

function buildStorefront() {
  const folder = path.join(projectRoot, "storefront")
  return runChild(process.execPath, [path.join(folder, "scripts/build.mjs")], { cwd: folder })
}

// Types that the compiler infers name the packages behind Medusa's framework; a shop has been
// promised the framework only.
function nameTheFramework() {
  for (const entry of fs.readdirSync(built, { recursive: true, withFileTypes: true })) {
    if (entry.name.endsWith(".d.ts")) {
      const file = path.join(entry.parentPath, entry.name)
      const text = fs.readFileSync(file, "utf8")
      const named = text.replaceAll(
        /import\("@medusajs\/(types|utils)"\)/g,
        'import("@medusajs/framework/$1")'
      )
      if (named !== text) {
        fs.writeFileSync(file, named)
      }
    }
  }
}

stopOnSignals()
await ensureInstalled()
process.exitCode = (await build()) || (await buildStorefront())
if (process.exitCode === 0) {
  nameTheFramework()
  const { summary, surprises } = await checkPackage(projectRoot)
  console.log(summary)
  surprises.forEach((surprise) => console.error(`✗ ${surprise}`))
  process.exitCode = surprises.length === 0 ? 0 : 1
}
