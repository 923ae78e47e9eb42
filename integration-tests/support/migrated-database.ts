import { createDatabase, databaseUrl } from "./databases"
import { runMedusa } from "./medusa-process"

const MIGRATED = "MIGRATED_DATABASE"
const NAME = "migrated_shop"

/** Makes the database that every shop under test begins with a copy of; once per test run. */
export default async function migrateDatabase(): Promise<void> {
  if (process.env[MIGRATED]) {
    return
  }
  await createDatabase(NAME)
  await runMedusa(["db:migrate"], { environment: { DATABASE_URL: databaseUrl(NAME) } })
  process.env[MIGRATED] = NAME
}

/** A new database that has all tables and no rows but Medusa's own. */
export async function createMigratedDatabase(name: string): Promise<void> {
  await createDatabase(name, process.env[MIGRATED])
}
