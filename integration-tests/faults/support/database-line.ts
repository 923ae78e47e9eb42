import { once } from "node:events"
import net from "node:net"
import { databaseUrl } from "../../support/databases"

/** The way to the database: it can be cut, and it can go dead. */
export class DatabaseLine {
  private readonly pairs = new Set<readonly [net.Socket, net.Socket]>()
  private isCut = false
  private isDead = false
  private readonly server = net.createServer((near) => {
    if (this.isCut) {
      near.destroy()
      return
    }
    const { hostname, port } = new URL(databaseUrl("postgres"))
    const far = net.connect({ host: hostname, port: Number(port) })
    const pair = [near, far] as const
    this.pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.pipe(to)
      // What breaks on one side ends on the other.
      from.on("error", () => to.destroy())
      from.on("close", () => {
        to.destroy()
        this.pairs.delete(pair)
      })
    }
    if (this.isDead) {
      pair.forEach((socket) => socket.pause())
    }
  })

  async open(): Promise<void> {
    this.server.listen(0, "127.0.0.1")
    await once(this.server, "listening")
  }

  /** A database's URL by this line. */
  url(database: string): string {
    const url = new URL(databaseUrl(database))
    url.port = String((this.server.address() as net.AddressInfo).port)
    return url.toString()
  }

  /** Ends every connection; new ones are taken. */
  breakConnections(): void {
    this.pairs.forEach(([near]) => near.destroy())
  }

  /** Ends every connection and takes no new ones. */
  cut(): void {
    this.isCut = true
    this.breakConnections()
  }

  /** Nothing comes through any more, and nobody is told. */
  goDead(): void {
    this.isDead = true
    this.pairs.forEach(([near, far]) => {
      near.pause()
      far.pause()
    })
  }

  /** The line is as it was; what was on its way arrives. */
  restore(): void {
    this.isCut = false
    this.isDead = false
    this.pairs.forEach(([near, far]) => {
      near.resume()
      far.resume()
    })
  }

  async close(): Promise<void> {
    this.cut()
    this.server.close()
    await once(this.server, "close")
  }
}
