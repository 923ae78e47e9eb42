import type { IncomingHttpHeaders } from "node:http"
import type { JsonValue } from "./json"

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** What a handler gets to see of a request; nothing of express. */
export interface SandboxRequest {
  method: string
  /** Path below the gateway's base URL, without the query: `/api/v2/me`. */
  path: string
  params: Record<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  rawBody: Buffer
}

/** What a handler answers. `json` and `html` exclude each other; neither means an empty body. */
export interface Reply {
  status: number
  headers?: Record<string, string>
  json?: JsonValue
  /** How `json` is written, for vendors that answer in XML or plain text; as JSON unless given. */
  format?: ReplyFormat
  html?: string
}

/** A way to write an answer. It is used after faults have changed the answer. */
export interface ReplyFormat {
  /** The Content-Type. */
  type: string
  write(json: JsonValue): string
}

/** One entry of a gateway's routing table; `path` is an express path pattern. */
export interface Route {
  method: HttpMethod
  path: string
  handle(request: SandboxRequest): Reply | Promise<Reply>
}

/** Thrown anywhere below a handler to answer at once. */
export class ReplyError extends Error {
  constructor(readonly reply: Reply) {
    super(`answered with status ${reply.status}: ${JSON.stringify(reply.json ?? null)}`)
    this.name = "ReplyError"
  }
}

export function jsonReply(json: JsonValue, status = 200): Reply {
  return { status, json }
}

export function htmlReply(html: string, status = 200): Reply {
  return { status, html }
}

/** 303: the browser goes on with GET, whatever it came with. */
export function redirectReply(location: string): Reply {
  return { status: 303, headers: { Location: location } }
}
