import { spawn } from "node:child_process"
import fs from "node:fs"
import os from "node:os"

/** @type {Map<import("node:child_process").ChildProcess, (signal?: NodeJS.Signals) => Promise<void>>} */
const running = new Map()
const windows = process.platform === "win32"

function signalGroup(child, signal) {
  try {
    if (windows) {
      child.kill(signal)
    } else {
      process.kill(-child.pid, signal)
    }
  } catch (error) {
    // Gone already; macOS says so of a group that is dead but not collected in other words.
    if (error.code !== "ESRCH" && error.code !== "EPERM") {
      throw error
    }
  }
}

process.on("exit", () => running.forEach((_, child) => signalGroup(child, "SIGKILL")))

/**
 * Starts a program as the head of its own group, so that it can be ended together with everything
 * it starts. The group ends with this process, unless this process is killed outright.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options] reads nothing from the terminal
 *   unless `stdio` says so
 */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    ...options,
    detached: !windows,
  })
  const ended = new Promise((resolve, reject) => {
    child.once("error", (error) => {
      running.delete(child)
      reject(error)
    })
    child.once("exit", () => {
      signalGroup(child, "SIGKILL")
      running.delete(child)
    })
    child.once("close", (code, signal) => resolve({ code: code ?? 1, signal }))
  })
  // Whoever cares awaits `ended`; for the others a failed start must not end this process.
  ended.catch(() => undefined)
  /**
   * Asks the group to end, and makes it end when it has not within `patienceMs`.
   *
   * @param {NodeJS.Signals} [signal]
   */
  async function stop(signal = "SIGINT", patienceMs = 10_000) {
    if (!running.has(child)) {
      return
    }
    signalGroup(child, signal)
    const force = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs)
    await ended.catch(() => undefined)
    clearTimeout(force)
  }
  if (child.pid !== undefined) {
    running.set(child, stop)
  }
  return { process: child, ended, stop }
}

/** Whether a process of this number runs, whoever it belongs to. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return !isDeadButUncollected(pid)
  } catch (error) {
    return error.code === "EPERM"
  }
}

// In a container nobody may collect what an orphan leaves; its number then answers for ever.
function isDeadButUncollected(pid) {
  const file = `/proc/${pid}/stat`
  if (!fs.existsSync(file)) {
    return false
  }
  const stat = fs.readFileSync(file, "utf8")
  return stat.charAt(stat.lastIndexOf(")") + 2) === "Z"
}

/** Runs a program to its end and gives its exit code. */
export async function runChild(command, args, options) {
  return (await startChild(command, args, options).ended).code
}

/**
 * Ends every program that `startChild` started and that still runs.
 *
 * @param {NodeJS.Signals} [signal]
 */
export async function stopChildren(signal) {
  await Promise.all([...running.values()].map((stop) => stop(signal)))
}

/**
 * On Ctrl-C and on a polite kill: ends what was started, tidies up, and leaves with the code that
 * shells expect.
 *
 * @param {() => Promise<void>} [tidyUp]
 */
export function stopOnSignals(tidyUp = async () => undefined) {
  let stopping = false
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, async () => {
      if (stopping) {
        return
      }
      stopping = true
      try {
        await stopChildren()
        await tidyUp()
      } finally {
        process.exit(128 + os.constants.signals[signal])
      }
    })
  }
}
