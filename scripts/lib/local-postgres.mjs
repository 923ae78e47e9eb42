import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { isRunning } from "./child-processes.mjs"
import { freePort, portTaken, requireFreePort } from "./ports.mjs"
import { postgresBinaries, serverAccount } from "./postgres-binaries.mjs"
import {
  checkDataFolder,
  createDataFolder,
  lastComplaint,
  PASSWORD,
  reachableFolder,
  serverEnvironment,
  temporaryFolder,
  USER,
} from "./postgres-data-folder.mjs"

const START_LIMIT_MS = 60_000
const PREVIOUS_SERVER_LIMIT_MS = 15_000
const SPEED_OVER_SAFETY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum_naptime: "60s",
}

/**
 * @typedef {object} LocalPostgres
 * @property {"localhost"} host
 * @property {number} port
 * @property {string} user
 * @property {string} password
 * @property {string} dataDir where the data really is (see `startLocalPostgres`)
 * @property {(database: string) => string} url
 * @property {(database: string) => Promise<void>} createDatabase does nothing when it exists
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a Postgres server of its own on localhost, from the binaries in node_modules.
 *
 * The server ends with the process that started it, even when that process is killed. Root is
 * served too; where the account lent to Postgres cannot enter `dataDir`, the data goes to a folder
 * under /var/tmp that belongs to this `dataDir`, and `log` says so.
 *
 * Every failure is an `Error` whose message is one sentence for the person at the terminal.
 *
 * @param {object} options
 * @param {string} [options.dataDir] kept between runs; left out for a throw-away server, which is
 *   fast and unsafe on a power cut, and is deleted when it stops
 * @param {number} [options.port] 0 takes any free port
 * @param {string[]} [options.databases] created when missing
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<LocalPostgres>}
 */
export async function startLocalPostgres({
  dataDir,
  port = 0,
  databases = [],
  log = () => undefined,
} = {}) {
  const throwAway = dataDir === undefined
  const folder = throwAway
    ? path.join(
        temporaryFolder(),
        `medusa-payment-gateways-${process.pid}-${randomBytes(4).toString("hex")}`
      )
    : reachableFolder(path.resolve(dataDir), log)
  const account = serverAccount(folder)
  const binaries = postgresBinaries(account)
  checkDataFolder(folder, binaries.major)
  const chosenPort = port === 0 ? await freePort() : await requireFreePort(port, "the database")

  if (!fs.existsSync(path.join(folder, "PG_VERSION"))) {
    if (!throwAway) {
      log(`creating the database folder ${folder}`)
    }
    await createDataFolder(folder, binaries, account, throwAway)
  }
  const server = await startServer({ folder, port: chosenPort, binaries, account, throwAway })

  const url = (database) => `postgres://${USER}:${PASSWORD}@localhost:${chosenPort}/${database}`
  const createDatabase = (database) => createMissingDatabase(binaries.pg, url("postgres"), database)
  try {
    for (const database of databases) {
      await createDatabase(database)
    }
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    host: "localhost",
    port: chosenPort,
    user: USER,
    password: PASSWORD,
    dataDir: folder,
    url,
    createDatabase,
    stop: server.stop,
  }
}

async function startServer(plan) {
  const deadline = Date.now() + PREVIOUS_SERVER_LIMIT_MS
  for (;;) {
    forgetStrangersLock(plan.folder)
    const attempt = await tryServer(plan)
    if (attempt.stop) {
      return attempt
    }
    const previousStillThere = /lock file .* already exists|shared memory block .* in use/.test(
      attempt.log
    )
    if (!previousStillThere) {
      throw new Error(startFailure(plan, attempt.log))
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The database folder ${plan.folder} is in use by process ${lockOwner(plan.folder)}; stop that run first.`
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function startFailure({ folder, port }, log) {
  if (/could not bind|Address already in use/.test(log)) {
    return portTaken(port, "the database")
  }
  const complaint = lastComplaint(log) ?? "it gave no reason"
  return `The database in ${folder} does not start (${complaint}); delete that folder to begin with an empty database.`
}

function lockOwner(folder) {
  const lock = path.join(folder, "postmaster.pid")
  return fs.existsSync(lock) ? Number.parseInt(fs.readFileSync(lock, "utf8"), 10) : undefined
}

// After a kill -9 or a restarted container the number in the lock file may belong to another
// program by now, or to a dead one that nobody collects; Postgres would wait for that one.
function forgetStrangersLock(folder) {
  const pid = lockOwner(folder)
  if (!pid) {
    return
  }
  const name = `/proc/${pid}/comm`
  const isPostgres = !fs.existsSync(name) || fs.readFileSync(name, "utf8").startsWith("postgres")
  if (!isRunning(pid) || !isPostgres) {
    fs.rmSync(path.join(folder, "postmaster.pid"), { force: true })
  }
}

function tryServer({ folder, port, binaries, account, throwAway }) {
  const settings = {
    listen_addresses: "localhost",
    unix_socket_directories: "",
    lc_messages: "C",
    timezone: "UTC",
    max_connections: "200",
    ...(throwAway ? SPEED_OVER_SAFETY : {}),
  }
  const order = {
    command: binaries.postgres,
    args: [
      "-D",
      folder,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    options: { ...account, cwd: path.dirname(binaries.postgres), env: serverEnvironment() },
    stopSignal: throwAway ? "SIGQUIT" : "SIGINT",
    removeOnExit: throwAway ? folder : undefined,
  }
  const guardFile = fileURLToPath(new URL("./postgres-guard.mjs", import.meta.url))
  const guard = spawn(process.execPath, [guardFile, JSON.stringify(order)], {
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  })
  const gone = new Promise((resolve) => guard.once("close", resolve))
  const stop = async () => {
    guard.stdin.end()
    await gone
  }
  return new Promise((resolve, reject) => {
    let log = ""
    const limit = setTimeout(() => {
      void stop().then(() =>
        reject(
          new Error(
            `The database in ${folder} did not get ready within ${START_LIMIT_MS / 1000} seconds.`
          )
        )
      )
    }, START_LIMIT_MS)
    guard.stdin.on("error", () => undefined)
    guard.once("error", reject)
    guard.stderr.on("data", (chunk) => {
      log = (log + chunk).slice(-20_000)
      if (log.includes("database system is ready to accept connections")) {
        clearTimeout(limit)
        resolve({ stop })
      }
    })
    guard.once("close", () => {
      clearTimeout(limit)
      resolve({ log })
    })
  })
}

async function createMissingDatabase(pg, url, database) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [
      database,
    ])
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`)
    }
  } finally {
    await client.end()
  }
}
