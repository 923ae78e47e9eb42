import http from "node:http"
import type { AddressInfo } from "node:net"

/**
 * The shop's public address, as a proxy gives it: known before Medusa boots, leading to wherever
 * Medusa then listens. Bytes and headers go through as they come.
 */
export class FrontDoor {
  private target: URL | undefined
  private readonly server = http.createServer((request, response) => {
    if (!this.target) {
      response.writeHead(503).end()
      return
    }
    const { hostname, port } = this.target
    const { method, url: path, headers } = request
    const inner = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    inner.on("error", () => response.writeHead(502).end())
    request.pipe(inner)
  })

  /** @returns the address */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
    return this.url
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  leadTo(url: string): void {
    this.target = new URL(url)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
