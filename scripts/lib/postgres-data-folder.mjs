import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { isRunning } from "./child-processes.mjs"
import { mayEnter, serverAccount, sharedFolder } from "./postgres-binaries.mjs"

/** The one superuser of a local server, which listens on localhost only. */
export const USER = "postgres"
export const PASSWORD = "postgres"

/** Where the data goes: `dataDir` itself, unless the account lent to Postgres cannot enter there. */
export function reachableFolder(dataDir, log) {
  const account = serverAccount(dataDir)
  if (!account || mayEnter(path.dirname(dataDir), account)) {
    return dataDir
  }
  const folder = path.join(sharedFolder(dataDir), path.basename(dataDir))
  log(
    `Postgres does not run as root and its own account cannot enter ${path.dirname(dataDir)}; the data is in ${folder}`
  )
  return folder
}

const MEMORY = "/dev/shm"
const ROOM_FOR_TESTS = 2 * 1024 ** 3

/**
 * Where short-lived files go that the account lent to Postgres has to read, too. In memory where
 * there is room: each test gets a database of its own, which is nothing but the making of files.
 */
export function temporaryFolder(account = serverAccount()) {
  if (isRoomy(MEMORY) && (!account || mayEnter(MEMORY, account))) {
    return MEMORY
  }
  return account && !mayEnter(os.tmpdir(), account) ? "/var/tmp" : os.tmpdir()
}

/** @throws {Error} when a folder exists and Postgres of this major version cannot use it */
export function checkDataFolder(folder, major) {
  if (!fs.existsSync(folder)) {
    return
  }
  if (!fs.statSync(folder).isDirectory()) {
    throw new Error(
      `${folder} should be the database folder but is a file; remove it and start again.`
    )
  }
  const versionFile = path.join(folder, "PG_VERSION")
  if (!fs.existsSync(versionFile)) {
    if (fs.readdirSync(folder).length > 0) {
      throw new Error(
        `The database folder ${folder} is broken (PG_VERSION is missing); delete it to begin with an empty database.`
      )
    }
    return
  }
  const version = fs.readFileSync(versionFile, "utf8").trim()
  if (version !== major) {
    throw new Error(
      `The database folder ${folder} was made by Postgres ${version || "(unknown)"} and this is Postgres ${major}; delete it to begin with an empty database.`
    )
  }
}

/** Ours without what would reconfigure Postgres. */
export function serverEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: "C" }
}

/**
 * Makes an empty database folder. Made beside its place and then renamed: a run that is killed
 * half-way leaves no half-made folder.
 */
export async function createDataFolder(folder, { initdb }, account, throwAway) {
  const parent = path.dirname(folder)
  fs.mkdirSync(parent, { recursive: true })
  const prefix = `${path.basename(folder)}.new-`
  for (const name of fs.readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    if (!isRunning(Number(name.slice(prefix.length)))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true })
    }
  }
  const unfinished = path.join(parent, `${prefix}${process.pid}`)
  const passwordFile = path.join(
    temporaryFolder(account),
    `pg-${createHash("sha256").update(unfinished).digest("hex").slice(0, 16)}`
  )
  fs.rmSync(passwordFile, { force: true })
  fs.writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600, flag: "wx" })
  fs.rmSync(unfinished, { recursive: true, force: true })
  fs.mkdirSync(unfinished, { mode: 0o700 })
  if (account) {
    fs.chownSync(passwordFile, account.uid, account.gid)
    fs.chownSync(unfinished, account.uid, account.gid)
  }
  try {
    const { code, output } = await run(
      initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(throwAway ? ["--no-sync"] : []),
      ],
      { ...account, cwd: path.dirname(initdb), env: serverEnvironment() }
    )
    if (code !== 0) {
      throw new Error(
        `The database folder ${folder} could not be created: ${lastComplaint(output) ?? `initdb ended with code ${code}`}`
      )
    }
    if (fs.existsSync(folder)) {
      fs.rmdirSync(folder)
    }
    fs.renameSync(unfinished, folder)
  } finally {
    fs.rmSync(passwordFile, { force: true })
    fs.rmSync(unfinished, { recursive: true, force: true })
  }
}

function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    const collect = (chunk) => (output += chunk)
    child.stdout.on("data", collect)
    child.stderr.on("data", collect)
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, output }))
  })
}

/** The last thing that went wrong, in the words of Postgres. */
export function lastComplaint(log) {
  const complaints = log.split("\n").filter((line) => /(FATAL|PANIC|error):/.test(line))
  return complaints.at(-1)?.replace(/^.*(?:FATAL|PANIC|error):\s*/, "")
}

function isRoomy(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK)
    const { bavail, bsize } = fs.statfsSync(folder)
    return bavail * bsize >= ROOM_FOR_TESTS
  } catch {
    return false
  }
}
