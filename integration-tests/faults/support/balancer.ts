import { once } from "node:events"
import http from "node:http"
import type { AddressInfo } from "node:net"

/**
 * The shop's public address, as a load balancer gives it: each request goes to the next of the
 * processes that are up. A process that dies while it works on a request costs that request.
 */
export class Balancer {
  private targets: string[] = []
  private turn = 0
  private readonly server = http.createServer((request, response) => {
    const target = this.targets[this.turn++ % Math.max(1, this.targets.length)]
    if (target === undefined) {
      response.writeHead(503).end()
      return
    }
    const { hostname, port } = new URL(target)
    const { method, url: path, headers } = request
    const inner = http.request(
      { hostname, port, method, path, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.on("error", () => response.destroy())
        answer.pipe(response)
      }
    )
    inner.on("error", () => {
      if (response.headersSent) {
        response.destroy()
      } else {
        response.writeHead(502).end()
      }
    })
    request.pipe(inner)
  })

  /** @returns the address, known before any process is up */
  async open(): Promise<string> {
    this.server.listen(0, "127.0.0.1")
    await once(this.server, "listening")
    return this.url
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Where requests go from now on. */
  leadTo(targets: readonly string[]): void {
    this.targets = [...targets]
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, "close")
  }
}
