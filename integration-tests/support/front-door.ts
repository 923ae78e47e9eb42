import http, { type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Writable } from "node:stream"

/**
 * The shop's public address, as a proxy gives it: known before Medusa boots, leading to wherever
 * Medusa then listens. Bytes and headers go through as they come.
 */
export class FrontDoor {
  private target: URL | undefined
  private readonly server = http.createServer((request, response) => this.answer(request, response))

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

  protected answer(request: IncomingMessage, response: ServerResponse): void {
    request.pipe(this.inner(request, response, request.headers))
  }

  /** The same request at the shop, whose answer goes out as it comes; the body is still to be sent. */
  protected inner(
    { method, url: path }: IncomingMessage,
    response: ServerResponse,
    headers: http.OutgoingHttpHeaders
  ): NodeJS.WritableStream {
    if (!this.target) {
      response.writeHead(503).end()
      return new Writable({ write: (_chunk, _encoding, done) => done() })
    }
    const { hostname, port } = this.target
    const inner = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    inner.on("error", () => {
      if (response.headersSent) {
        response.destroy()
      } else {
        response.writeHead(502).end()
      }
    })
    return inner
  }
}
