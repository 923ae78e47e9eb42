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
  { postgresFolder }: DemoSettings,
  { startLocalPostgres }: DemoTools,
  log: (line: string) => void
): Promise<DemoDatabase> {
  try {
    const postgres = await startLocalPostgres({
      dataDir: postgresFolder,
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
    throw new DemoError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
