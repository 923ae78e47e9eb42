import { accessSync, constants, mkdirSync } from "node:fs"
import { FetchError } from "@medusajs/js-sdk"
import { brokenDatabase, isPostgresError, openDatabase } from "./database"
import { DemoError } from "./demo-error"
import { MARKETS, marketOf } from "./markets"
import { Medusa } from "./medusa"
import { requireFreePorts } from "./ports"
import { isPrepared, preparationFingerprint, rememberPrepared } from "./prepared"
import { OFFERS, titleOf } from "./offers"
import { purchase } from "./purchase"
import { type PurchaseRow, purchaseTable } from "./purchase-table"
import { startSandbox, type DemoSandbox } from "./sandbox"
import { demoSettings, type DemoOptions, type DemoSettings } from "./settings"
import { Steps } from "./steps"
import { openStore } from "./store-access"
import { buildStorefront } from "./storefront-build"
import { serveStorefront } from "./storefront-server"
import { addressLines } from "./summary"
import { Timeline } from "./timeline"
import type { DemoTools } from "./tools"

/**
 * Brings the demo shop up and buys with every gateway.
 *
 * @returns when the purchases are done; unless `once`, never
 * @throws {DemoError} in one sentence for the person at the terminal, also when something that has
 *   to stay up ends
 */
export async function runDemo(options: DemoOptions, tools: DemoTools): Promise<void> {
  const settings = demoSettings(options, tools.projectRoot)
  const steps = new Steps(
    process.stdout,
    () => performance.now(),
    () => tools.isStopping()
  )
  await requireFreePorts(Object.values(settings.ports))
  makeDataFolder(settings.dataFolder)

  const medusa = await prepareShop(settings, steps, tools)
  const sandbox = await steps.run(
    "Starting the sandbox",
    () => startSandbox(settings),
    () => settings.sandboxUrl
  )
  tools.beforeExit(() => sandbox.stop())
  tools.beforeExit(() => medusa.stop())
  const { ended } = await steps.run(
    "Starting Medusa",
    () => medusa.start(),
    () => settings.backendUrl
  )

  const broken = ended.then((error) => {
    throw error
  })
  await Promise.race([
    broken,
    buyEverywhere(settings, sandbox, steps, tools).catch((error: unknown) => {
      throw error instanceof FetchError ? shopRefused(error, settings) : error
    }),
  ])
  if (!settings.once) {
    addressLines(settings).forEach((line) => steps.say(line))
    tools.onStaysUp()
    await broken
  }
}

/** A running database with a filled shop in it, and Medusa ready to start on it. */
async function prepareShop(
  settings: DemoSettings,
  steps: Steps,
  tools: DemoTools
): Promise<Medusa> {
  const database = await steps.run(
    "Starting Postgres",
    () => openDatabase(settings, tools, (line) => steps.say(`    ${line}`)),
    ({ dataDir, port }) => `localhost:${port}, data in ${dataDir}`
  )
  tools.beforeExit(() => database.stop())

  const medusa = new Medusa(settings, tools, database.url)
  const fingerprint = preparationFingerprint(settings.projectRoot)
  const prepared = await isPrepared(database.url, fingerprint).catch((error: unknown) => {
    throw isPostgresError(error) ? brokenDatabase(settings, error.message) : error
  })
  if (prepared) {
    steps.say("  ✓ Migrated and seeded by an earlier run")
    return medusa
  }
  await steps.run("Migrating the database", (report) => medusa.migrate(report))
  await steps.run(
    "Seeding the shop",
    () => medusa.seed(),
    () => MARKETS.map(({ currency }) => currency.toUpperCase()).join(", ")
  )
  await rememberPrepared(database.url, fingerprint)
  return medusa
}

async function buyEverywhere(
  settings: DemoSettings,
  sandbox: DemoSandbox,
  steps: Steps,
  tools: DemoTools
): Promise<void> {
  const { store, publishableKey } = await openStore(settings.backendUrl)
  await steps.run(
    "Building the storefront",
    () => buildStorefront(settings.projectRoot, settings.storefrontFolder),
    (isNew) => (isNew ? "" : "built by an earlier run")
  )
  const { backendUrl, ports, storefrontFolder } = settings
  const storefront = await serveStorefront(ports.storefront.port, storefrontFolder, () => ({
    backendUrl,
    publishableKey,
  }))
  tools.beforeExit(() => storefront.stop())

  const rows: PurchaseRow[] = []
  for (const offer of OFFERS) {
    const market = marketOf(offer.currency)
    const title = `Buying with ${titleOf(offer)} in ${market.currency.toUpperCase()} (${market.regionName})`
    const timeline = new Timeline(title, (line) => steps.say(line))
    const started = performance.now()
    const result = await purchase(market, offer, { store, timeline, sandbox })
    rows.push({ offer, result, milliseconds: performance.now() - started })
  }
  steps.say()
  purchaseTable(rows).forEach((line) => steps.say(line))
}

function shopRefused({ status, message }: FetchError, { logFile }: DemoSettings): DemoError {
  const reason = message.replace(/\.$/, "")
  return new DemoError(`The shop answered ${status}: ${reason}. All Medusa said is in ${logFile}.`)
}

function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DemoError(
      `The data folder ${folder} cannot be used (${reason}); choose another with --data.`
    )
  }
}
