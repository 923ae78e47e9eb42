import { createHash } from "node:crypto"
import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { Client } from "@medusajs/framework/pg"

/** What decides how the migrated and seeded database looks. */
const SOURCES = [
  "medusa-config.ts",
  "src/modules",
  "src/links",
  "demo/src/seed",
  "demo/src/markets.ts",
  "demo/src/offers.ts",
  "demo/src/admin-login.ts",
  "node_modules/@medusajs/medusa/package.json",
]

/** A short name for the present state of migrations and seed; changes when one of them does. */
export function preparationFingerprint(projectRoot: string): string {
  const hash = createHash("sha256")
  for (const source of SOURCES) {
    for (const file of filesUnder(path.join(projectRoot, source))) {
      hash.update(path.relative(projectRoot, file)).update("\0").update(readFileSync(file))
    }
  }
  return hash.digest("hex")
}

/** Whether this database was migrated and seeded as `fingerprint` says. */
export async function isPrepared(databaseUrl: string, fingerprint: string): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const known = await client.query<{ table: string | null }>(
      "SELECT to_regclass('demo.preparation')::text AS table"
    )
    if (!known.rows[0]?.table) {
      return false
    }
    const { rowCount } = await client.query(
      "SELECT 1 FROM demo.preparation WHERE fingerprint = $1",
      [fingerprint]
    )
    return rowCount === 1
  })
}

/** Remembers, in the database itself, that it is migrated and seeded. */
export async function rememberPrepared(databaseUrl: string, fingerprint: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query("CREATE SCHEMA IF NOT EXISTS demo")
    await client.query("CREATE TABLE IF NOT EXISTS demo.preparation (fingerprint text NOT NULL)")
    await client.query("BEGIN")
    await client.query("DELETE FROM demo.preparation")
    await client.query("INSERT INTO demo.preparation VALUES ($1)", [fingerprint])
    await client.query("COMMIT")
  })
}

async function withClient<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>
): Promise<Result> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** All files below a folder, or the one file, in the order of their names; tests left out. */
export function filesUnder(place: string): string[] {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat) {
    return []
  }
  if (stat.isFile()) {
    return [place]
  }
  return readdirSync(place)
    .filter((name) => name !== "__tests__")
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)))
}
