import { execFileSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { buildStorefront } from "../../../demo/src/storefront-build"
import migrateDatabase from "../../support/migrated-database"
import { buildAdmin } from "./admin-build"

const PROJECT_ROOT = path.resolve(__dirname, "../../..")
const BUILT = path.join(PROJECT_ROOT, "node_modules/.cache/demo-storefront")
const BUILT_ADMIN = path.join(PROJECT_ROOT, "node_modules/.cache/admin")

/**
 * Builds the shop's pages and its admin, and unpacks the browser; once per test run. `CHROMIUM` names another
 * browser, `SCREENSHOTS` another folder for the pictures of each state.
 */
export default async function prepareBrowserTests(): Promise<void> {
  await Promise.all([
    migrateDatabase(),
    buildStorefront(PROJECT_ROOT, BUILT),
    buildAdmin(PROJECT_ROOT, BUILT_ADMIN),
  ])
  process.env.BROWSER_STOREFRONT = BUILT
  process.env.BROWSER_ADMIN = BUILT_ADMIN
  process.env.CHROMIUM ||= unpackChromium()
  process.env.SCREENSHOTS ||= path.join(os.tmpdir(), "medusa-payment-gateways-screenshots")
  mkdirSync(process.env.SCREENSHOTS, { recursive: true })
}

/** The package is of a kind that jest cannot load. */
function unpackChromium(): string {
  const program =
    'import chromium from "@sparticuz/chromium"; console.log(await chromium.executablePath())'
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  })
  return output.trim()
}
