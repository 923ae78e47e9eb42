import { Client } from "@medusajs/framework/pg"

/** A URL of the test run's Postgres server, with another database. */
export function databaseUrl(name: string): string {
  const server = process.env.DATABASE_URL
  if (!server) {
    throw new Error("These tests need a Postgres server: run them by `npm test`.")
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

/** Opens a connection for the time of `work`. */
export async function withConnection<Result>(
  database: string,
  work: (client: Client) => Promise<Result>
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl(database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * @param template what the new database is a copy of; nobody may be connected to it
 */
export async function createDatabase(name: string, template?: string): Promise<void> {
  await withConnection("postgres", (client) =>
    client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ""}`)
  )
}

export async function dropDatabase(name: string): Promise<void> {
  await withConnection("postgres", (client) =>
    client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
  )
}
