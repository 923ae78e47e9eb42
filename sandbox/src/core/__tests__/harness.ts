import http from "node:http"
import type { AddressInfo } from "node:net"
import { isRecord } from "../json"

/** An API reply; `json` is `undefined` when the text is none. */
export interface ApiReply {
  status: number
  headers: Headers
  text: string
  json: unknown
}

/** What a receiver of webhooks got. */
export interface Received {
  method: string
  path: string
  headers: http.IncomingHttpHeaders
  rawHeaders: string[]
  body: string
}

/** Stands for the merchant's server; gives the answers queued, a status or a redirect, then 200. */
export class Receiver {
  readonly received: Received[] = []
  statuses: (number | { status: number; location?: string })[] = []
  private server: http.Server | undefined

  /** @returns where webhooks go */
  async start(): Promise<string> {
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        this.received.push({
          method: request.method ?? "",
          path: request.url ?? "",
          headers: request.headers,
          rawHeaders: request.rawHeaders,
          body: Buffer.concat(chunks).toString("utf8"),
        })
        const next = this.statuses.shift() ?? 200
        const { status, location } = typeof next === "number" ? { status: next } : next
        response.writeHead(status, location === undefined ? {} : { Location: location })
        response.end("ok")
      })
    })
    this.server = server
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  }

  async stop(): Promise<void> {
    const { server } = this
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    }
  }
}

/** A member of a JSON value, by a path like `data.0.id`; `undefined` when it is not there. */
export function at(json: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (Array.isArray(value)) {
      return (value as unknown[])[Number(name)]
    }
    return isRecord(value) ? value[name] : undefined
  }, json)
}

/** A text member of a JSON value. */
export function text(json: unknown, path: string): string {
  const value = at(json, path)
  if (typeof value !== "string") {
    throw new Error(`no text at ${path} in ${JSON.stringify(json)}`)
  }
  return value
}
