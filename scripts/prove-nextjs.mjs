import "./lib/require-node.mjs"
import path from "node:path"
import chromium from "@sparticuz/chromium"
import { runChild, stopOnSignals } from "./lib/child-processes.mjs"
import { ensureInstalled, projectRoot } from "./lib/ensure-installed.mjs"
import { installNextjsShop } from "./lib/nextjs-shop.mjs"

// NEXTJS_STARTER=<clone of github.com/medusajs/dtc-starter> node scripts/prove-nextjs.mjs
// docs/storefront-nextjs.md, put to the proof: its patch is applied to Medusa's Next.js starter,
// which is then built, started and paid in.
stopOnSignals()
try {
  const starter = process.env.NEXTJS_STARTER
  if (!starter) {
    throw new Error("Set NEXTJS_STARTER to a clone of github.com/medusajs/dtc-starter.")
  }
  await ensureInstalled()
  const folder = await installNextjsShop(path.resolve(starter))
  process.exitCode = await runChild(
    process.execPath,
    [path.join(projectRoot, "scripts/test.mjs"), "--nextjs", ...process.argv.slice(2)],
    {
      env: {
        ...process.env,
        NEXTJS_SHOP: folder,
        CHROMIUM: process.env.CHROMIUM || (await chromium.executablePath()),
      },
    }
  )
} catch (error) {
  console.error(`✗ ${error.message}`)
  process.exitCode = 1
}
