import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { databaseUrl } from "../../support/databases"
import migrateDatabase, { createMigratedDatabase } from "../../support/migrated-database"
import { runMedusa } from "../../support/medusa-process"
import type { FaultsShop } from "./seed"

/** A seeded shop's database, which each test gets a copy of. */
export const TEMPLATE = "faults_template"

const SEEDED = "FAULTS_SEEDED_SHOP"

/** Makes the template; once per test run, before any test. */
export default async function makeTemplate(): Promise<void> {
  await migrateDatabase()
  await createMigratedDatabase(TEMPLATE)
  const folder = mkdtempSync(path.join(os.tmpdir(), "faults-seed-"))
  const file = path.join(folder, "shop.json")
  const settings = { environment: { DATABASE_URL: databaseUrl(TEMPLATE) } }
  try {
    await runMedusa(["exec", "integration-tests/faults/support/seed.ts", file], settings)
    process.env[SEEDED] = readFileSync(file, "utf8")
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What the shops in copies of the template are known by. */
export function seededShop(): FaultsShop {
  return JSON.parse(process.env[SEEDED] ?? "{}") as FaultsShop
}
