import "./require-node.mjs"
import fs from "node:fs"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { isRunning, startChild } from "./child-processes.mjs"

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url))

/**
 * What node_modules lacks of what the lock file asks for, in words; `undefined` when it is complete.
 * Compares versions, not times, so that a branch switched to and fro installs nothing.
 */
export function missingFromInstall(root = projectRoot) {
  const installedFile = path.join(root, "node_modules", ".package-lock.json")
  if (!fs.existsSync(installedFile)) {
    return "node_modules is missing"
  }
  const read = (file) => JSON.parse(fs.readFileSync(file, "utf8")).packages
  const installed = read(installedFile)
  const wanted = read(path.join(root, "package-lock.json"))
  const stale = Object.entries(wanted).find(
    ([place, entry]) =>
      place.startsWith("node_modules/") &&
      !entry.optional &&
      !entry.link &&
      installed[place]?.version !== entry.version
  )
  return stale && `${stale[0].replace(/^.*node_modules\//, "")} ${stale[1].version} is missing`
}

/** npm as a command and its first arguments, the same npm that runs this script where one does. */
export function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) {
    return { command: process.execPath, args: [cli] }
  }
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] }
}

/**
 * Runs npm and says every 15 seconds that it still runs, for those who see no progress bar.
 *
 * @param {string[]} args
 * @param {{ cwd?: string, task: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} seconds
 * @throws {Error} with npm's exit code; npm's own words are on the terminal
 */
export async function runNpm(args, { cwd = projectRoot, task, env }) {
  const npm = npmCommand()
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const heartbeat = setInterval(() => console.log(`  … ${task}: ${seconds()} s`), 15_000)
  try {
    const { code } = await startChild(npm.command, [...npm.args, ...args], {
      cwd,
      env: { ...process.env, ...env },
      shell: npm.command.endsWith(".cmd"),
    }).ended
    if (code !== 0) {
      throw new Error(`npm ${args.join(" ")} ended with code ${code}.`)
    }
    return seconds()
  } finally {
    clearInterval(heartbeat)
  }
}

/**
 * Installs the project's dependencies when they are missing or not those of the lock file. Two
 * commands started at once do not install over each other: the second waits.
 */
export async function ensureInstalled() {
  if (!missingFromInstall()) {
    return
  }
  const release = await onlyOneInstalls()
  try {
    const reason = missingFromInstall()
    if (!reason) {
      return
    }
    console.log(`Installing dependencies (${reason}); this takes a minute or two …`)
    const seconds = await runNpm(["ci", "--no-audit", "--no-fund"], { task: "installing" })
    console.log(`Dependencies installed in ${seconds} s.`)
  } finally {
    release()
  }
}

async function onlyOneInstalls() {
  const file = path.join(projectRoot, ".install-lock")
  const own = `${file}-${process.pid}`
  const release = () => fs.rmSync(file, { force: true })
  fs.writeFileSync(own, String(process.pid))
  try {
    for (let told = false; ; told = true) {
      try {
        // A link appears together with what it holds.
        fs.linkSync(own, file)
        process.once("exit", release)
        return release
      } catch (error) {
        if (error.code !== "EEXIST") {
          throw error
        }
      }
      const owner = fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : undefined
      if (owner !== undefined && !isRunning(owner)) {
        release()
        continue
      }
      if (!told) {
        console.log(`Process ${owner} installs the dependencies; waiting for it …`)
      }
      await wait(500)
    }
  } finally {
    fs.rmSync(own, { force: true })
  }
}
