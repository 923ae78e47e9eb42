import { createHash } from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { startChild } from "./child-processes.mjs"
import { projectRoot, runNpm } from "./ensure-installed.mjs"

const template = path.join(projectRoot, "scripts/floor-shop")
const plugin = "medusa-payment-gateways"
const BOOT_LIMIT_MS = 180_000

// Outside the project: a shop inside it would find in the project's node_modules, one Medusa
// higher, whatever the package forgot to ask for.
const floorFolder = path.join(
  os.tmpdir(),
  `medusa-payment-gateways-floor-${createHash("sha256").update(projectRoot).digest("hex").slice(0, 8)}`
)

/**
 * A shop on the lowest Medusa version with the packed plugin installed as a merchant would install
 * it. Medusa itself is kept for the next time, the plugin is installed anew.
 *
 * @param {string} tarball
 * @returns {Promise<string>} the shop's folder
 */
export async function installFloorShop(tarball) {
  const folder = path.join(floorFolder, "shop")
  const manifest = fs.readFileSync(path.join(template, "package.json"))
  const stamp = path.join(floorFolder, "installed.json")
  if (!fs.existsSync(stamp) || !fs.readFileSync(stamp).equals(manifest)) {
    fs.rmSync(floorFolder, { recursive: true, force: true })
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, "package.json"), manifest)
    await npmInstall(folder, [], "installing the lowest supported Medusa")
    fs.writeFileSync(stamp, manifest)
  }
  fs.cpSync(template, folder, { recursive: true })
  fs.rmSync(path.join(folder, "node_modules", plugin), { recursive: true, force: true })
  // npm takes a file of the same name for the same package.
  const content = createHash("sha256").update(fs.readFileSync(tarball)).digest("hex")
  const copy = path.join(floorFolder, `${plugin}-${content.slice(0, 12)}.tgz`)
  fs.cpSync(tarball, copy)
  try {
    await npmInstall(folder, ["--no-save", copy], "installing the plugin")
  } finally {
    fs.rmSync(copy)
  }
  return folder
}

function npmInstall(folder, args, task) {
  return runNpm(
    ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", ...args],
    { cwd: folder, task }
  )
}

const readVersion = (...parts) =>
  JSON.parse(fs.readFileSync(path.join(...parts, "package.json"), "utf8")).version

/** The Medusa version that the shop runs on, and whether the plugin brought a second one along. */
export function medusaOf(folder) {
  const modules = path.join(folder, "node_modules")
  return {
    version: readVersion(modules, "@medusajs/framework"),
    wanted: readVersion(modules, "@medusajs/medusa"),
    second: fs.existsSync(path.join(modules, plugin, "node_modules/@medusajs")),
  }
}

/**
 * Runs one of the shop's own programs to its end.
 *
 * @throws {Error} with what it printed when it fails
 */
export async function runInShop(folder, program, args, env) {
  const child = startInShop(folder, program, args, env)
  const { code } = await child.ended
  if (code !== 0) {
    throw new Error(
      `${path.basename(program)} ${args.join(" ")} ended with code ${code}:\n${child.output()}`
    )
  }
}

function startInShop(folder, program, args, env) {
  const child = startChild(
    process.execPath,
    [path.join(folder, "node_modules", program), ...args],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true", ...env },
    }
  )
  let output = ""
  const collect = (chunk) => (output = (output + chunk).slice(-20_000))
  child.process.stdout?.on("data", collect)
  child.process.stderr?.on("data", collect)
  return { ...child, output: () => output }
}

/**
 * Boots the shop and waits until it answers.
 *
 * @throws {Error} with what it printed when it does not come up
 */
export async function startShop(folder, port, env) {
  const url = `http://localhost:${port}`
  const child = startInShop(folder, "@medusajs/cli/cli.js", ["start", "-p", String(port)], env)
  let ended = false
  void child.ended.then(() => (ended = true))
  const deadline = Date.now() + BOOT_LIMIT_MS
  while (!(await isHealthy(url))) {
    if (ended || Date.now() > deadline) {
      await child.stop()
      throw new Error(
        `The shop ${ended ? "ended while booting" : "did not come up"}:\n${child.output()}`
      )
    }
    await wait(250)
  }
  return { url, stop: child.stop, output: child.output }
}

async function isHealthy(url) {
  // Refused for as long as nobody listens.
  const answer = await fetch(`${url}/health`).catch(() => undefined)
  return answer?.ok === true
}
