import { spawn } from "node:child_process"
import os from "node:os"

const running = new Set()
const windows = process.platform === "win32"

function signalGroup(child, signal) {
  try {
    if (windows) {
      child.kill(signal)
    } else {
      process.kill(-child.pid, signal)
    }
  } catch (error) {
    if (error.code !== "ESRCH") {
      throw error
    }
  }
}

process.on("exit", () => running.forEach((child) => signalGroup(child, "SIGKILL")))

/**
 * Starts a program as the head of its own group, so that it can be ended together with everything
 * it starts. Whatever way this process exits, the group is ended with it.
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
  if (child.pid !== undefined) {
    running.add(child)
  }
  const ended = new Promise((resolve, reject) => {
    child.once("error", (error) => {
      running.delete(child)
      reject(error)
    })
    child.once("exit", (code, signal) => {
      signalGroup(child, "SIGKILL")
      running.delete(child)
      resolve({ code: code ?? 1, signal })
    })
  })
  // Whoever cares awaits `ended`; for the others a failed start must not end this process.
  ended.catch(() => undefined)
  return {
    process: child,
    ended,
    /** Asks the group to end, and makes it end after `patienceMs`. */
    async stop(signal = "SIGINT", patienceMs = 10_000) {
      if (!running.has(child)) {
        return
      }
      signalGroup(child, signal)
      const force = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs)
      await ended.catch(() => undefined)
      clearTimeout(force)
    },
  }
}

/** Whether a process of this number exists, whoever it belongs to. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** Runs a program to its end and gives its exit code. */
export async function runChild(command, args, options) {
  return (await startChild(command, args, options).ended).code
}

/** Ends every program that `startChild` started and that still runs. */
export async function stopChildren(signal) {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = new Promise((resolve) => child.once("exit", resolve))
      signalGroup(child, signal ?? "SIGINT")
      const force = setTimeout(() => signalGroup(child, "SIGKILL"), 10_000)
      await gone
      clearTimeout(force)
    })
  )
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
        await stopChildren("SIGINT")
        await tidyUp()
      } finally {
        process.exit(128 + os.constants.signals[signal])
      }
    })
  }
}
