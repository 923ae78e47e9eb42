import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"
import { text } from "node:stream/consumers"
import serveStatic from "serve-static"
import { FrontDoor } from "../../support/front-door"

/** Where Medusa's admin is found. */
export const ADMIN_PATH = "/app"

const HOOKS = /^\/hooks\//

/** What people put before a shop that keeps a gateway's webhooks from it. */
export type DoorMischief =
  | "body_changed"
  | "signature_lost"
  | "not_found"
  | "redirected"
  | "answered_by_another"
  | "taken_by_another_shop"
  | "slow"
  | "down"

/** The shop's public address, with Medusa's admin as `medusa start` serves it. */
export class AdminDoor extends FrontDoor {
  /** What happens to webhooks. */
  mischief: DoorMischief | undefined
  private readonly files: ReturnType<typeof serveStatic>

  /** @param folder the built admin */
  constructor(folder: string) {
    super()
    this.files = serveStatic(folder, { index: false, redirect: false, dotfiles: "ignore" })
  }

  protected override answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? "/", this.url)
    if (pathname === ADMIN_PATH || pathname.startsWith(`${ADMIN_PATH}/`)) {
      this.serveAdmin(pathname.slice(ADMIN_PATH.length), request, response)
    } else if (this.mischief && HOOKS.test(pathname)) {
      void this.spoil(this.mischief, request, response)
    } else {
      super.answer(request, response)
    }
  }

  private serveAdmin(pathname: string, request: IncomingMessage, response: ServerResponse): void {
    request.url = path.posix.extname(pathname) === "" ? "/index.html" : pathname
    this.files(request, response, (error?: unknown) => {
      response.writeHead(error ? 500 : 404).end()
    })
  }

  private async spoil(
    mischief: DoorMischief,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    switch (mischief) {
      case "body_changed": {
        // As a body parser does that writes what it has read.
        const body = JSON.stringify(JSON.parse(await text(request)), undefined, 2)
        const length = String(Buffer.byteLength(body))
        const headers = { ...request.headers, "content-length": length }
        const inner = this.inner(request, response, headers)
        inner.end(body)
        return
      }
      case "signature_lost": {
        const kept = Object.entries(request.headers).filter(([name]) => !/signature/.test(name))
        request.pipe(this.inner(request, response, Object.fromEntries(kept)))
        return
      }
      case "not_found":
        response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>")
        return
      case "redirected":
        response.writeHead(301, { location: "https://www.example.com/" }).end()
        return
      case "answered_by_another":
        response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>")
        return
      case "taken_by_another_shop":
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ received: true }))
        return
      case "slow":
        // The sender gives up first.
        return
      case "down":
        request.socket.destroy()
        return
    }
  }
}
