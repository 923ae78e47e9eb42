import net from "node:net"

/** Any port that nobody listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address())
      probe.close(() => resolve(port))
    })
  })
}

/** The sentence for a port that somebody else has. */
export const portTaken = (port, what) =>
  `Port ${port} is taken, so ${what} cannot start there; stop what uses it or choose another port.`

/**
 * Makes sure that a port is free in both address families: with one of them taken a server may
 * start, and half of its clients would meet a stranger.
 *
 * @param {number} port
 * @param {string} what is to start there, for the sentence that a person gets
 */
export async function requireFreePort(port, what) {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await new Promise((resolve) => {
      const probe = net.createServer()
      probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code))
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
    })
    if (code === "EADDRINUSE") {
      throw new Error(portTaken(port, what))
    }
    if (code === "EACCES") {
      throw new Error(`Port ${port} may not be used by this account; choose a port above 1023.`)
    }
  }
  return port
}
