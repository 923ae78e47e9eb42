import { spawn, spawnSync } from "node:child_process"
import net from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { freePort } from "./ports.mjs"

const START_LIMIT_MS = 15_000
const POLL_MS = 20

/**
 * @typedef {object} LocalRedis
 * @property {string} url
 * @property {number} port
 * @property {() => Promise<void>} stop
 */

/**
 * Whether there is a Redis to start.
 *
 * @param {string} [program]
 */
export function hasRedis(program = "redis-server") {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0
}

/**
 * Starts a Redis server of its own on localhost, which keeps nothing on disk. It ends with the
 * process that started it, even when that process is killed.
 *
 * @param {object} [options]
 * @param {string} [options.program] looked for on the PATH
 * @returns {Promise<LocalRedis>}
 * @throws {Error} one sentence, when it is missing or does not start
 */
export async function startLocalRedis({ program = "redis-server" } = {}) {
  if (!hasRedis(program)) {
    throw new Error(`There is no ${program} on this machine's PATH.`)
  }
  const port = await freePort()
  const settings = {
    port,
    bind: "127.0.0.1",
    save: "",
    appendonly: "no",
    daemonize: "no",
    // As Medusa's queues need it.
    "maxmemory-policy": "noeviction",
  }
  const order = {
    command: program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    options: {},
    stopSignal: "SIGTERM",
  }
  const guardFile = fileURLToPath(new URL("./postgres-guard.mjs", import.meta.url))
  const guard = spawn(process.execPath, [guardFile, JSON.stringify(order)], {
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  })
  const end = { reached: false, said: "" }
  guard.stderr.on("data", (chunk) => (end.said += chunk))
  const gone = new Promise((resolve) => guard.once("close", resolve))
  void gone.then(() => (end.reached = true))
  const stop = async () => {
    guard.stdin.end()
    await gone
  }
  const deadline = Date.now() + START_LIMIT_MS
  while (!(await answers(port))) {
    if (end.reached || Date.now() > deadline) {
      await stop()
      throw new Error(`The throw-away Redis does not start (${end.said.trim() || "no answer"}).`)
    }
    await wait(POLL_MS)
  }
  return { url: `redis://127.0.0.1:${port}`, port, stop }
}

/** Whether a Redis on this port is ready; one that still starts answers with an error. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" })
    const tell = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once("connect", () => socket.write("PING\r\n"))
    socket.once("data", (chunk) => tell(String(chunk).startsWith("+PONG")))
    // Refused for as long as nobody listens.
    socket.once("error", () => tell(false))
    socket.once("close", () => tell(false))
  })
}
