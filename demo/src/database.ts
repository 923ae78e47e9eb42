import { DemoError } from "./demo-error"
import type { DemoSettings } from "./settings"
import type { DemoTools } from "./tools"

const DATABASE = "demo_shop"

/** The demo's running database. */
export interface DemoDatabase {
  url: string
  port: number
  dataDir: string
  stop(): Promise<void>
}

/**
 * Starts Postgres on the demo's data folder, on any free port.
 *
 * @throws {DemoError} in one sentence, for a broken folder or one that is in use
 */
export async function openDatabase(
  settings: DemoSettings,
  { startLocalPostgres }: DemoTools,
  log: (line: string) => void
): Promise<DemoDatabase> {
  try {
    const postgres = await startLocalPostgres({
      dataDir: settings.postgresFolder,
      databases: [DATABASE],
      log,
    })
    return {
      url: postgres.url(DATABASE),
      port: postgres.port,
      dataDir: postgres.dataDir,
      stop: () => postgres.stop(),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // What Postgres itself answers has a code; the rest is a sentence for the person already.
    throw isPostgresError(error)
      ? brokenDatabase(settings, reason)
      : new DemoError(reason, { cause: error })
  }
}

/** What to say when the database's files are damaged. */
export function brokenDatabase({ postgresFolder }: DemoSettings, reason: string): DemoError {
  return new DemoError(
    `The database in ${postgresFolder} is broken (${reason}); delete that folder to begin with an empty database.`
  )
}

/** Whether Postgres refused a query, rather than anything else having failed. */
export function isPostgresError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code))
}
