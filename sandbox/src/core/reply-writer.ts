import type { Response } from "express"
import type { Reply, ReplyFormat } from "./exchange-types"

const HTML_TYPE = "text/html; charset=utf-8"

const JSON_FORMAT: ReplyFormat = { type: "application/json", write: (json) => JSON.stringify(json) }

/** Writes answers to the wire, right ones and broken ones. */
export class ReplyWriter {
  constructor(
    private readonly response: Response,
    private readonly commonHeaders: Record<string, string>
  ) {}

  send(reply: Reply): void {
    if (reply.html !== undefined) {
      this.write(reply, reply.html, HTML_TYPE)
    } else if (reply.json !== undefined) {
      const { type, write } = reply.format ?? JSON_FORMAT
      this.write(reply, write(reply.json), type)
    } else {
      this.write(reply, "", undefined)
    }
  }

  /** Sends the first half of the answer as if it were all. */
  sendHalf(reply: Reply): void {
    const format = reply.format ?? JSON_FORMAT
    const text = reply.html ?? format.write(reply.json ?? null)
    const type = reply.html === undefined ? format.type : HTML_TYPE
    this.write(reply, text.slice(0, Math.ceil(text.length / 2)), type)
  }

  /** Resets the connection without an answer. */
  reset(): void {
    this.response.socket?.resetAndDestroy()
  }

  /** Resolves after so many real milliseconds, or at once when the caller has gone. */
  async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.response.on("close", () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  private write(reply: Reply, text: string, type: string | undefined): void {
    if (this.response.destroyed) {
      return
    }
    const body = Buffer.from(text, "utf8")
    this.response.writeHead(reply.status, {
      ...this.commonHeaders,
      ...(type ? { "Content-Type": type } : {}),
      "Content-Length": String(body.length),
      ...reply.headers,
    })
    this.response.end(body)
  }
}
