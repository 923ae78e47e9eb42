import http from "node:http"
import type { AddressInfo } from "node:net"

/** A request as the server got it. */
export interface ReceivedRequest {
  readonly method: string
  /** Path with query. */
  readonly url: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** Answers one request; it may also destroy the connection, or never answer. */
export type Answer = (request: ReceivedRequest, response: http.ServerResponse) => void

/** A gateway's API on a port of its own, answering as a test says. */
export class GatewayServer {
  readonly requests: ReceivedRequest[] = []
  /** Used up one by one; the last one stays. */
  private answers: Answer[] = [json(200, {})]
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const received = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      this.requests.push(received)
      const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0]
      answer?.(received, response)
    })
  })

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Forgets what was received and answers anew. */
  answerWith(...answers: Answer[]): void {
    this.requests.length = 0
    this.answers = answers
  }
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => response.writeHead(status, headers).end(body)
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return text(status, JSON.stringify(body), { "content-type": "application/json", ...headers })
}

/** The connection is cut before any answer. */
export const reset: Answer = (_, response) => response.socket?.resetAndDestroy()

/** The head of a success and a piece of its body, then the connection is cut. */
export const brokenOff: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" })
  response.write('{"id":"', () => response.socket?.destroy())
}

/** Everything that was sent comes back: headers, address and body, in headers and in body. */
export const echo =
  (status: number): Answer =>
  (request, response) => {
    const key = String(request.headers["x-api-key"] ?? "")
    response.writeHead(status, {
      "content-type": "application/json",
      "x-request-id": `req-${key}`,
      "x-echo": key,
    })
    const said = `you sent ${JSON.stringify(request.headers)} and ${request.body}`
    response.end(
      JSON.stringify({
        id: { [key]: said },
        [key]: said,
        error: { code: `E_${key}`, message: said, facts: { said } },
        said: [request, encodeURIComponent(said), Buffer.from(said).toString("base64")],
      })
    )
  }
