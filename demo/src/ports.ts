import net from "node:net"
import { DemoError } from "./demo-error"

/** A port that something of the demo listens on, and how to choose another. */
export interface NamedPort {
  /** What listens there, as in "for <name>". */
  name: string
  port: number
  /** Without its dashes. */
  flag: string
  variable: string
}

// A port can be taken on one address only, and Linux and macOS differ in what then still works.
const ADDRESSES = ["127.0.0.1", "::1", "0.0.0.0", "::"]
const HIGHEST_PORT = 65_535

/**
 * Makes sure of every port before anything is started.
 *
 * @throws {DemoError} that names the port, who wants it, and how to choose another
 */
export async function requireFreePorts(wanted: readonly NamedPort[]): Promise<void> {
  for (const [position, { name, port, flag, variable }] of wanted.entries()) {
    const same = wanted.slice(0, position).find((other) => other.port === port)
    if (same) {
      throw new DemoError(
        `Port ${port} is given to both ${same.name} and ${name}; choose another for one of them, ` +
          `for example with --${flag} ${await nextFreePort(port, wanted)}.`
      )
    }
    const obstacle = await portObstacle(port)
    if (obstacle === "EACCES") {
      throw new DemoError(
        `Port ${port} for ${name} may not be used by this account; choose one above 1023 with --${flag}.`
      )
    }
    if (obstacle) {
      const other = await nextFreePort(port, wanted)
      throw new DemoError(
        `Port ${port} for ${name} is taken by another program; end that program, or choose another ` +
          `port: npm run demo -- --${flag} ${other} (or ${variable}=${other}).`
      )
    }
  }
}

/** Why a port cannot be listened on: the system's error code, or `undefined` when it can. */
export async function portObstacle(port: number): Promise<string | undefined> {
  for (const address of ADDRESSES) {
    const code = await new Promise<string | undefined>((resolve) => {
      const probe = net.createServer()
      probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code))
      probe.listen({ port, host: address, exclusive: true }, () => {
        probe.close(() => resolve(undefined))
      })
    })
    if (code === "EADDRINUSE" || code === "EACCES") {
      return code
    }
  }
  return undefined
}

async function nextFreePort(port: number, wanted: readonly NamedPort[]): Promise<number> {
  for (let candidate = port + 1; candidate <= HIGHEST_PORT; candidate++) {
    const reserved = wanted.some((other) => other.port === candidate)
    if (!reserved && !(await portObstacle(candidate))) {
      return candidate
    }
  }
  return HIGHEST_PORT
}
